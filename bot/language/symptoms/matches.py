"""What the words of a message match: patterns of the vocabulary, figures of speech, sounds said over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from bot.language.scope import NEGATORS
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

_ENDS = frozenset("stop stops stopped stopping quit ceased finished gone settled".split())
_SAID_OVER = frozenset("no yes ha haha help please very so really ow ouch sorry the and a".split())


class Found(NamedTuple):
    """A match: the label it stands for, its pattern, and the tokens it holds."""

    label: str
    source: str
    first: int
    last: int

    def overlaps(self, first: int, last: int) -> bool:
        """Whether the match shares a token with the stretch from `first` to `last`."""
        return self.first <= last and first <= self.last


def find_matches(tokens: Tokens) -> dict[Found, frozenset[int]]:
    """Every match, and the negators in it that it can't do without ("can't swallow")."""
    found = {}
    for pattern, start, end in vocabulary().symptoms.find(tokens.line):
        match = Found(pattern.label, pattern.source, tokens.index(start), tokens.index(end - 1))
        found[match] = frozenset(_own_negators(tokens, pattern.expression, start, end, match))
    return found


def _own_negators(
    tokens: Tokens, expression: re.Pattern[str], start: int, end: int, match: Found
) -> Iterable[int]:
    """A negator belongs to a pattern when no other word would do in its place."""
    for i in range(match.first, match.last + 1):
        if tokens.items[i].norm in NEGATORS:
            place, length = tokens.offsets[i], len(tokens.items[i].norm)
            other = tokens.line[:place] + "x" * length + tokens.line[place + length :]
            again = expression.match(other, start)
            if again is None or again.end() - 1 != end:
                yield i


def find_figures(tokens: Tokens) -> list[tuple[int, int]]:
    """The first and last token of every figure of speech."""
    return [
        (tokens.index(s), tokens.index(e - 1)) for _, s, e in vocabulary().figures.find(tokens.line)
    ]


def find_echoes(tokens: Tokens) -> list[Found]:
    """ "My lid goes tap tap tap": a short word three times over, beside a place of the face."""
    words = [item.norm for item in tokens.items]
    parts = _parts()
    found: list[Found] = []
    for i in range(len(words) - 2):
        if words[i].isalpha() and words[i] == words[i + 1] == words[i + 2] not in _SAID_OVER:
            near = range(i - 1, max(-1, i - 9), -1)
            where = next(
                (n for n in near if words[n] in parts or words[n] in {".", "!", "?"}), None
            )
            if where is not None and words[where] in parts:
                found.append(Found("twitching", "echo", where, i + 2))
    return found


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    """The words for places of the face."""
    return frozenset(" ".join(vocabulary().raw["classes"]["part"]).replace("|", " ").split())


def ends_denied(tokens: Tokens, found: list[Found]) -> frozenset[int]:
    """The negators that deny an end: "my lid has not stopped twitching"."""
    words = [item.norm for item in tokens.items]
    return frozenset(
        i
        for _, _, first, last in found
        for i in range(first, last)
        if words[i] in NEGATORS and words[i + 1] in _ENDS
    )
