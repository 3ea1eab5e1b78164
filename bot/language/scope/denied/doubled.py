"""Two negations make a complaint: "can't talk without gasping"."""

from __future__ import annotations

from bot.language.scope.line import Line
from bot.language.scope.words import FINITE

_UNABLE = frozenset("not never cannot unable hardly barely struggle impossible every".split())
_LINKED = frozenset(
    """
    that think believe mean because when where which who without say day night hour minute meal sip
    bite word moment time single once way than pretend deny claim tell imagine swear promise help stop like
    """.split()
)
"""Between two negations these make them one: "not a meal goes by that I'm not choking"."""
_NEW_CLAUSE = frozenset("i it he she they there this that my the nothing do is am have has".split())


def is_doubled(line: Line, negator: int, start: int) -> bool:
    """Whether a negator, of a sentence from `start` on, undoes another or an "if" before it."""
    word = line.words[negator]
    first = max(start, line.clause(negator))
    if word in {"not", "never"} and (
        line.has({"if"}, first, negator) or line.word(first) == "were"
    ):
        return True  # "if that wasn't a fit I don't know what was"
    earlier = [i for i in range(first, negator) if line.words[i] in _UNABLE]
    if not earlier:
        return False
    if word == "not" and _are_side_by_side(line, earlier[-1], negator):
        return False
    if word in {"no", "nothing", "never"}:
        # "Ain't got no fever" is how some people deny.
        return line.words[earlier[-1]] in {"unable", "cannot"}
    return word in {"without", "not"}


def _are_side_by_side(line: Line, earlier: int, negator: int) -> bool:
    """ "It isn't sore and it's not twitching", "not hoarse not weak": two denials, not one."""
    between = line.words[earlier + 1 : negator]
    if line.word(earlier - 1) in {"can", "could", "will"} and "and" not in between:
        return False
    if line.words[earlier] not in {"not", "never"} or not _LINKED.isdisjoint(between):
        return False
    joints = [i for i, word in enumerate(between) if word in {"and", "or"}]
    if joints:
        rest = between[joints[-1] + 1 :]
        return not rest or rest[0] in _NEW_CLAUSE
    return len(between) <= 5 and FINITE.isdisjoint(between[:-1])
