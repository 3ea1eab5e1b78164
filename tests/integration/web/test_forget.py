"""Hazard H11: what a patient deletes is gone."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.web.engine import EngineUnavailable
from tests.integration.web.fakes import EMERGENCY, Clinic, reply

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]

CANARY = "zebrafinch"


async def test_nothing_the_patient_said_stays_in_any_file(clinic: Clinic) -> None:
    alice, bob = await clinic.patient(), await clinic.patient()
    clinic.engine.answer = lambda text: [reply(f"about {text}", urgency="emergency")]
    for _ in range(5):
        await alice.says(f"{CANARY} {EMERGENCY} " + CANARY * 20)
    await bob.says("bob's question")
    answer = await clinic.client.post(alice.path("forget"), headers=alice.headers)
    assert (answer.status_code, answer.json()) == (200, {"status": "forgotten"})
    assert clinic.engine.gone == [alice.id]
    files = [path for path in clinic.settings.var.rglob("*") if path.is_file()]
    assert files and all(CANARY.encode() not in path.read_bytes() for path in files)
    assert {row.conversation_id for row in clinic.rows("desk_messages")} == {bob.id}
    assert len((await bob.transcript())["messages"]) == 2


async def test_the_bare_case_stays_and_says_why_it_is_empty(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says(EMERGENCY)
    await clinic.client.post(alice.path("forget"), headers=alice.headers)
    (case,) = await clinic.cases()
    assert case["urgency"] == "emergency"
    assert (case["message"], case["told"], case["facts"], case["rules"], case["lines"]) == (
        None,
        None,
        None,
        [],
        [],
    )
    page = await clinic.receptionist("Anna").get("/desk")
    assert "The patient deleted this chat" in page.text


async def test_a_deleted_chat_can_no_longer_be_used(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says("hello")
    await clinic.client.post(alice.path("forget"), headers=alice.headers)
    assert (await alice.send("hello again")).status_code == 403
    again = await clinic.client.post(alice.path("forget"), headers=alice.headers)
    assert again.status_code == 403


async def test_an_engine_that_is_down_forgets_when_it_is_back(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says("hello")
    clinic.engine.forget_error = EngineUnavailable("ConnectError")
    answer = await clinic.client.post(alice.path("forget"), headers=alice.headers)
    assert (answer.status_code, answer.json()) == (202, {"status": "forgetting"})
    assert clinic.rows("desk_messages") == []
    clinic.engine.forget_error = None
    clinic.clock.now += timedelta(minutes=3)
    await clinic.app.state.parts.intake.sweep()
    await clinic.app.state.parts.intake.sweep()
    assert clinic.engine.gone == [alice.id]


async def test_the_engine_forgets_again_what_a_late_turn_may_have_left(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says("hello")
    await clinic.client.post(alice.path("forget"), headers=alice.headers)
    sweep = clinic.app.state.parts.intake.sweep
    await sweep()
    assert clinic.engine.gone == [alice.id]
    clinic.clock.now += timedelta(minutes=3)
    await sweep()
    await sweep()
    assert clinic.engine.gone == [alice.id, alice.id]


async def test_a_reply_under_way_is_not_stored_into_a_deleted_chat(clinic: Clinic) -> None:
    alice = await clinic.patient()
    clinic.engine.delay = 0.9
    slow = asyncio.ensure_future(alice.send("a slow question"))
    await asyncio.sleep(0.05)
    answer = await clinic.client.post(alice.path("forget"), headers=alice.headers)
    assert answer.status_code == 200
    assert (await slow).status_code == 403
    assert clinic.rows("desk_messages") == []
