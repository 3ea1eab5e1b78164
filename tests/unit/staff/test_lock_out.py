"""Lock-out with a clock of its own: five failures, a pause, and afresh."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.attempts import MOST_FAILURES, PAUSE, Locked, Tries

NOW = datetime(2025, 3, 10, 12, tzinfo=timezone.utc)


def after(failures: int, now: datetime = NOW) -> Tries:
    """What is known after so many failures within a moment."""
    tries = Tries()
    for _ in range(failures):
        tries = tries.one_more(now)
    return tries


def test_the_fifth_failure_begins_the_pause() -> None:
    assert after(4).locked_until is None and after(4).left == 1
    assert after(5).locked_until == NOW + PAUSE and after(5).left == 0


def test_no_try_is_taken_during_the_pause_and_the_pause_does_not_grow() -> None:
    tries = after(5)
    for seconds in (0, 1, 60, 14 * 60 + 59):
        with pytest.raises(Locked) as locked:
            tries.one_more(NOW + timedelta(seconds=seconds))
        assert locked.value.until == NOW + PAUSE


def test_after_the_pause_there_are_five_again() -> None:
    tries = after(5).one_more(NOW + PAUSE)
    assert tries.failures == 1 and tries.locked_until is None


def test_failures_long_ago_do_not_count() -> None:
    tries = after(4).one_more(NOW + PAUSE)
    assert tries.failures == 1


def test_failures_with_short_waits_do_count() -> None:
    tries, now = Tries(), NOW
    for _ in range(5):
        tries = tries.one_more(now)
        now += PAUSE - timedelta(seconds=1)
    assert tries.locked_until is not None


@given(st.lists(st.integers(0, 1200), max_size=60))
def test_nobody_ever_gets_more_than_five_tries_in_a_pauses_time(waits: list[int]) -> None:
    tries, now, taken = Tries(), NOW, []
    for wait in waits:
        now += timedelta(seconds=wait)
        try:
            tries = tries.one_more(now)
        except Locked:
            continue
        taken.append(now)
    for first in taken:
        within = [one for one in taken if first <= one < first + PAUSE]
        # Five before a pause, and at most four of the next run may fall into the same time.
        assert len(within) <= 2 * MOST_FAILURES - 1
