"""From detector scores to symptom mentions: what the learned opinion may add to a reading."""

from __future__ import annotations

from bot.language.concepts import CONCEPTS, RED_LABELS
from bot.language.reading import Clause, Reading, SymptomMention
from bot.nlu.concept_model import ConceptModel, Embedder

BESIDE_A_RED_FLAG = 3.0
"""Margin asked of another red flag in a message where the rules already found one: its neighbours
pass their thresholds easily, and two of them together may read as an emergency."""
EXPLAINED = 3.0
"""Margin asked where the rules have an explanation: an ordinary symptom in the clause, or this very
symptom denied elsewhere in the message."""
FEWEST_WORDS = 4
"""A few words ("my whole face") are an answer to a question; the rules know the short red flags."""
COUNTED = ("present", "other")
"""Statuses worth adding. What a patient denies, supposes or has behind them is left to the rules,
which know the exact words."""


def learned_mentions(
    reading: Reading, model: ConceptModel, embedder: Embedder | None = None
) -> tuple[SymptomMention, ...]:
    """Mentions that the detectors find and the rules did not: at most one for each clause."""
    clauses = [
        c for c in reading.clauses if c.status in COUNTED and len(c.text.split()) >= FEWEST_WORDS
    ]
    found = model.found([c.text for c in clauses], embedder)
    red = any(s.status in COUNTED and _is_red(s) for s in reading.symptoms)
    mentions = []
    for clause, margins in zip(clauses, found, strict=True):
        here = [s for s in reading.symptoms if s.start < clause.end and s.end > clause.start]
        counted = [s for s in here if s.status in COUNTED]
        concept, margin = max(margins.items(), key=lambda pair: pair[1], default=("", 0.0))
        # What the rules call a red flag they have understood; a second name for it would be wrong.
        if not concept or any(map(_is_red, counted)) or any(_is(concept, s) for s in here):
            continue
        explained = bool(counted) or any(
            s.status == "denied" and s.name == CONCEPTS[concept][0] for s in reading.symptoms
        )
        if margin > max(BESIDE_A_RED_FLAG * red, EXPLAINED * explained):
            mentions.append(_mention(concept, clause))
    return tuple(mentions)


def _mention(concept: str, clause: Clause) -> SymptomMention:
    symptom, sign = CONCEPTS[concept]
    signs = frozenset({sign} if sign else ())
    return SymptomMention(symptom, clause.status, clause.start, clause.end, signs, "learned")


def _is(concept: str, mention: SymptomMention) -> bool:
    symptom, sign = CONCEPTS[concept]
    return mention.name == symptom and (not sign or sign in mention.signs)


def _is_red(mention: SymptomMention) -> bool:
    labels = {mention.name, *(f"{mention.name}:{sign}" for sign in mention.signs)}
    return not RED_LABELS.isdisjoint(labels)
