"""Hazard H03: our own screen and its card, when they fail, are slow, or know the case so far."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.case.facts import CaseFacts
from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import EMERGENCY, ORDINARY, reply, screen

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]


async def test_a_failing_screen_leaves_it_to_the_engine(opening: Opening) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    async with opening(screen=broken) as clinic:
        alice = await clinic.patient()
        assert (await alice.says(ORDINARY))["urgency"] == "self_care"
        clinic.engine.answer = [reply("Call 911 now", urgency="emergency")]
        assert (await alice.says(EMERGENCY))["urgency"] == "emergency"
        clinic.engine.die()
        assert "911" in (await alice.says(EMERGENCY))["text"]


async def test_a_slow_screen_still_cuts_a_hung_engine_short(opening: Opening) -> None:
    def slow(text: str, *rest: Any, **more: Any) -> Any:
        time.sleep(0.4)
        return screen(text, *rest, **more)

    async with opening(screen=slow, rasa_timeout=5.0) as clinic:
        clinic.engine.delay = 4
        alice = await clinic.patient()
        started = time.monotonic()
        assert (await alice.says(EMERGENCY))["card"]
        assert time.monotonic() - started < 1


@pytest.mark.parametrize("bad", [RuntimeError(), {}, None, reply(urgency="info")])
async def test_when_even_the_card_fails_there_is_a_last_resort(opening: Opening, bad: Any) -> None:
    def broken(*_: Any) -> Any:
        if isinstance(bad, Exception):
            raise bad
        return bad

    async with opening(urgent_reply=broken) as clinic:
        clinic.engine.die()
        alice = await clinic.patient()
        emergency = await alice.says(EMERGENCY)
        assert emergency["card"]["heading"] == "Call 911 now"
        assert emergency["urgency"] == "emergency"
        assert len(await clinic.cases()) == 1


async def test_the_next_message_is_screened_on_top_of_the_case(opening: Opening) -> None:
    seen: list[CaseFacts | None] = []

    def with_case(text: str, today: Any, *, facts: Any, asked: Any) -> Any:
        seen.append(facts)
        return screen(text, today), CaseFacts(areas=("chin",), signs=frozenset({"rash:mild"}))

    async with opening(screen=with_case) as clinic:
        alice = await clinic.patient()
        clinic.engine.die()
        assert (await alice.says(ORDINARY))["facts"]["areas"] == ["chin"]
        clinic.engine.answer = [reply(case=CaseFacts(areas=("neck",)).to_dict())]
        await alice.says("and now?")
        await alice.says("and now?")
    assert [facts.areas for facts in seen if facts] == [(), ("chin",), ("neck",)]
    assert seen[2] == CaseFacts(areas=("chin",), signs=frozenset({"rash:mild"}))
