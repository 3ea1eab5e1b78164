"""Which entry answers: by the facts of the case first, by the question's words otherwise. Pure.

A library comes in, a match goes out; nothing here knows a database or a clock. The weights and the
thresholds were chosen on the content's own example questions: docs/decisions/similarity.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.entry import URGENCIES, Entry
from knowledge.library import Library
from knowledge.likeness import Scores, Similarity
from knowledge.terms import AREAS, RED_FLAGS, area_family, symptom_family

Days = tuple[int, int]

ALTERNATIVES = 3
_REMEMBERED = 512
"""Sets of facts whose weighing against all entries is remembered: most patients say one of few."""

_ADVERSE = frozenset({"worsening", "spreading"})
_SAME_TREND = {"stable": "persisting"}
_LONGEST = 730


@dataclass(frozen=True)
class Query:
    """What is known when an answer is sought; empty means "not said".

    `symptom`: the patient has `symptoms` now. `question`: they ask, and `symptoms` are only spoken
    of. `urgency` is the triage's, when it has spoken.
    """

    text: str = ""
    kind: Literal["symptom", "question"] = "question"
    areas: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    days: Days | None = None
    trend: str | None = None
    urgency: str | None = None


@dataclass(frozen=True)
class Match:
    """The entry that answers best, or None (`reason` "none").

    `score`, 0 to 1, is how well it fits: by facts, the share of what could agree that does; by
    words, the closeness of the nearest example question. `runner_up` is the next entry's id, and
    `alternatives` up to three entries, best first, to offer as "did you mean".
    """

    entry: Entry | None
    score: float = 0.0
    runner_up: str | None = None
    reason: Literal["facts", "words", "none"] = "none"
    alternatives: tuple[Entry, ...] = field(default=())


def find(library: Library, query: Query, similarity: Similarity) -> Match:
    """The published entry that answers `query` best; never raises for want of one."""
    if query.kind == "symptom" and query.symptoms:
        by_facts = _by_facts(library, query, similarity)
        if by_facts is not None:
            return by_facts
    return _by_words(library, query, similarity)


# --- by facts


def _by_facts(library: Library, query: Query, similarity: Similarity) -> Match | None:
    known = list(library.entries.values())
    scored = _points_of_all(library, replace(query, text=""))
    if not scored:
        return None
    order = _word_order(library, query, similarity)
    best = sorted(scored, key=lambda s: (-s[0], s[1], -order[s[2]] if order is not None else 0.0))
    entries = [known[place] for _, _, place in best[:ALTERNATIVES]]
    return Match(
        entry=entries[0],
        score=min(max(best[0][0] / _MOST_POINTS, 0.0), 1.0),
        runner_up=entries[1].id if len(entries) > 1 else None,
        reason="facts",
        alternatives=tuple(entries),
    )


@lru_cache(maxsize=_REMEMBERED)
def _points_of_all(library: Library, facts: Query) -> tuple[tuple[float, int, int], ...]:
    """For each entry that fits: its points, its urgency's rank and its place in the library."""
    return tuple(
        (points, URGENCIES.index(entry.urgency), place)
        for place, entry in enumerate(library.entries.values())
        if (points := _points(entry, facts)) is not None
    )


# Each outweighs all that comes after it, apart from urgency, which triage has the last word on.
_SYMPTOM, _ADVERSE_TREND, _AREA, _WINDOW, _TREND = 16.0, 9.0, 4.0, 2.0, 1.0
_URGENCY_STEP = 2.5
_MOST_POINTS = _SYMPTOM + _AREA + _WINDOW + _TREND


def _points(entry: Entry, query: Query) -> float | None:
    """How specifically `entry` fits the case; None when it does not fit."""
    applies = entry.applies
    shared = _shared(query.symptoms, applies.symptoms)
    if not shared or not _urgent_enough(entry, query):
        return None
    grave = RED_FLAGS.intersection(applies.symptoms)
    if grave and not grave.intersection(query.symptoms):
        return None
    worries = {s for s in query.symptoms if s != "anxiety"} or set(query.symptoms)
    points = _SYMPTOM * len(shared & worries) / len(worries)
    points += 0.5 * sum(s in query.symptoms for s in applies.symptoms) / len(applies.symptoms)
    area = _area_points(entry, query)
    window = _window_points(applies.days, query.days)
    trend = _trend_points(applies.trends, query.trend)
    if area is None or window is None or trend is None:
        return None
    return points + area + window + trend + _urgency_points(entry, query)


def _shared(asked: tuple[str, ...], told: tuple[str, ...]) -> set[str]:
    known = set(told)
    return {symptom for symptom in asked if symptom_family(symptom) & known}


def _urgent_enough(entry: Entry, query: Query) -> bool:
    """No reassurance where triage sees danger; advice that is only spoken of (info) may stand."""
    if query.urgency not in ("emergency", "urgent"):
        return True
    return entry.urgency not in ("self_care", "out_of_scope")


def _urgency_points(entry: Entry, query: Query) -> float:
    if query.urgency is None or query.urgency not in URGENCIES:
        return -_URGENCY_STEP if entry.urgency == "info" else 0.0
    if entry.urgency == "info":
        return -_URGENCY_STEP
    apart = abs(URGENCIES.index(entry.urgency) - URGENCIES.index(query.urgency))
    return -_URGENCY_STEP * apart


def _area_points(entry: Entry, query: Query) -> float | None:
    told = set(entry.applies.areas)
    if not told or "other" in query.areas and not told.intersection(query.areas):
        return 0.0 if not told else None
    if not query.areas:
        # Nobody said where: an entry for one place only would be a guess.
        return None if len(told) < len(AREAS) else 0.0
    if told.intersection(query.areas):
        # Of several that name the place, the one that names little else knows it best.
        return _AREA - 0.1 * len(told)
    if any(area_family(area) & told for area in query.areas):
        return _AREA / 2
    return None


def _window_points(window: Days | None, days: Days | None) -> float | None:
    if days is None:
        # Better an entry for any day; else the one for most days.
        return 0.0 if window is None else -_WINDOW * (2 - (window[1] - window[0]) / _LONGEST)
    if window is None:
        return 0.0
    shared = min(window[1], days[1]) - max(window[0], days[0]) + 1
    if shared <= 0:
        return None
    return _WINDOW if shared == days[1] - days[0] + 1 else _WINDOW / 2


def _trend_points(told: tuple[str, ...], trend: str | None) -> float | None:
    if not told:
        return 0.0
    known = {_SAME_TREND.get(t, t) for t in told}
    if trend is None or _SAME_TREND.get(trend, trend) not in known:
        return None
    return _ADVERSE_TREND if trend in _ADVERSE else _TREND


# --- by words

# In units of cosine, added to the order of entries before one is chosen.
_AREA_AGREES, _AREA_CONTRADICTS = 0.05, 0.1
_SYMPTOM_AGREES, _SYMPTOM_CONTRADICTS = 0.03, 0.06
_WINDOW_CONTRADICTS = 0.08
# A question is not a case: "how long does a neck twitch last" must not be answered "call today".
_MEANT_FOR_A_CASE, _MEANT_FOR_AN_URGENT_CASE = 0.05, 0.12
# Who names the treatment, a place or a symptom hardly speaks of other matters.
_NAMES_THE_TREATMENT, _NAMES_A_FACT = 0.3, 0.1
_TREATMENT = re.compile(
    r"\b(?:botox|tox|toxin|dysport|xeomin|jeuveau|azzalure|bocouture|inject\w*|jabs?|needles?"
    r"|treatments?|treated|units?|clinic|twitch\w*|review|appointment|appt|messages)\b",
    re.IGNORECASE,
)


def _by_words(library: Library, query: Query, similarity: Similarity) -> Match:
    entries = list(library.entries.values())
    if not entries or not query.text.strip():
        return Match(None)
    fit = similarity.fit(query.text, library.questions, library.question_groups)
    leanings = _leanings_of_all(library, replace(query, text=""))
    order = fit.order[: len(entries)] + leanings
    ranked = np.argsort(-order, kind="stable")[:ALTERNATIVES]
    best = ranked[0]
    score = min(max(float(fit.closeness[best]) + max(float(leanings[best]), 0.0), 0.0), 1.0)
    alternatives = tuple(entries[i] for i in ranked)
    runner_up = alternatives[1].id if len(alternatives) > 1 else None
    elsewhere = max(map(float, fit.order[len(entries) :]), default=0.0)
    if score < similarity.floor or elsewhere - order[best] > _reluctance(query, similarity):
        return Match(None, score, runner_up, "none", alternatives)
    return Match(entries[best], score, runner_up, "words", alternatives)


@lru_cache(maxsize=_REMEMBERED)
def _leanings_of_all(library: Library, facts: Query) -> NDArray[np.float64]:
    return np.array([_leaning(entry, facts) for entry in library.entries.values()])


def _reluctance(query: Query, similarity: Similarity) -> float:
    """How much better other matters must fit before they win over the best entry."""
    named = _NAMES_THE_TREATMENT if _TREATMENT.search(query.text) else 0.0
    return similarity.reluctance + named + (_NAMES_A_FACT if query.areas or query.symptoms else 0.0)


def _leaning(entry: Entry, query: Query) -> float:
    """How far the facts that are spoken of speak for, or against, `entry`."""
    applies = entry.applies
    leaning = 0.0
    if applies.areas and query.areas:
        told = set(applies.areas)
        agrees = any(area_family(area) & told for area in query.areas)
        leaning += _AREA_AGREES if agrees else -_AREA_CONTRADICTS
    if applies.symptoms and query.symptoms:
        agrees = bool(_shared(query.symptoms, applies.symptoms))
        leaning += _SYMPTOM_AGREES if agrees else -_SYMPTOM_CONTRADICTS
    if applies.days and query.days and _window_points(applies.days, query.days) is None:
        leaning -= _WINDOW_CONTRADICTS
    if query.kind == "question" and not entry.hand_over:
        if entry.urgency in ("emergency", "urgent"):
            leaning -= _MEANT_FOR_AN_URGENT_CASE
        elif entry.urgency != "info":
            leaning -= _MEANT_FOR_A_CASE
    return leaning


def _word_order(library: Library, query: Query, similarity: Similarity) -> Scores | None:
    if not query.text.strip():
        return None
    return similarity.fit(query.text, library.questions, library.question_groups).order
