"""Whether anybody is at the desk, and what a patient is told when nobody is.

Kept in memory and renewed in the background, for a red flag must not wait for a look into the
database.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.desk.hours import Hours, spoken
from bot.desk.model import Staff
from bot.settings import Settings


class Attendance:
    """Who is at the desk, as of the last look."""

    def __init__(self, hours: Hours, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._hours = hours
        self._settings = settings
        self._clock = clock
        self._present: tuple[Staff, ...] = ()

    def renew(self, present: list[Staff]) -> None:
        """What the last look has found."""
        self._present = tuple(present)

    @property
    def present(self) -> tuple[Staff, ...]:
        """Who is there."""
        return self._present

    @property
    def open(self) -> bool:
        """Whether these are opening hours."""
        return self._hours.open_at(self._clock())

    def away(self, urgency: str) -> str | None:
        """What a patient who needs a person is told now; None while somebody is at the desk.

        Somebody who sits at the desk after hours counts as there: they see the case.
        """
        if self._present:
            return None
        number, phone = self._settings.emergency_number, self._settings.clinic_phone
        if urgency == "emergency":
            return "Nobody is at our front desk right now. Do not wait for us."
        worse = (
            f"Call {number} at once if you have trouble breathing, swallowing, speaking or "
            "seeing, or if you feel faint."
        )
        leave = "You can leave your name and phone number here, and we call you."
        if self._hours.open_at(self._clock()):
            return (
                "Nobody is at our front desk right now, so it can take a while until somebody "
                f"reads this. {leave} Or call {phone}. {worse}"
            )
        opens = self._hours.opens_after(self._clock())
        when = f" We are back {spoken(opens, self._clock())}." if opens else ""
        holiday = self._hours.holiday(self._clock())
        closed = (
            f"The clinic is closed now ({holiday})." if holiday else "The clinic is closed now."
        )
        wait = " This should not wait until then." if urgency == "urgent" and opens else ""
        return f"{closed} Nobody reads this until we open.{when}{wait} {leave} {worse}"
