"""The life of a case: open, claimed, resolved, and open again. Pure.

A change is worked out here from the case as it was seen; the store makes it only if the case is
still so, and tells the loser of a race who has won.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.desk.model import Escalation, Staff

Action = Literal["claim", "assign", "release", "resolve", "reopen"]

OUTCOMES: Mapping[str, str] = {
    "advised": "Advised, nothing more needed",
    "appointment": "Appointment made",
    "clinician": "Passed to the clinician",
    "emergency_care": "Sent to emergency care",
    "not_reached": "Could not be reached",
    "not_an_alarm": "Not an alarm after all",
    "other": "Something else",
}
_FROM: Mapping[Action, frozenset[str]] = {
    "claim": frozenset({"open"}),
    "assign": frozenset({"open", "claimed"}),
    "release": frozenset({"claimed"}),
    "resolve": frozenset({"open", "claimed"}),
    "reopen": frozenset({"resolved"}),
}
UNDO_MINUTES = 10


class NotPossible(Exception):
    """The case is not in a state from which this can be done."""


class UnknownOutcome(Exception):
    """That is no outcome code."""


class CaseMoved(Exception):
    """Somebody else changed the case first; `escalation` is how it is now."""

    def __init__(self, escalation: Escalation) -> None:
        super().__init__(escalation.status)
        self.escalation = escalation


def change(
    case: Escalation,
    action: Action,
    by: Staff,
    at: datetime,
    *,
    to: Staff | None = None,
    outcome: str | None = None,
) -> dict[str, Any]:
    """The columns that an action sets. Raises `NotPossible` and `UnknownOutcome`.

    Whoever claims, takes over or resolves a case has acknowledged its alarm. A case that is put
    back has nobody again, so its alarm starts anew.
    """
    if case.status not in _FROM[action]:
        raise NotPossible(action)
    seen = {"acknowledged_at": case.acknowledged_at or at}
    if action in ("claim", "assign", "reopen"):
        owner = (to or by) if action == "assign" else by
        return {
            "status": "claimed",
            "claimed_by": owner.id,
            "claimed_name": owner.name,
            "claimed_at": at,
            "outcome": None,
            "closed_at": None,
            **seen,
        }
    if action == "release":
        return {
            "status": "open",
            "claimed_by": None,
            "claimed_name": None,
            "claimed_at": None,
            "alarm_at": at,
            "sounded": 0,
            "acknowledged_at": None,
        }
    if outcome not in OUTCOMES:
        raise UnknownOutcome(outcome)
    return {"status": "resolved", "outcome": outcome, "closed_at": at, **seen}


def undoable(done_by: str, by: Staff, done_at: datetime, now: datetime) -> bool:
    """Whether a person may take a step back: their own, and not long ago."""
    return done_by == by.id and now - done_at <= timedelta(minutes=UNDO_MINUTES)


@dataclass(frozen=True)
class Wait:
    """How long a case has waited for a person, against what the clinic aims at."""

    seconds: int
    target: int

    @property
    def over(self) -> bool:
        """Longer than it should."""
        return self.seconds > self.target

    @property
    def left(self) -> int:
        """Seconds until the target is missed; negative once it is."""
        return self.target - self.seconds


def wait(case: Escalation, now: datetime, targets: Mapping[str, int]) -> Wait:
    """From the alarm until a person acknowledged it, or until now."""
    end = case.acknowledged_at or now
    seconds = max(0, int((end - case.alarm_at).total_seconds()))
    return Wait(seconds, targets.get(case.urgency, targets.get("review", 14_400)))


_ORDER = {"emergency": 0, "urgent": 1}


def in_order(
    cases: Iterable[Escalation], left_contact: frozenset[str] = frozenset()
) -> list[Escalation]:
    """Most urgent first, then who left a number to be called on, then who has waited longest."""
    return sorted(
        cases,
        key=lambda case: (
            _ORDER.get(case.urgency, 2),
            case.conversation_id not in left_contact,
            case.alarm_at,
            case.id,
        ),
    )


def percentile(values: Iterable[float], share: float) -> float | None:
    """The value below which `share` of the values lie, by nearest rank; None for none."""
    ranked = sorted(values)
    if not ranked:
        return None
    return ranked[max(0, -(-int(share * 100) * len(ranked) // 100) - 1)]
