"""The life of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.desk import cases
from bot.desk.cases import NotPossible, UnknownOutcome
from bot.desk.model import Escalation, Staff

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ANNA, BEN = Staff("a", "Anna"), Staff("b", "Ben")
OPEN = Escalation("e", "c", 1, "red_flag", "urgent", "open", NOON, NOON, NOON)
TARGETS = {"emergency": 60, "urgent": 300, "review": 14_400}


def later(minutes: int) -> datetime:
    """Minutes past noon."""
    return NOON + timedelta(minutes=minutes)


def test_open_claimed_resolved_and_open_again() -> None:
    claimed = replace(OPEN, **cases.change(OPEN, "claim", ANNA, later(1)))
    assert (claimed.status, claimed.claimed_name) == ("claimed", "Anna")
    assert claimed.acknowledged_at == later(1)
    resolved = replace(
        claimed, **cases.change(claimed, "resolve", ANNA, later(5), outcome="advised")
    )
    assert (resolved.status, resolved.outcome, resolved.closed_at) == (
        "resolved",
        "advised",
        later(5),
    )
    assert resolved.acknowledged_at == later(1)
    again = replace(resolved, **cases.change(resolved, "reopen", BEN, later(9)))
    assert (again.status, again.claimed_name, again.outcome) == ("claimed", "Ben", None)


def test_a_case_put_back_has_nobody_and_alarms_anew() -> None:
    claimed = replace(OPEN, **cases.change(OPEN, "claim", ANNA, later(1)))
    back = replace(claimed, **cases.change(claimed, "release", ANNA, later(4)))
    assert (back.status, back.claimed_by, back.acknowledged_at) == ("open", None, None)
    assert back.alarm_at == later(4)


def test_a_case_can_be_given_to_a_colleague() -> None:
    given = replace(OPEN, **cases.change(OPEN, "assign", ANNA, later(1), to=BEN))
    assert given.claimed_name == "Ben"


@pytest.mark.parametrize(
    ("status", "action"),
    [("claimed", "claim"), ("resolved", "claim"), ("resolved", "resolve"), ("open", "reopen"),
     ("open", "release"), ("resolved", "assign")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(status: str, action: str) -> None:
    with pytest.raises(NotPossible):
        cases.change(replace(OPEN, status=status), action, ANNA, NOON, outcome="advised")  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", [None, "", "done"])
def test_resolving_needs_an_outcome(outcome: str | None) -> None:
    with pytest.raises(UnknownOutcome):
        cases.change(OPEN, "resolve", ANNA, NOON, outcome=outcome)


def test_waiting_is_measured_against_the_target_and_ends_with_acknowledgement() -> None:
    waiting = cases.wait(OPEN, later(6), TARGETS)
    assert (waiting.seconds, waiting.target, waiting.over, waiting.left) == (360, 300, True, -60)
    seen = replace(OPEN, acknowledged_at=later(2))
    assert cases.wait(seen, later(60), TARGETS).seconds == 120
    assert cases.wait(replace(OPEN, urgency="info"), later(1), TARGETS).target == 14_400


def test_the_most_urgent_comes_first_then_a_number_left_then_the_longest_waiting() -> None:
    one = [
        replace(OPEN, id="new review", urgency="review", alarm_at=later(9), conversation_id="n"),
        replace(OPEN, id="old review", urgency="review", conversation_id="o"),
        replace(OPEN, id="left number", urgency="review", alarm_at=later(5), conversation_id="p"),
        replace(OPEN, id="urgent", alarm_at=later(8)),
        replace(OPEN, id="emergency", urgency="emergency", alarm_at=later(9)),
    ]
    assert [case.id for case in cases.in_order(one, frozenset("p"))] == [
        "emergency", "urgent", "left number", "old review", "new review",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "minutes", "may"),
    [(ANNA, 0, True), (ANNA, 10, True), (ANNA, 11, False), (BEN, 0, False)],
)
def test_only_ones_own_last_step_can_be_taken_back_and_not_for_long(
    by: Staff, minutes: int, may: bool
) -> None:
    assert cases.undoable("a", by, NOON, later(minutes)) is may


def test_percentiles() -> None:
    assert cases.percentile([], 0.5) is None
    assert cases.percentile([7], 0.95) == 7
    assert cases.percentile(range(1, 101), 0.5) == 50
    assert cases.percentile(range(1, 101), 0.95) == 95
