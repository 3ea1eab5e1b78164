"""From detector scores to symptom mentions: what the learned opinion may add to a reading."""

from __future__ import annotations

from bot.language.concepts import CONCEPTS, RED_LABELS
from bot.language.reading import Clause, Reading, Status, SymptomMention
from bot.language.tokens import respelled
from bot.nlu.concept_model import ConceptModel, Embedder

LEAST = 1.3
"""Margin asked of any: of 1,100 labelled messages without a red flag that nothing was trained on, most
false alarms lie below it, and none of the red flags that the rules miss."""
BESIDE_A_RED_FLAG = 3.0
"""Margin asked of another red flag in a message where the rules already found one: its neighbours
pass their thresholds easily, and two of them together may read as an emergency."""
SECOND = 2.0
"""Margin asked of a second learned red flag, for the same reason."""
STRAY, ELSEWHERE = -0.1, 2.5
"""Likeness to other matters (a knee, a car) from which on a margin is asked, and which."""
EXPLAINED, BESIDE, COURSE = 4.0, 2.5, 4.0
"""Margin asked where the rules have an explanation: an ordinary symptom in the clause, or this very
symptom denied elsewhere in the message; and beside an ordinary symptom elsewhere in it, whose story
the clause most often goes on with ("the right side doesn't join in"). The last is asked of a course
where the rules know the twitch: they read its course too, and a plain twitch resembles a growing one."""
DENIED = 2.0
"""Margin asked of a clause that opens with a negation. "Not able to hold my head" is a complaint, and
the detectors have learned from hundreds of denials what is none."""
FEWEST_WORDS = 3
"""A few words ("my whole face") are an answer to a question; the rules know the short red flags."""
COUNTED = ("present", "other")
"""Statuses worth adding. What a patient supposes or has behind them is left to the rules, which know
the exact words."""
_COURSES = frozenset({"twitch_spreading", "twitch_worsening"})
_SENTENCE_END = frozenset(".!?;\n")


def learned_mentions(
    reading: Reading,
    model: ConceptModel,
    embedder: Embedder | None = None,
    *,
    stray: float | None = None,
) -> tuple[SymptomMention, ...]:
    """Mentions that the detectors find and the rules did not, the surest first: at most one for each
    clause, or for a sentence of several, whose sense may lie in none of its clauses alone."""
    units = [
        unit
        for unit in (*reading.clauses, *sentences(reading))
        if unit.status in (*COUNTED, "denied") and len(unit.text.split()) >= FEWEST_WORDS
    ]
    texts = [respelled(reading.text, unit.start, unit.end) for unit in units]
    found = model.found(texts, embedder)
    red = any(s.status in COUNTED and _is_red(s) for s in reading.symptoms)
    best = [
        (*max(margins.items(), key=lambda pair: pair[1]), unit)
        for unit, margins in zip(units, found, strict=True)
        if margins
    ]
    mentions: list[SymptomMention] = []
    elsewhere = ELSEWHERE * (stray is not None and stray > STRAY)
    for concept, margin, unit in sorted(best, key=lambda one: -one[1]):
        named = any(m.start < unit.end and m.end > unit.start for m in mentions)
        asked = _asked(reading, unit, concept, red=red)
        if not named and margin > max(asked, SECOND * bool(mentions), elsewhere):
            mentions.append(_mention(concept, unit))
    return tuple(sorted(mentions, key=lambda m: m.start))


def _asked(reading: Reading, unit: Clause, concept: str, *, red: bool) -> float:
    """The margin that `concept` must show in `unit`, which the rules may have understood already."""
    if unit.status == "denied" and concept in _COURSES:
        return float("inf")  # "it isn't spreading" is no complaint, whatever it resembles
    here = [s for s in reading.symptoms if s.start < unit.end and s.end > unit.start]
    counted = [s for s in here if s.status in COUNTED]
    # What the rules call a red flag they have understood; a second name for it would be wrong.
    if any(map(_is_red, counted)) or any(_is(concept, s) for s in here):
        return float("inf")
    explained = bool(counted) or any(
        s.status == "denied" and s.name == CONCEPTS[concept][0] for s in reading.symptoms
    )
    if explained and concept in _COURSES:
        return COURSE
    beside = any(s.status in COUNTED for s in reading.symptoms)
    return max(
        LEAST,
        BESIDE_A_RED_FLAG * red,
        EXPLAINED * explained,
        BESIDE * beside,
        DENIED * (unit.status == "denied"),
    )


def sentences(reading: Reading) -> list[Clause]:
    """The sentences that hold several clauses, with the status those share, else "present"."""
    groups: list[list[Clause]] = []
    end = 0
    for clause in reading.clauses:
        if not groups or _SENTENCE_END & set(reading.text[end : clause.start]):
            groups.append([])
        groups[-1].append(clause)
        end = clause.end
    sentences = []
    for group in groups:
        if len(group) > 1:
            start, end = group[0].start, group[-1].end
            statuses = {clause.status for clause in group}
            status = statuses.pop() if len(statuses) == 1 else "present"
            sentences.append(Clause(start, end, reading.text[start:end], status))
    return sentences


def _mention(concept: str, clause: Clause) -> SymptomMention:
    symptom, sign = CONCEPTS[concept]
    signs = frozenset({sign} if sign else ())
    status: Status = "other" if clause.status == "other" else "present"
    return SymptomMention(symptom, status, clause.start, clause.end, signs, "learned")


def _is(concept: str, mention: SymptomMention) -> bool:
    symptom, sign = CONCEPTS[concept]
    return mention.name == symptom and (not sign or sign in mention.signs)


def _is_red(mention: SymptomMention) -> bool:
    labels = {mention.name, *(f"{mention.name}:{sign}" for sign in mention.signs)}
    return not RED_LABELS.isdisjoint(labels)
