"""Which ordinary symptoms the learned opinion may add to a reading: only where the rules are silent."""

from __future__ import annotations

from bot.language.bare import only_where_and_when
from bot.language.reading import Clause, Reading, SymptomMention
from bot.language.tokens import respelled
from bot.nlu.concept_model import Embedder
from bot.nlu.learned_mentions import FEWEST_WORDS, STRAY, sentences
from bot.nlu.symptom_model import SymptomModel

ANOTHER = 0.25
"""Margin asked of a symptom beside one that is known: what a clause next to a twitch tells of is
mostly more about the twitch."""
_ASKS = frozenset({"supposing", "not_yet_treated", "fiction"})


def told_mentions(
    reading: Reading,
    model: SymptomModel,
    embedder: Embedder,
    *,
    stray: float | None = None,
) -> tuple[SymptomMention, ...]:
    """Ordinary symptoms in clauses, or sentences, in which nothing else was found, surest first."""
    if _ASKS & reading.flags or (stray is not None and stray > STRAY):
        return ()
    units = [u for u in (*reading.clauses, *sentences(reading)) if _is_open(reading, u)]
    texts = [respelled(reading.text, unit.start, unit.end) for unit in units]
    told = sorted(zip(model.told(texts, embedder), units, strict=True), key=lambda one: -one[0][1])
    known = {s.name for s in reading.symptoms}
    mentions: list[SymptomMention] = []
    for (symptom, margin), unit in told:
        present = mentions or any(s.status == "present" for s in reading.symptoms)
        over = any(m.start < unit.end and m.end > unit.start for m in mentions)
        if margin > (ANOTHER if present else 0) and symptom not in known and not over:
            mentions.append(
                SymptomMention(symptom, "present", unit.start, unit.end, source="learned")
            )
            known.add(symptom)
    return tuple(sorted(mentions, key=lambda m: m.start))


def _is_open(reading: Reading, unit: Clause) -> bool:
    return (
        unit.status == "present"
        and len(unit.text.split()) >= FEWEST_WORDS
        and not any(s.start < unit.end and s.end > unit.start for s in reading.symptoms)
        and not only_where_and_when(reading, unit.start, unit.end)
    )
