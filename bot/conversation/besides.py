"""What a message tells or asks besides what its first answer is for: "chin quivers, and can I run?".

A second answer is given only where it surely fits, and never beside a card: who has a red flag is to do
one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bot.conversation.turn import Turn
from bot.language.tokens import tokenize
from knowledge.entry import Entry
from knowledge.lookup import Match, Query
from knowledge.terms import symptom_family

MOST = 2
"""Further answers to one message; more would be a leaflet."""
_SURE, _NEAR = 0.72, 0.58
"""Closeness from which a part of a message is taken for a known question: of its own, and beside an
after-effect, where "is it the coffee" can hardly mean anything else."""
_CALM = ("self_care", "info")
_WH = r"(?:when|how|hows|what|whats|why|where|which|who|whos)\b"
_DO = r"(?:can|could|may|should|shall|is|are|am|was|do|does|did|will|would)"
_SUBJECT = (
    r"(?:i|we|you|u|ya|it|this|that|these|those|the|my|your|a|an|there|he|she|they|one|any)\b"
)
_LEAD = r"(?:(?:and|also|plus|or|but|so|oh|ps|btw|finally|secondly|lastly|then|ok|well|just)\W+)*"
_QUESTION = rf"(?:{_WH}|{_DO} {_SUBJECT}|(?:is|are|does|do) (?!\w+ing\b|not\b|now\b)\w+|(?:may|can|might) i (?:also )?ask\b)"
_PARTS = re.compile(
    rf"(?i)(?<=[.!?;…\n])\s+|\s*[,;–—-]\s+(?={_LEAD}(?:{_WH}|{_DO}\b))|\s+(?=(?:and|also|plus|or)\s+{_LEAD}(?:{_WH}|{_DO}\b))"
)
_ASKS = re.compile(
    rf"(?i)^\W*{_LEAD}(?:{_QUESTION}|i (?:also )?(?:wonder|wanted to (?:ask|know)|would like to know)|wondering|tell me|let me know)|\?\W*$"
)
_LEADING = re.compile(rf"(?i)^\W*{_LEAD}")
_HOLLOW = frozenset(
    "a about after again all alone also am an and any anybody anyone anything are as ask at back bad be because been"
    " before being best better bit but by call called can come coming could day days did do does doing done else even"
    " ever every fine first for from get getting go going gone good had happen happens has have he help her here him"
    " his hours how i if in into is it its just keep know last left let like long longer make many may maybe me mean"
    " might mind mine minute minutes month months more most much must my myself need next night no normal not nothing"
    " now of off ok okay on once one only or other our out over own phone please probably put really right ring s safe"
    " same say see seem she should sit so some somebody someone something soon sort start still stop stopped such sure"
    " t take tell than that the their them then there these they thing things think this those tight time times to"
    " today together tomorrow tonight too two until up us usual usually very wait want wanted was way we week weeks"
    " well were what when where whether which while who whom why will with without wonder wondering worried worry"
    " would yes yet you your yourself".split()
)
"""Words that name no matter: "should I do anything?" asks of what was told before."""
COURSE = frozenset(
    "about allergy expected-jaw expected-lips expected-neck first-48-hours full-face gradual how-long"
    " how-it-works irritation-or-imbalance lid-mild-or-sustained nerve-worry normal-twitch not-covered onset peak"
    " past-lid-droop past-neck-problem person rejecting red-flags red-flags-neck review-visit safety side-effect-care"
    " take-home timeline timeline-lower-face timeline-upper-face top-up twitch-danger undo when-to-judge who-notices"
    " why-fades why-twitch why-wait emergency-number temple-twitch higher-brow jaw-imbalance asymmetry-before"
    " few-points placement assessment staff fast-wearing frozen broke-rules".split()
)
"""Topics on what an after-effect is and how it goes: beside one, "how long does it last?" asks of that."""


def besides(turn: Turn, first: Entry) -> tuple[Match, ...]:
    """The answers beside `first`, best fitting first: to what else is felt, then to what else is asked."""
    if turn.language != "en" or first.hand_over and not first.applies.symptoms:
        return ()
    given, found = [first], []
    for match in chain(_felt(turn, first), _asked(turn, first)):
        entry = match.entry
        if entry is not None and not any(_same_matter(entry, other) for other in given):
            given.append(entry)
            found.append(match)
        if len(found) == MOST:
            break  # every look-up of a question costs a run of the sentence model
    return tuple(found)


def _same_matter(one: Entry, other: Entry) -> bool:
    topic = one.applies.topic
    return one.id == other.id or (bool(topic) and topic == other.applies.topic)


def _felt(turn: Turn, first: Entry) -> Iterator[Match]:
    """The entry for the after-effects told in this message that `first` says nothing of."""
    answered = set(first.applies.symptoms)
    if not answered or turn.assessment.red:
        return
    left = tuple(
        name
        for name in turn.facts.symptoms
        if name in turn.reported and name != "anxiety" and not symptom_family(name) & answered
    )
    while left:
        match = turn.find(
            Query(
                areas=tuple(dict.fromkeys([*turn.facts.areas, *turn.mentioned_areas])),
                symptoms=left,
                days=turn.facts.days,
                kind="symptom",
                urgency=turn.assessment.urgency,
            )
        )
        entry = match.entry
        if entry is None or match.reason != "facts" or entry.urgency not in (*_CALM, "review"):
            return
        yield match
        told = set(entry.applies.symptoms)
        rest = tuple(name for name in left if not symptom_family(name) & told)
        left = rest if rest != left else ()


def asked_alone(turn: Turn) -> Iterator[Match]:
    """What surely answers one of several questions in the message, in their order."""
    asking = _asking(turn)
    if len(asking) > 1 and turn.language == "en":
        for part in filter(_names_something, asking):
            match = _found(turn, part)
            if match.entry is not None and _answers(match, match.entry, beside_symptom=False):
                yield match


def _asked(turn: Turn, first: Entry) -> Iterator[Match]:
    """Entries for the questions in the message that surely are about matters of their own."""
    asking = _asking(turn)
    beside_symptom = bool(first.applies.symptoms)
    # Beside a question's answer there is one answer fewer to give than there are questions.
    wanted = MOST if beside_symptom else len(asking) - 1
    for part in filter(_names_something, asking):
        if wanted <= 0:
            return
        match = _found(turn, part)
        entry = match.entry
        if entry is not None and _answers(match, entry, beside_symptom):
            wanted -= entry.id != first.id
            yield match


def _asking(turn: Turn) -> list[str]:
    return [part for part in parts_of(turn.plain) if _ASKS.search(part)]


def _found(turn: Turn, part: str) -> Match:
    return turn.find(Query(text=_LEADING.sub("", part), kind="question", urgency="info"))


def _names_something(part: str) -> bool:
    return any(w.norm.isalpha() and w.norm not in _HOLLOW for w in tokenize(part).items)


def _answers(match: Match, entry: Entry, beside_symptom: bool) -> bool:
    topic = entry.applies.topic or ""
    if match.reason != "words" or entry.urgency not in _CALM or entry.applies.symptoms:
        return False
    if topic.startswith("what-if") or (beside_symptom and topic in COURSE):
        return False
    return match.score >= (_NEAR if beside_symptom and not entry.hand_over else _SURE)


def parts_of(text: str) -> list[str]:
    """The sentences of a text, and within one the questions joined by commas and "and"."""
    return [part.strip() for part in _PARTS.split(text) if part and part.strip()]
