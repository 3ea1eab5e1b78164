"""Thumbs for answers: kept once an answer, by whom the chat belongs to, and erased with it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import ORDINARY, Clinic, Patient


async def thumbs(alice: Patient, **body: Any) -> int:
    """The status of a request that gives a thumb."""
    answer = await alice.client.post(alice.path("feedback"), json=body, headers=alice.headers)
    return answer.status_code


async def test_the_last_thumb_counts_and_words_stay(clinic: Clinic) -> None:
    alice = await clinic.patient()
    said = await alice.says(ORDINARY)
    assert await thumbs(alice, reply=said["id"], thumb="down") == 200
    assert await thumbs(alice, reply=said["id"], thumb="down", words=" too  long\u202e ") == 200
    assert await thumbs(alice, reply=said["id"], thumb="up") == 200
    (row,) = clinic.rows("desk_feedback")
    assert (row.reply_id, row.thumb, row.words) == (said["id"], "up", "too  long")
    assert row.entries == '["bruising"]'
    assert 'aftercare_feedback_total{thumb="up"} 1.0' in (await clinic.client.get("/metrics")).text


async def test_nobody_else_can_give_one(clinic: Clinic) -> None:
    alice, bob = await clinic.patient(), await clinic.patient()
    said = await alice.says(ORDINARY)
    assert await thumbs(bob, reply=said["id"], thumb="up") == 404
    alice.token = bob.token
    assert await thumbs(alice, reply=said["id"], thumb="up") == 403
    assert clinic.rows("desk_feedback") == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([], 400),
        ({}, 422),
        ({"reply": "x", "thumb": "sideways"}, 422),
        ({"reply": 7, "thumb": "up"}, 422),
        ({"reply": "x" * 33, "thumb": "up"}, 422),
        ({"reply": "x", "thumb": "up", "words": "w" * 501}, 422),
        ({"reply": "x", "thumb": "up", "words": "w" * 9000}, 413),
        ({"reply": "x", "thumb": "up"}, 404),
    ],
)
async def test_what_is_no_thumb_is_refused(clinic: Clinic, body: Any, status: int) -> None:
    alice = await clinic.patient()
    answer = await clinic.client.post(alice.path("feedback"), json=body, headers=alice.headers)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "what_to_do"}


async def test_it_is_erased_with_the_chat(clinic: Clinic) -> None:
    alice = await clinic.patient()
    said = await alice.says(ORDINARY)
    await thumbs(alice, reply=said["id"], thumb="down", words="canary")
    await clinic.client.post(alice.path("forget"), headers=alice.headers)
    assert clinic.rows("desk_feedback") == []


@pytest.mark.parametrize(
    ("consent", "body", "status"),
    [
        ("ask", None, 403),
        ("ask", b'{"consent": false}', 403),
        ("ask", b"nonsense", 403),
        ("ask", b'{"consent": true}', 201),
        ("notice", None, 201),
        ("none", None, 201),
    ],
)
async def test_no_chat_without_the_consent_that_the_clinic_wants(
    opening: Opening, consent: str, body: bytes | None, status: int
) -> None:
    async with opening(consent=consent) as clinic:
        answer = await clinic.client.post("/api/conversations", content=body)
        assert answer.status_code == status
        assert len(clinic.rows("desk_conversations")) == (status == 201)


async def test_staff_read_a_thumb_and_its_words_beside_the_reply(clinic: Clinic) -> None:
    anna, alice = clinic.receptionist("Anna"), await clinic.patient()
    first, second = await alice.says(ORDINARY), await alice.says("and a bump?")
    base = f"/desk/conversations/{alice.id}"
    assert "helpful" not in (await anna.get(f"{base}/transcript")).text
    await thumbs(alice, reply=second["id"], thumb="down", words="<b>too vague</b>")
    for path in (base, f"{base}/transcript"):
        page = (await anna.get(path)).text
        assert page.count("The patient did not find this helpful") == 1
        assert page.index("and a bump?") < page.index("did not find this helpful")
        assert "&lt;b&gt;too vague" in page and "<b>too vague" not in page
    assert "[Not helpful to the patient" in (await anna.get(f"{base}/print")).text
    await thumbs(alice, reply=first["id"], thumb="up")
    assert "The patient found this helpful" in (await anna.get(base)).text


async def test_a_thumb_is_news_for_an_open_page_of_the_desk(clinic: Clinic) -> None:
    alice = await clinic.patient()
    said = await alice.says(ORDINARY)
    casework = clinic.app.state.parts.desk.casework
    before = casework.chat_pulse(alice.id)
    await thumbs(alice, reply=said["id"], thumb="up")
    assert casework.chat_pulse(alice.id) != before
