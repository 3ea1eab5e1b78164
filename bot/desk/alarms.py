"""When an alarm that nobody acknowledges sounds again, and at whom. Pure: now is an argument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, takewhile

EVERYONE = -1
"""As a contact: all of them."""


@dataclass(frozen=True)
class Schedule:
    """For one contact: seconds after the alarm; then `hand_on` seconds until the next contact.

    After the last contact all of them are told every `again` seconds, until somebody acknowledges.
    """

    offsets: tuple[int, ...] = (0, 60, 180)
    hand_on: int = 120
    again: int = 900


@dataclass(frozen=True)
class Step:
    """One sounding: its number within the alarm, its moment, and the contact's place in the list."""

    number: int
    at: datetime
    contact: int


def steps(alarm_at: datetime, contacts: int, schedule: Schedule) -> Iterator[Step]:
    """All soundings of an alarm, without end. With no contacts the desk's own page is meant."""
    number = 0
    start = alarm_at
    for contact in range(max(contacts, 1)):
        for offset in schedule.offsets:
            yield Step(number, start + timedelta(seconds=offset), contact)
            number += 1
        start += timedelta(seconds=schedule.offsets[-1] + schedule.hand_on)
    for more in count():
        yield Step(number + more, start + timedelta(seconds=more * schedule.again), EVERYONE)


def due(
    alarm_at: datetime, now: datetime, *, contacts: int, schedule: Schedule, sounded: int
) -> Step | None:
    """The sounding to make now, given that those below number `sounded` were made.

    After a pause (the process was down) only the latest one due sounds, not each one missed.
    """
    passed: Sequence[Step] = list(
        takewhile(lambda step: step.at <= now, steps(alarm_at, contacts, schedule))
    )
    return passed[-1] if len(passed) > sounded else None


def next_at(alarm_at: datetime, *, contacts: int, schedule: Schedule, sounded: int) -> datetime:
    """When the sounding of number `sounded` is due."""
    return next(step.at for step in steps(alarm_at, contacts, schedule) if step.number >= sounded)


def backoff(attempts: int) -> timedelta:
    """How long to wait after `attempts` failed deliveries: 5 s, doubled up to five minutes."""
    return timedelta(seconds=min(300, 5 * 2 ** min(max(attempts, 1) - 1, 10)))
