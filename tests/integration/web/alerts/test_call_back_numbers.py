"""A number that a patient leaves to be called back on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.integration.web.fakes import ORDINARY, Clinic


async def leave(clinic: Clinic, patient: Any, **body: Any) -> httpx.Response:
    """Post contact details."""
    return await clinic.client.post(patient.path("contact"), json=body, headers=patient.headers)


async def test_a_number_left_is_first_in_the_morning_and_off_once_called(clinic: Clinic) -> None:
    clinic.engine.answer = []
    first, alice = await clinic.patient(), await clinic.patient()
    await first.says("a question")
    clinic.clock.now += timedelta(minutes=5)
    await alice.says(ORDINARY)
    kept = await leave(
        clinic, alice, name=" Alice \n Ann ", phone="+1 (555) 010-0199", consent=True
    )
    assert kept.status_code == 200
    cases = await clinic.cases()
    assert [case["conversation_id"] for case in cases] == [alice.id, first.id]
    assert cases[0]["contact"] == {"name": "Alice Ann", "phone": "+1 (555) 010-0199"}
    anna = clinic.receptionist("Anna")
    assert 'href="tel:+15550100199"' in (await anna.get("/desk")).text
    await anna.post(f"/desk/conversations/{alice.id}/called", reached="yes")
    assert "Call back:" not in (await anna.get("/desk")).text


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "", "phone": "5550100", "consent": True}, "no_name"),
        ({"name": "x" * 101, "phone": "5550100", "consent": True}, "no_name"),
        ({"name": "Alice", "phone": "call me", "consent": True}, "no_phone"),
        ({"name": "Alice", "phone": "123", "consent": True}, "no_phone"),
        ({"name": "Alice", "phone": "javascript:1111111", "consent": True}, "no_phone"),
        ({"name": "Alice", "phone": "5550100"}, "no_consent"),
        ({"name": "Alice", "phone": "5550100", "consent": "yes"}, "no_consent"),
        ({"name": ["Alice"], "phone": {}, "consent": True}, "no_name"),
    ],
)
async def test_what_is_no_contact_is_refused_with_what_to_do(
    clinic: Clinic, body: dict[str, Any], code: str
) -> None:
    answer = await leave(clinic, await clinic.patient(), **body)
    assert answer.status_code == 422 and answer.json()["error"]["code"] == code
    assert clinic.rows("desk_contacts") == []


async def test_a_number_goes_with_the_chat_when_it_is_deleted(clinic: Clinic) -> None:
    alice, mallory = await clinic.patient(), await clinic.patient()
    await leave(clinic, alice, name="Alice", phone="5550100", consent=True)
    forged = await clinic.client.post(
        alice.path("contact"),
        json={"name": "M", "phone": "6660666", "consent": True},
        headers=mallory.headers,
    )
    assert forged.status_code == 403
    await clinic.client.post(alice.path("forget"), headers=alice.headers)
    assert clinic.rows("desk_contacts") == []
    assert (await leave(clinic, alice, name="A", phone="5550100", consent=True)).status_code == 403
