"""Lists of names, which hand a denial on: "no fever, rash or droop"."""

from __future__ import annotations

from bot.language.scope.line import Line
from bot.language.scope.words import DENIAL_BREAKS, FINITE, HAVING, SPENT, STRONG

LIST = frozenset(", and - : + / & or nor".split())
"""What stands between the names of a list."""

_BEFORE_MY = frozenset(
    "with in of to on from about around nor neither is are am was do does has have did".split()
)
"""Before "my" these let a denial go on: "no change in my voice", "nor is my arm weak"."""
_BEFORE_THESE = _BEFORE_MY | LIST | HAVING | {"like", "wrong"}
_TROUBLE = frozenset("wrong problem problems issue issues trouble bother".split())
_NEW_SUBJECTS = frozenset(
    """
    a also am because both can every everything eyes feel feels food getting got have he head
    i is it just keep light little my now one only people she slight sometimes that the then
    there they things this today we what when words you your
    """.split()
)
"""Begin a new statement after a comma or "and"."""
_ARTICLES = frozenset("a the any an my".split())
_LISTING = frozenset("have had got a an any having getting".split())


def only_names(line: Line, negator: int, target: int) -> bool:
    """Whether only names lie between a negator, or a verb of having, and the target."""
    words = line.words
    following = line.word(negator + 1)
    if following in SPENT and negator + 1 < target:
        return False
    opening = words[negator + 1 : negator + 4]
    for i in range(negator + 1, target):
        here, before = words[i], words[i - 1]
        if not here.isascii() or here in STRONG:
            return False  # an emoji ends a thought, too
        if here == "my" and before in _BEFORE_MY | {"or"}:
            continue
        if here in {"my", "this", "these"} and i > negator + 1:
            if before.isalpha() and before not in _BEFORE_THESE:
                return False  # "no painkillers touch this headache"
        if here == "so" and words[i + 1 : i + 3] == ("much", "as"):
            continue  # "haven't had so much as a headache"
        if here == "with" and before in _TROUBLE:
            continue  # "no problem with the eyelid"
        if here in DENIAL_BREAKS:
            return False
        if here in LIST:
            if not _goes_on(line, negator, i, target):
                return False
        elif here in {"i", "it", "he", "she", "they"} and here not in opening:
            return False
    return True


def _goes_on(line: Line, negator: int, joint: int, target: int) -> bool:
    """Whether a list goes on after a comma or an "and": what follows is a name, too."""
    here, after = line.words[joint], line.word(joint + 1)
    if here in {"or", "nor"} and after in _ARTICLES:
        return True
    if after in _NEW_SUBJECTS and not (after == "a" and line.word(negator + 1) in _LISTING):
        return False
    if line.has(FINITE, joint + 1, target):
        return False
    return not (here == "," and joint + 1 == target and _is_parallel(line, negator))


def _is_parallel(line: Line, negator: int) -> bool:
    """ "No rash, no fever, double vision": where each name has its own "no", one without has none."""
    before = line.words[max(0, negator - 8) : negator]
    return line.words[negator] == "no" and {"no", ","} <= set(before)
