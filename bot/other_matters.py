"""Whether a message is about other matters than the clinic's treatment: one score from many hints.

No hint decides alone: likeness to other matters misses what is said in few words, an intent is often
unsure, and the knowledge base finds something near for nearly everything. So they are weighed together.
The weights are a logistic regression's over 560 labelled messages that neither the detectors nor the
intents were trained on (docs/decisions/similarity.md); judged on sets left out in turn, the score finds
96 % of other matters at 3 % of the other messages that come this far.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

ENOUGH = -0.6
"""The score from which a message counts as other matters."""
_LEAST = 1e-3


@dataclass(frozen=True)
class Hints:
    """What is known of a message when nothing urgent, no wish and no after-effect is in it.

    `likeness`: to other matters, over 0 for much; `ranking`: intents and their probability;
    `closeness`: of the best entry, 0 to 1; the rest say what the message names, whether an entry was
    found and whether that entry says that it is not covered.
    """

    likeness: float
    ranking: Mapping[str, float]
    closeness: float
    topical: bool
    facts: bool
    symptoms: bool
    areas: bool
    entry: bool
    uncovered: bool


def score(hints: Hints) -> float:
    """How much speaks for other matters, in log odds."""
    admin = hints.ranking.get("ask_admin", 0.0) + hints.ranking.get("request_human", 0.0)
    return (
        3.569
        + 3.373 * hints.likeness
        - 6.636 * hints.closeness
        + 0.277 * _odds(hints.ranking.get("out_of_scope", 0.0))
        - 0.361 * _odds(admin)
        - 0.164 * _odds(hints.ranking.get("ask_question", 0.0))
        + 0.108 * _odds(hints.ranking.get("describe_symptom", 0.0))
        + 0.143 * _odds(hints.ranking.get("ask_not_covered", 0.0))
        - 0.239 * hints.topical
        - 1.143 * hints.facts
        - 0.144 * hints.symptoms
        - 0.354 * hints.areas
        + 0.887 * (not hints.entry)
        + 0.873 * hints.uncovered
    )


def _odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
