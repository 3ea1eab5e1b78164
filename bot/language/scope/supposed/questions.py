"""Where a question begins, and whether a clause with "should" goes on after its comma."""

from __future__ import annotations

from bot.language.scope.line import Line
from bot.language.scope.words import ASKING, MAYBE_OPENERS

ANYBODY = frozenset("anyone anybody people others someone somebody patients clients".split())
"""People at large, as the subject of a question."""

_OPENERS = ASKING | MAYBE_OPENERS
_BREAKS = frozenset(", - :".split())
_BEFORE_A_QUESTION = frozenset(
    "so and but ok hi hello , also btw just please hey eh right anyway now like quick question : -".split()
)
_MAIN_CLAUSE = frozenset(
    """
    what who whom where how which when do does can could may must shall ought would will is are at you
    call ring i then my to in for
    """.split()
)
"""Open what is asked or told for the case that "should I choke" supposes."""


def question_start(line: Line, first: int, *, inner: bool) -> int:
    """Where the question begins that a mention stands in; `inner`: it may begin inside a sentence."""
    begin, _ = line.sentence(first)
    if inner:
        for i in range(begin, first):
            if line.words[i] in _BREAKS and _opens_question(line, i + 1):
                begin = i + 1
    return past_greeting(line, begin, first)


def past_greeting(line: Line, begin: int, stop: int) -> int:
    """The first token from `begin`, and no later than `stop`, after "hi", "so" and "quick question"."""
    while begin < stop and line.words[begin] in _BEFORE_A_QUESTION:
        begin += 1
    return begin


def has_main_clause(line: Line, first: int) -> bool:
    """Whether "should I choke, whom do I ring" goes on after its comma: then "should" means "if"."""
    _, end = line.sentence(first)
    for i in range(first, end):
        if line.words[i] in _BREAKS:
            opening = _next_word(line, i + 1)
            return opening in _MAIN_CLAUSE and not line.has({"mine"}, first, end + 1)
    return False


def _opens_question(line: Line, place: int) -> bool:
    opening = line.words[place]
    return opening in _OPENERS or (
        opening in {"has", "have", "did"} and line.word(place + 1) in ANYBODY
    )


def _next_word(line: Line, place: int) -> str:
    """The first word of more than one letter from a token on, or what the message ends with."""
    while line.word(place + 1) and not (line.words[place].isalpha() and len(line.words[place]) > 1):
        place += 1
    return line.words[place]
