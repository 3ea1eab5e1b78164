"""Symptoms said in a foreign word in an English message."""

from __future__ import annotations

from dataclasses import replace

from bot.language.concepts import RED_LABELS
from bot.language.foreign import find_foreign
from bot.language.reading import SymptomMention
from bot.language.scope import Scope
from bot.language.tokens import Tokens

_A_CLAUSE = 3
"""Words from which a foreign mention is a clause of its own."""


def foreign_in_english(
    tokens: Tokens, scope: Scope, mentions: list[SymptomMention], figures: list[tuple[int, int]]
) -> list[SymptomMention]:
    """Foreign symptoms in an English message. "Palpitations" is a word of many languages, and what
    English says around it counts."""
    added = []
    for m in find_foreign(tokens.text):
        place = [i for i, t in enumerate(tokens.items) if t.start < m.end and m.start < t.end]
        if not place or any(_same(m, o) and m.signs <= o.signs for o in mentions):
            continue
        first, last = place[0], place[-1]
        if m.status == "present" and not any(first <= b and a <= last for a, b in figures):
            added.append(_in_english_scope(scope, m, first, last))
        elif m.status != "present":
            added.append(m)
    return added


def _in_english_scope(
    scope: Scope, mention: SymptomMention, first: int, last: int
) -> SymptomMention:
    """A word of many languages stands in English scope; a whole foreign clause has its own, and the "no"
    in "mejor no estar aquí" is no English one."""
    if last - first + 1 >= _A_CLAUSE:
        return mention
    label = ":".join([mention.name, *mention.signs])
    return replace(mention, status=scope.status(label, first, last, red=label in RED_LABELS))


def _same(one: SymptomMention, other: SymptomMention) -> bool:
    return one.name == other.name and one.start < other.end and other.start < one.end
