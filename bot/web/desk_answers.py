"""Canned answers: the published entries, those that fit a chat first, ready to be edited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.reply import Numbers, numbers
from knowledge.entry import Entry
from knowledge.library import Library

MOST = 9
"""As many as there are digit keys."""
_WORD = re.compile(r"[a-z]{3,}")


def suggestions(
    library: Library,
    *,
    facts: Mapping[str, Any],
    used: Sequence[str],
    words: str,
    settings: Numbers,
) -> list[dict[str, str]]:
    """At most nine published answers as id, title and text, best first.

    `used` are the entries this chat was already answered with; `words` is what the receptionist
    searches for, and then only what holds all of it counts.
    """
    wanted = set(_WORD.findall(words.lower()))
    scored = []
    for place, entry in enumerate(library.entries.values()):
        score = _score(entry, facts, used, wanted)
        if score > 0:
            scored.append((-score, place, entry))
    scored.sort(key=lambda one: one[:2])
    fill = numbers(settings)
    return [
        {"id": entry.id, "title": entry.title, "text": entry.answer.format_map(fill)}
        for _, _, entry in scored[:MOST]
    ]


def _score(entry: Entry, facts: Mapping[str, Any], used: Sequence[str], wanted: set[str]) -> float:
    if wanted:
        text = " ".join((entry.title, entry.id, entry.applies.topic, *entry.questions)).lower()
        hits = sum(word in text for word in wanted)
        if hits < len(wanted):
            return 0
        return 1 + sum(word in entry.title.lower() for word in wanted)
    score = 0.0
    if entry.id in used:
        # The latest one counts most: it is what the talk is about.
        score += 4 - used[::-1].index(entry.id) / len(used)
    symptoms = set(facts.get("symptoms") or ())
    areas = set(facts.get("areas") or ())
    score += 2 * len(symptoms & set(entry.applies.symptoms))
    if score and entry.applies.areas:
        score += 1 if areas & set(entry.applies.areas) else -1
    return score
