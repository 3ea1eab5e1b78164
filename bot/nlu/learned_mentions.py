"""From detector scores to symptom mentions: what the learned opinion may add to a reading."""

from __future__ import annotations

from bot.language.concepts import CONCEPTS, RED_LABELS
from bot.language.reading import Clause, Reading, SymptomMention
from bot.nlu.concept_model import ConceptModel, Embedder

BESIDE_A_RED_FLAG = 2.0
"""Margin asked of a second red flag in a clause where the rules already found one: the gate is
open there, so a neighbouring concept passes its threshold easily."""
BESIDE_AN_ORDINARY_SYMPTOM = 0.75
"""Margin asked where the rules already know what the clause complains of."""
SURE_OF_A_STROKE = 1.0
COUNTED = ("present", "other")
"""Statuses worth adding. What a patient denies, supposes or has behind them is left to the rules,
which know the exact words."""


def learned_mentions(
    reading: Reading, model: ConceptModel, embedder: Embedder | None = None
) -> tuple[SymptomMention, ...]:
    """Mentions that the detectors find and the rules did not: at most one for each clause."""
    clauses = [c for c in reading.clauses if c.status in COUNTED and c.text.strip()]
    found = model.found([c.text for c in clauses], embedder)
    mentions = []
    for clause, margins in zip(clauses, found, strict=True):
        mention = _strongest(reading, clause, margins)
        if mention is not None:
            mentions.append(mention)
    return tuple(mentions)


def _strongest(
    reading: Reading, clause: Clause, margins: dict[str, float]
) -> SymptomMention | None:
    here = [s for s in reading.symptoms if s.start < clause.end and s.end > clause.start]
    red = any(s.status in COUNTED and _is_red(s) for s in here)
    for concept, margin in sorted(margins.items(), key=lambda pair: -pair[1]):
        symptom, sign = CONCEPTS[concept]
        if any(s.name == symptom and (not sign or sign in s.signs) for s in here):
            return None
        needed = BESIDE_A_RED_FLAG if red else BESIDE_AN_ORDINARY_SYMPTOM if here else 0.0
        if margin > needed:
            # A weak hand alone is urgent; a stroke's sign takes more to claim.
            sure = sign != "stroke" or margin > SURE_OF_A_STROKE
            signs = frozenset({sign} if sign and sure else ())
            return SymptomMention(
                symptom, clause.status, clause.start, clause.end, signs, source="learned"
            )
        return None
    return None


def _is_red(mention: SymptomMention) -> bool:
    labels = {mention.name, *(f"{mention.name}:{sign}" for sign in mention.signs)}
    return not RED_LABELS.isdisjoint(labels)
