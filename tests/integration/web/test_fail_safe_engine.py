"""Hazard H03: a red flag gets its card and one case, whatever the language engine does."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from tests.faults import Figure
from tests.integration.web.fakes import EMERGENCY, FAULTS, ORDINARY, URGENT, Clinic, reply

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]


@pytest.mark.fault("H03", "the engine dead, or answering nonsense of a dozen kinds")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("text", "urgency", "number"), [(EMERGENCY, "emergency", "911"), (URGENT, "urgent", "555-0100")]
)
async def test_a_red_flag_gets_its_card_within_a_second(
    clinic: Clinic, fault: str, text: str, urgency: str, number: str, figure: Figure
) -> None:
    clinic.engine.answer = FAULTS[fault]
    alice = await clinic.patient()
    started = time.monotonic()
    card = await alice.says(text)
    figure("slowest card", (time.monotonic() - started) * 1000, "ms", most=1000)
    assert card["urgency"] == urgency
    assert card["card"]["heading"] == f"Call {number} now"
    (case,) = await clinic.cases()
    assert card["escalation"] == {"id": case["id"], "status": "open"}
    assert (case["kind"], case["urgency"], case["message"]) == ("red_flag", urgency, text)
    assert case["told"] == card["text"]
    assert case["rules"] == ["airway" if urgency == "emergency" else "lid"]
    assert [row.kind for row in clinic.rows("desk_outbox")] == ["escalation_opened"]


async def test_a_hung_engine_does_not_hold_a_card_up_and_its_late_answer_is_dropped(
    clinic: Clinic,
) -> None:
    clinic.engine.delay = 1.2
    alice = await clinic.patient()
    started = time.monotonic()
    card = await alice.says(EMERGENCY)
    assert time.monotonic() - started < 1
    assert card["card"]
    await asyncio.sleep(0.7)
    assert len((await alice.transcript())["messages"]) == 2
    assert len(await clinic.cases()) == 1


async def test_an_engine_that_ignores_being_cancelled_holds_nothing_up(clinic: Clinic) -> None:
    async def stubborn(*_: Any) -> list[dict[str, Any]]:
        with pytest.raises(asyncio.CancelledError):
            await asyncio.sleep(3)
        await asyncio.sleep(1.5)
        return [reply()]

    clinic.engine.reply = stubborn  # type: ignore[method-assign]
    alice = await clinic.patient()
    started = time.monotonic()
    assert (await alice.says(EMERGENCY))["card"]
    assert time.monotonic() - started < 1


async def test_a_red_flag_overtakes_a_slow_answer_which_then_does_not_soothe(
    clinic: Clinic,
) -> None:
    clinic.engine.delay = 0.9
    alice = await clinic.patient()
    slow = asyncio.ensure_future(alice.says(ORDINARY, client_id="slow"))
    await asyncio.sleep(0.05)
    started = time.monotonic()
    card = await alice.says(EMERGENCY, client_id="alarm")
    assert time.monotonic() - started < 1
    assert card["card"]
    assert (await slow)["urgency"] == "emergency"
    assert len(await clinic.cases()) == 1


async def test_the_engine_may_think_more_of_it_than_the_screen(clinic: Clinic) -> None:
    clinic.engine.answer = [reply("Call 911 now", urgency="emergency", rules=["learned"])]
    alice = await clinic.patient()
    assert (await alice.says("an oblique phrase"))["urgency"] == "emergency"
    (case,) = await clinic.cases()
    assert (case["kind"], case["urgency"], case["rules"]) == ("red_flag", "emergency", ["learned"])


@pytest.mark.parametrize("fault", ["dead", "broken", "empty", "nothing", "text", "garbled"])
async def test_an_ordinary_question_gets_an_honest_answer_and_a_ticket(
    clinic: Clinic, fault: str
) -> None:
    clinic.engine.answer = FAULTS[fault]
    alice = await clinic.patient()
    answer = await alice.says(ORDINARY)
    assert answer["role"] == "system"
    for words in ("could not work that out", "front desk has been told", "555-0100", "911"):
        assert words in answer["text"]
    (case,) = await clinic.cases()
    assert (case["kind"], case["urgency"], case["message"]) == ("incident", "review", ORDINARY)
    await alice.says(ORDINARY)
    assert len(await clinic.cases()) == 1
    assert len(clinic.rows("desk_outbox")) == 1


async def test_a_slow_engine_gets_its_full_time_for_an_ordinary_question(clinic: Clinic) -> None:
    clinic.engine.delay = 0.8
    alice = await clinic.patient()
    assert (await alice.says(ORDINARY))["role"] == "bot"
    clinic.engine.delay = 2
    started = time.monotonic()
    assert (await alice.says(ORDINARY))["role"] == "system"
    assert time.monotonic() - started < 1.5
