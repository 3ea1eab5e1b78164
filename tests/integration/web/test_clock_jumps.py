"""Hazards H03 to H05: the machine's clock is set, an hour or forty days, ahead or back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.faults import Figure
from tests.integration.web.conftest import Opening
from tests.integration.web.duty import DUTY, HEAD, Carrier, plan, ticks
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]

JUMPS = [timedelta(hours=-1), timedelta(days=-40), timedelta(hours=1), timedelta(days=40)]
jumps = pytest.mark.parametrize("jump", JUMPS, ids=str)


async def until_told(clinic: Clinic, carrier: Carrier) -> float:
    """Let the clock run until somebody is told; the seconds."""
    carrier.taken.clear()
    begun = clinic.clock.now
    while not carrier.taken:
        await ticks(clinic, 5, step=5)
        assert clinic.clock.now - begun < timedelta(minutes=5), "it fell silent"
    return (clinic.clock.now - begun).total_seconds()


@jumps
@pytest.mark.fault("H03", "the clock set while patients write")
async def test_a_red_flag_gets_card_and_case_and_the_chat_keeps_its_order(
    clinic: Clinic, jump: timedelta, figure: Figure
) -> None:
    alice = await clinic.patient()
    await alice.says(ORDINARY)
    first = await alice.says(EMERGENCY, client_id="alarm")
    clinic.clock.now += jump
    again = await alice.says(EMERGENCY, client_id="alarm")
    assert again == first
    second = await alice.says(EMERGENCY)
    assert second["card"] and second["escalation"]["id"] == first["escalation"]["id"]
    lines = (await alice.transcript())["messages"]
    assert [one["role"] for one in lines] == ["patient", "bot"] * 3
    assert [one["seq"] for one in lines] == sorted(one["seq"] for one in lines)
    figure("cases of one episode", len(await clinic.cases()), most=1)
    figure("messages lost or doubled", abs(len(lines) - 6), most=0)


@jumps
@pytest.mark.fault("H04", "the clock set while an alarm rings")
async def test_an_alarm_goes_on_ringing(opening: Opening, jump: timedelta, figure: Figure) -> None:
    carrier = Carrier()
    async with opening(plan=plan(DUTY, HEAD), sender=carrier) as clinic:
        await (await clinic.patient()).says(EMERGENCY)
        await ticks(clinic, 5)
        assert carrier.taken
        clinic.clock.now += jump
        figure("next alert after", await until_told(clinic, carrier), "s", most=120)


@pytest.mark.fault("H04", "the clock set back while an alert waits to be tried again")
async def test_an_alert_that_failed_is_tried_again_soon(opening: Opening, figure: Figure) -> None:
    carrier = Carrier()
    carrier.down = {"duty://1", "duty://2", "head://1"}
    async with opening(plan=plan(DUTY, HEAD), sender=carrier) as clinic:
        await (await clinic.patient()).says(EMERGENCY)
        await ticks(clinic, 3)
        clinic.clock.now -= timedelta(hours=1)
        carrier.down = set()
        figure("tried again after", await until_told(clinic, carrier), "s", most=60)


@pytest.mark.fault("H05", "the clock set ahead by more than chats are kept")
async def test_a_clock_that_was_set_ahead_erases_nothing_that_day(
    clinic: Clinic, figure: Figure
) -> None:
    alice = await clinic.patient()
    await alice.says(EMERGENCY)
    retention = clinic.app.state.retention
    clinic.clock.now += timedelta(days=40)
    figure("chats erased", await retention.purge(), most=0)
    assert len(await clinic.cases()) == 1
    assert await retention.purge() == 1, "the clock stays: it is right, and the chat is old"
