"""Which words of a message raised what: a text cut at the spans to be marked. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Characters from `start` to before `end`, and what they were taken for."""

    start: int
    end: int
    name: str
    alarming: bool = True
    """Whether it counts as a complaint, and not as a mere fact such as a place, a day, a denial."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `names` say what it raised, none for plain text."""

    text: str
    names: tuple[str, ...] = ()
    alarming: bool = True


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """`text` in stretches that together are exactly it; spans outside of it are cut or ignored.

    Where spans overlap, the stretch that they share carries the names of all of them.
    """
    inside = [
        Span(max(0, one.start), min(len(text), one.end), one.name, one.alarming)
        for one in spans
        if one.start < len(text) and one.end > 0 and one.start < one.end
    ]
    cuts = sorted({0, len(text), *(s.start for s in inside), *(s.end for s in inside)})
    found = []
    for start, end in itertools.pairwise(cuts):
        here = [s for s in inside if s.start <= start and end <= s.end]
        names = tuple(dict.fromkeys(s.name for s in here))
        found.append(Piece(text[start:end], names, not here or any(s.alarming for s in here)))
    return found


def excerpt(text: str, spans: Iterable[Span], most: int = 160) -> list[Piece]:
    """About `most` characters of `text` around its first span, with dots where it was cut."""
    spans = list(spans)
    if len(text) <= most:
        return pieces(text, spans)
    first = min((one.start for one in spans), default=0)
    begin = max(0, min(first - most // 3, len(text) - most))
    end = begin + most
    moved = [Span(one.start - begin, one.end - begin, one.name, one.alarming) for one in spans]
    cut = pieces(text[begin:end], moved)
    return [
        *([Piece("… ")] if begin else []),
        *cut,
        *([Piece(" …")] if end < len(text) else []),
    ]
