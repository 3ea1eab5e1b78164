"""When the desk is open: week, holidays, exceptions, in the clinic's own time zone. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

Span = tuple[time, time]
"""From and to on one day; the end is not open any more. `time.max` as an end is midnight."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LOOK_AHEAD_DAYS = 370


@dataclass(frozen=True)
class Hours:
    """Opening hours. `week` goes by weekday, 0 is Monday; a day that is left out is closed.

    `exceptions` replace a day's hours (none: closed all day) and beat `holidays`, which are closed
    and have a name.
    """

    zone: ZoneInfo
    week: Mapping[int, tuple[Span, ...]]
    holidays: Mapping[date, str] = field(default_factory=dict)
    exceptions: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    def spans(self, day: date) -> tuple[Span, ...]:
        """When the desk is open on one day, in order."""
        if day in self.exceptions:
            return self.exceptions[day]
        if day in self.holidays:
            return ()
        return self.week.get(day.weekday(), ())

    def open_at(self, moment: datetime) -> bool:
        """Whether the desk is open at a moment, which needs a zone.

        On the night when clocks go back, an hour that happens twice counts as open both times; on
        the night when they go forward, an hour that is skipped is never open.
        """
        here = moment.astimezone(self.zone)
        return any(start <= here.time() < end for start, end in self.spans(here.date()))

    def opens_after(self, moment: datetime) -> datetime | None:
        """When the desk opens next, later than `moment`; None if not within a year."""
        today = moment.astimezone(self.zone).date()
        for ahead in range(_LOOK_AHEAD_DAYS):
            day = today + timedelta(days=ahead)
            for start, end in self.spans(day):
                opens = self._moment(day, start)
                if opens > moment and opens < self._moment(day, end):
                    return opens
        return None

    def closes_after(self, moment: datetime) -> datetime | None:
        """When the desk, open at `moment`, closes; None when it is closed."""
        here = moment.astimezone(self.zone)
        for start, end in self.spans(here.date()):
            if start <= here.time() < end:
                return self._moment(here.date(), end)
        return None

    def holiday(self, moment: datetime) -> str | None:
        """The name of the holiday that `moment` falls on."""
        return self.holidays.get(moment.astimezone(self.zone).date())

    def _moment(self, day: date, at: time) -> datetime:
        if at == time.max:
            day, at = day + timedelta(days=1), time()
        # By way of UTC: an hour that the clocks skip comes out as the first one after it.
        return datetime.combine(day, at, self.zone).astimezone(timezone.utc).astimezone(self.zone)


def spoken(opens: datetime, moment: datetime) -> str:
    """A time of opening in plain words, as seen from `moment`: "tomorrow at 9:00"."""
    ahead = (opens.date() - moment.astimezone(opens.tzinfo).date()).days
    clock = f"{opens.hour}:{opens.minute:02}"
    if ahead == 0:
        return f"today at {clock}"
    if ahead == 1:
        return f"tomorrow at {clock}"
    if ahead < 7:
        return f"on {DAYS[opens.weekday()].title()} at {clock}"
    return f"on {DAYS[opens.weekday()].title()} {opens.day} {opens:%B} at {clock}"


def in_words(hours: Hours) -> str:
    """The ordinary week in words, days with the same hours together."""
    groups: list[tuple[int, int, tuple[Span, ...]]] = []
    for day in range(7):
        spans = hours.week.get(day, ())
        if groups and groups[-1][2] == spans and groups[-1][1] == day - 1:
            groups[-1] = (groups[-1][0], day, spans)
        elif spans:
            groups.append((day, day, spans))
    said = []
    for first, last, spans in groups:
        if not spans:
            continue
        days = (
            DAYS[first].title()
            if first == last
            else f"{DAYS[first].title()} to {DAYS[last].title()}"
        )
        said.append(f"{days}, " + " and ".join(f"{_clock(a)} to {_clock(b)}" for a, b in spans))
    return "; ".join(said) or "by appointment only"


def _clock(at: time) -> str:
    return "midnight" if at == time.max else f"{at.hour}:{at.minute:02}"
