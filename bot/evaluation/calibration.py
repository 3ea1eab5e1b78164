"""How far the detectors' margin can be read as a probability of a red flag.

Detectors learn from three quarters of our own sentences. On the quarter kept back, Platt's scaling
turns a margin over the threshold into a probability; on the labelled messages, which neither has
seen, that probability stands beside what was observed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.evaluation.gold import Message
from bot.evaluation.intervals import Share
from bot.language import read
from bot.nlu.concept_model import ConceptModel, Embedder
from bot.nlu.concept_training import Example, folds_of, labels_of, train
from bot.nlu.learned_mentions import COUNTED

BINS = 8
_FLOOR = 1000.0


@dataclass(frozen=True)
class Bin:
    """Messages of like probability: the mean of what was predicted, and what was observed."""

    predicted: float
    observed: Share


def calibration(
    messages: Sequence[Message],
    learned: Sequence[Example],
    embedder: Embedder | None = None,
    *,
    seed: int = 0,
) -> list[Bin]:
    """The curve, least probable first; a message that only asks or supposes has no clause to judge
    and is left out, as the detectors are not asked about it either.

    Raises `ValueError` when there is too little to learn from.
    """
    labels = labels_of(learned, sorted({one.concept for one in learned if one.concept}))
    back = folds_of(labels, seed) == 0
    kept = [one for one, out in zip(learned, back, strict=True) if out]
    model = train([o for o, out in zip(learned, back, strict=True) if not out], embedder, seed=seed)
    slope, intercept = platt(
        margins(model, [one.text for one in kept], embedder), [bool(one.concept) for one in kept]
    )
    found = [(_highest(model, one, embedder), one.expected.is_red) for one in messages]
    judged = [(margin, red) for margin, red in found if margin is not None]
    chances = [1 / (1 + float(np.exp(-slope * margin - intercept))) for margin, _ in judged]
    return curve(chances, [red for _, red in judged])


def margins(
    model: ConceptModel, texts: Sequence[str], embedder: Embedder | None = None
) -> list[float]:
    """For each text, by how much its highest score passes its threshold, or misses it."""
    lowered = replace(
        model,
        thresholds=model.thresholds - _FLOOR,
        sense_thresholds=None if model.sense is None else model.sense_thresholds - _FLOOR,
    )
    found = lowered.found(list(texts), embedder)
    # A text without one known letter group speaks for nothing.
    return [max(one.values()) - _FLOOR if one else -5.0 for one in found]


def platt(margins: Sequence[float], red: Sequence[bool]) -> tuple[float, float]:
    """Slope and intercept of the log odds over the margin. Raises `ValueError` on one class only."""
    fitted = LogisticRegression(C=1e6).fit(np.array(margins).reshape(-1, 1), red)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def curve(chances: Sequence[float], red: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Bins of as equal a size as can be, least probable first."""
    order = np.argsort(np.array(chances), kind="stable")
    groups = [group for group in np.array_split(order, bins) if len(group)]
    return [
        Bin(float(np.mean([chances[i] for i in group])), Share.of(red[i] for i in group))
        for group in groups
    ]


def error(bins: Sequence[Bin]) -> float:
    """The mean distance between predicted and observed, each message counted once."""
    total = sum(one.observed.total for one in bins)
    return (
        sum(abs(one.predicted - (one.observed.value or 0)) * one.observed.total for one in bins)
        / total
        if total
        else 0.0
    )


def meaning(bins: Sequence[Bin]) -> str:
    """What the curve says, in one sentence."""
    lean = sum((one.observed.value or 0) - one.predicted for one in bins)
    side = "more" if lean > 0 else "fewer"
    return (
        f"On average the detectors' own probability is {100 * error(bins):.0f} points off what was "
        f"observed, and there were {side} red flags than it says; it orders messages and sets "
        "thresholds, the rules beside it decide as well, and it is never shown as a patient's risk."
    )


def _highest(model: ConceptModel, message: Message, embedder: Embedder | None) -> float | None:
    day = date.fromisoformat(message.today) if message.today else date.today()
    clauses = [c.text for c in read(message.text, day).clauses if c.status in COUNTED]
    return max(margins(model, clauses, embedder)) if clauses else None
