"""Questions of what is to come: "will I lose my voice", "would flying make my face swell"."""

from __future__ import annotations

from bot.language.scope.line import Line
from bot.language.scope.supposed.questions import past_greeting
from bot.language.scope.words import MAYBE_OPENERS

_SUBJECTS = frozenset("i my it this that you they the there botox".split())
_CAUSES = frozenset("make leave cause give bring close trigger".split())
_NOT_A_CAUSE = frozenset("i you this these that it not only".split())
_WHOLE = frozenset("? . , or and after when if from".split())
"""After a name these end a question that asks whether it will come at all."""


def asks_of_future(line: Line, first: int, last: int) -> bool:
    """ "Will I lose my voice?", but not "will my droopy lid get better?"."""
    begin = _question_start(line, first)
    opening, subject, verb = (line.word(begin + n) for n in range(3))
    if opening in MAYBE_OPENERS and _asks_of_cause(line, begin, last):
        return True
    if opening not in {"will", "would"} or subject not in _SUBJECTS or verb in {"help", "matter"}:
        return False
    if first - begin <= 3 and subject in {"my", "this", "the", "that"}:
        # What the question goes on to ask of a symptom takes it as there.
        following = line.word(last + 1)
        return not following or following in _WHOLE
    return subject != "you" and not line.has({"better", "away", "stop", "clear"}, begin, first)


def _question_start(line: Line, first: int) -> int:
    """The first token of the clause of a mention, or of the "will" that an "or" adds to it."""
    begin = line.clause(first)
    for i in range(begin, first):
        if line.words[i] in {"or", "and", "so"} and line.words[i + 1] in {"will", "would"}:
            begin = i + 1
    return past_greeting(line, begin, first)


def _asks_of_cause(line: Line, begin: int, last: int) -> bool:
    """ "Would flying make my face swell": asked of what something may do."""
    cause = line.word(begin + 1)
    if not cause or cause in _NOT_A_CAUSE:
        return False
    return line.has(_CAUSES, begin, last + 1) and not line.has(
        {"have", "since", "now", "this"}, begin, last + 1
    )
