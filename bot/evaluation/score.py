"""One row against one prediction: what was right, what failed, and how badly."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.fields import (
    NameCounts,
    compare_names,
    days_right,
    days_tight,
    missing_mentions,
    onset_right,
    trend_right,
)
from bot.evaluation.gold import Expected, Message
from bot.evaluation.predictions import Prediction, rank

TURN_FIELDS = ("urgency", "areas", "days", "symptoms", "asks")
OPTIONAL_TURN_FIELDS = ("onset_days", "denied", "trend")


@dataclass(frozen=True)
class Outcome:
    """Every field of one answer, judged."""

    expected: Expected
    predicted: Prediction
    urgency: bool
    areas: NameCounts
    symptoms: NameCounts
    denied: NameCounts
    days: bool
    days_tight: bool
    onset_days: bool
    trend: bool
    unmentioned: tuple[str, ...]
    asks: bool
    asks_needless: bool

    @property
    def under_triage(self) -> bool:
        """Predicted below the label and below every accepted level; silence always is."""
        return rank(self.predicted.urgency) > max(
            rank(level) for level in self.expected.right_urgencies
        )

    @property
    def dangerous(self) -> bool:
        """An emergency answered as if it could wait: self-care, information, refusal, silence."""
        calm = rank(self.predicted.urgency) >= rank("self_care")
        return self.expected.urgency == "emergency" and calm and not self.urgency

    @property
    def mentions(self) -> bool:
        """Every required word is in the answer."""
        return not self.unmentioned

    def failed(self) -> tuple[str, ...]:
        """Names of the wrong fields, the gravest first."""
        judged = {
            "urgency": self.urgency,
            "symptoms": self.symptoms.right,
            "denied": self.denied.right,
            "areas": self.areas.right,
            "days": self.days,
            "onset_days": self.onset_days,
            "trend": self.trend,
            "asks": self.asks,
            "must_mention": self.mentions,
        }
        return tuple(name for name, right in judged.items() if not right)

    def turn_right(self, *, needless_is_wrong: bool = False) -> bool:
        """Whether a conversation's turn is right in all of `TURN_FIELDS`."""
        wrong = set(self.failed()) & set(TURN_FIELDS)
        return not wrong and not (needless_is_wrong and self.asks_needless)


@dataclass(frozen=True)
class MessageOutcome:
    """A judged single message."""

    message: Message
    outcome: Outcome


@dataclass(frozen=True)
class TurnOutcome:
    """A judged turn; `number` counts from 1."""

    conversation: str
    number: int
    text: str
    outcome: Outcome


def judge(expected: Expected, predicted: Prediction, *, turn: bool = False) -> Outcome:
    """Score one answer. In a turn, `onset_days`, `denied`, `trend` count only where labelled.

    No question is needed where `asks` is null, so one more question there is not counted wrong
    but is kept as `asks_needless`.
    """
    skip = {name for name in OPTIONAL_TURN_FIELDS if turn and name not in expected.given}
    also = expected.also
    return Outcome(
        expected=expected,
        predicted=predicted,
        urgency=predicted.urgency in expected.right_urgencies,
        areas=compare_names(expected.areas, predicted.areas, also),
        symptoms=compare_names(expected.symptoms, predicted.symptoms, also),
        denied=NameCounts()
        if "denied" in skip
        else compare_names(expected.denied, predicted.denied, also),
        days=days_right(expected.days, predicted.days),
        days_tight=days_tight(expected.days, predicted.days),
        onset_days="onset_days" in skip
        or onset_right(expected.onset_days, predicted.onset_days, expected.days),
        trend="trend" in skip or trend_right(expected.trend, predicted.trend),
        unmentioned=missing_mentions(expected.must_mention, predicted.text),
        asks=not turn or not expected.asks or predicted.asks in expected.asks,
        asks_needless=turn and not expected.asks and predicted.asks is not None,
    )
