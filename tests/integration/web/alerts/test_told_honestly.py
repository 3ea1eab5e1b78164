"""H04: with nobody at the desk, patients are told so, and when somebody will be."""

from __future__ import annotations

from datetime import datetime, timezone

from tests.integration.web.fakes import EMERGENCY, ORDINARY, URGENT, Clinic

MONDAY_NOON = datetime(2026, 11, 23, 17, 0, tzinfo=timezone.utc)


async def test_with_nobody_there_after_hours_the_patient_is_told_honestly(clinic: Clinic) -> None:
    clinic.engine.answer = []
    reply = await (await clinic.patient()).says(ORDINARY)
    for words in (
        "The clinic is closed now. Nobody reads this until we open.",
        "We are back tomorrow at 9:00.",
        "leave your name and phone number",
        "Call 911 at once",
    ):
        assert words in reply["text"]


async def test_in_opening_hours_with_nobody_signed_in_too(clinic: Clinic) -> None:
    clinic.clock.now = MONDAY_NOON
    clinic.engine.answer = []
    reply = await (await clinic.patient()).says(ORDINARY)
    assert "Nobody is at our front desk right now" in reply["text"]
    assert "closed" not in reply["text"]


async def test_an_emergency_card_stays_what_it_is_and_says_that_nobody_watches(
    clinic: Clinic,
) -> None:
    card = await (await clinic.patient()).says(EMERGENCY)
    assert card["card"]["heading"] == "Call 911 now" and len(card["card"]["points"]) == 2
    assert card["card"]["note"] == ("Nobody is at our front desk right now. Do not wait for us.")
    assert card["text"].endswith("Do not wait for us.")


async def test_with_somebody_at_the_desk_nothing_of_the_kind_is_said(clinic: Clinic) -> None:
    parts, anna = clinic.app.state.parts, clinic.receptionist("Anna")
    parts.desk.presence.seen(anna.account, clinic.clock.now)  # type: ignore[arg-type]
    parts.desk.attendance.renew(parts.desk.presence.present(clinic.clock.now))
    reply = await (await clinic.patient()).says(EMERGENCY)
    assert "front desk" not in reply["text"]


async def test_a_holiday_is_named(clinic: Clinic) -> None:
    clinic.clock.now = datetime(2026, 12, 25, 17, tzinfo=timezone.utc)
    reply = await (await clinic.patient()).says(URGENT)
    assert "closed now (Christmas Day)" in reply["text"]
    assert "We are back on Monday at 9:00. This should not wait until then." in reply["text"]


async def test_an_answer_that_needs_nobody_says_nothing_of_the_desk(clinic: Clinic) -> None:
    reply = await (await clinic.patient()).says(ORDINARY)
    assert "desk" not in reply["text"]
