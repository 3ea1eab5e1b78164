"""An alarm that nobody acknowledges, on a clock of its own."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.alarms import EVERYONE, Schedule, backoff, due, next_at, steps

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
PLAN = Schedule()


def test_at_once_at_60_s_at_3_min_then_the_next_contact_then_everyone() -> None:
    sounded = [
        (int((step.at - NOON).total_seconds()), step.contact)
        for step in islice(steps(NOON, 2, PLAN), 8)
    ]
    assert sounded == [
        (0, 0), (60, 0), (180, 0), (300, 1), (360, 1), (480, 1), (600, EVERYONE), (1500, EVERYONE),
    ]  # fmt: skip


def test_with_no_contact_the_desk_alone_is_told_and_then_everyone_is() -> None:
    places = [(step.number, step.contact) for step in islice(steps(NOON, 0, PLAN), 5)]
    assert places == [(0, 0), (1, 0), (2, 0), (3, EVERYONE), (4, EVERYONE)]
    assert EVERYONE == -1, "so it is stored"


def test_a_clock_that_ticks_sounds_each_step_once_and_on_time() -> None:
    sounded: list[int] = []
    for second in range(700):
        step = due(
            NOON, NOON + timedelta(seconds=second), contacts=2, schedule=PLAN, sounded=len(sounded)
        )
        if step is not None:
            assert step.number == len(sounded)
            sounded.append(second)
    assert sounded == [0, 60, 180, 300, 360, 480, 600]


@pytest.mark.parametrize(("sounded", "second"), [(0, 0), (1, 60), (2, 180), (3, 300), (6, 600)])
def test_when_the_next_step_is_due(sounded: int, second: int) -> None:
    at = next_at(NOON, contacts=2, schedule=PLAN, sounded=sounded)
    assert at == NOON + timedelta(seconds=second)


def test_after_a_pause_only_the_latest_step_sounds() -> None:
    step = due(NOON, NOON + timedelta(seconds=400), contacts=2, schedule=PLAN, sounded=1)
    assert step is not None and (step.number, step.contact) == (4, 1)


@given(seconds=st.integers(0, 20_000), contacts=st.integers(0, 4), sounded=st.integers(0, 30))
def test_no_step_sounds_early_or_twice(seconds: int, contacts: int, sounded: int) -> None:
    now = NOON + timedelta(seconds=seconds)
    step = due(NOON, now, contacts=contacts, schedule=PLAN, sounded=sounded)
    if step is None:
        assert next_at(NOON, contacts=contacts, schedule=PLAN, sounded=sounded) > now
    else:
        assert step.number >= sounded and step.at <= now


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 5), (1, 5), (2, 10), (3, 20), (60, 300)])
def test_waiting_between_attempts_grows_and_is_bounded(attempts: int, seconds: int) -> None:
    assert backoff(attempts) == timedelta(seconds=seconds)
