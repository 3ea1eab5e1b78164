"""What might be: "what if", "were it to", risks and fears, and questions about anybody.

Doubt raises: a question about what is there ("why am I seeing double") supposes nothing, and neither
does one that explains itself ("asking because mine is"). Thoughts of suicide are never supposed.
"""

from __future__ import annotations

from bot.language.scope.line import Line
from bot.language.scope.supposed.future import asks_of_future
from bot.language.scope.supposed.general import asks_in_general
from bot.language.scope.supposed.governing import governs
from bot.language.scope.supposed.own_case import is_own_case
from bot.language.scope.supposed.questions import has_main_clause, question_start

_WORLDS = ("supposed", "general")


def is_supposed(line: Line, label: str, first: int, last: int, *, red: bool) -> bool:
    """Whether a mention at tokens `first` to `last` is only supposed; `red`: it is a red flag."""
    if label == "suicidal_thoughts":
        # "Might as well" and "what if I" are how people say it.
        return False
    if is_own_case(line, first, last, red=red):
        return False
    return (
        _inverted(line, first)
        or _carried(line, first, last)
        or asks_in_general(line, first, last, red=red)
        or any(
            governs(line, cue, first, last, red=red) for cue in line.in_sentence(first, *_WORLDS)
        )
        or asks_of_future(line, first, last)
    )


def _inverted(line: Line, first: int) -> bool:
    """ "Should double vision set in, may I drive?" """
    begin = question_start(line, first, inner=True)
    return line.words[begin] == "should" and has_main_clause(line, first)


def _carried(line: Line, first: int, last: int) -> bool:
    """ "What signs do I look for? Wheezing? Slurring?": a bare name goes on with the question before."""
    start, end = line.sentence(first)
    before = [cue for cue in line.all_cues if cue.world in _WORLDS and cue.last < start]
    if first != start or not before or line.speaks_of_self(start, end + 1):
        return False
    if last == end and line.word(end + 1) == "?" and line.word(start - 1) in {"?", ":"}:
        return True
    # "I read the boxed warning. Trouble breathing hours to weeks after. How rare is that?"
    return any(cue.kind == "paper" for cue in before) and any(
        cue.kind in {"chance", "after"} and cue.first > end for cue in line.all_cues
    )
