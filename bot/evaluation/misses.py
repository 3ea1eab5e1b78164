"""The misses, worst first, each with the field that failed and what came instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.fields import NameCounts
from bot.evaluation.predictions import rank
from bot.evaluation.score import MessageOutcome, Outcome, TurnOutcome


@dataclass(frozen=True)
class Miss:
    """One wrong answer. `weight` sorts: higher is worse."""

    id: str
    style: str
    text: str
    weight: int
    details: tuple[str, ...]

    @property
    def headline(self) -> str:
        """The failed fields on one line."""
        return "; ".join(self.details)


def misses(messages: Iterable[MessageOutcome], turns: Iterable[TurnOutcome] = ()) -> list[Miss]:
    """Every row with a wrong field, worst first: missed red flags, false alarms, then the rest."""
    found = [
        Miss(m.message.id, m.message.style, m.message.text, _weight(m.outcome), _details(m.outcome))
        for m in messages
        if m.outcome.failed()
    ]
    found += [
        Miss(
            f"{t.conversation}.{t.number}", "turn", t.text, _weight(t.outcome), _details(t.outcome)
        )
        for t in turns
        if t.outcome.failed()
    ]
    return sorted(found, key=lambda miss: (-miss.weight, miss.id))


def _weight(outcome: Outcome) -> int:
    drop = rank(outcome.predicted.urgency) - rank(outcome.expected.urgency)
    if outcome.dangerous:
        return 1000 + drop
    if outcome.under_triage and outcome.expected.is_red:
        return 900 + drop
    if outcome.expected.is_calm and outcome.predicted.escalates:
        return 700 - drop
    if outcome.under_triage:
        return 600 + drop
    if not outcome.urgency:
        return 500
    return len(outcome.failed())


def _details(outcome: Outcome) -> tuple[str, ...]:
    expected, predicted = outcome.expected, outcome.predicted
    lines = []
    for name in outcome.failed():
        if name == "urgency":
            wanted = "|".join((expected.urgency, *expected.accept))
            lines.append(f"urgency {predicted.urgency} for {wanted}")
        elif name in ("areas", "symptoms", "denied"):
            lines.append(f"{name} {_names(getattr(outcome, name))}")
        elif name == "must_mention":
            lines.append("says none of " + ", ".join(outcome.unmentioned))
        elif name == "asks":
            lines.append(f"asks {predicted.asks} for {'|'.join(expected.asks)}")
        else:
            got, wanted = getattr(predicted, name), getattr(expected, name)
            lines.append(f"{name} {_value(got)} for {_value(wanted)}")
    return tuple(lines)


def _names(counts: NameCounts) -> str:
    return " ".join([*(f"-{name}" for name in counts.missed), *(f"+{n}" for n in counts.invented)])


def _value(value: object) -> str:
    return f"[{value[0]},{value[1]}]" if isinstance(value, tuple) else str(value)
