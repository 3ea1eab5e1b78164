"""Denials. One must be clear to silence a symptom: every doubt here leaves the symptom standing.

A negation is handed on from word to word. Names hand it on ("no fever, rash or …"), and so do verbs of
having ("I haven't had any …"); any other verb keeps it ("doesn't help my droopy lid").
"""

from __future__ import annotations

from bot.language.scope.denied.after import is_answered, looked_for
from bot.language.scope.denied.doubled import is_doubled
from bot.language.scope.denied.headings import headed
from bot.language.scope.denied.names import LIST, only_names
from bot.language.scope.denied.reach import reaches
from bot.language.scope.line import Line
from bot.language.scope.words import (
    EVER_BEFORE,
    MODAL,
    NEGATORS,
    SPENT,
    STATES,
    STRONG,
    TROUBLES,
    VERB_NEGATORS,
)

_FREEING = frozenset("free clear absence spared negative".split())
"""Deny the names that follow their "of", "from" or "for": "free of any droop", "negative for fever"."""
_BOUND = frozenset(
    "not never hardly want wanted wish hope hoping until till be when would longing if".split()
)
"""Before a freeing word these tell that one is not free of it."""
_RECOVERY = frozenset(
    """
    lifting going easing improving settling stopping fading shifting getting clearing resolving leaving
    budging better lessening
    """.split()
)
"""After a symptom these say that it is there: "no sign of the droop lifting"."""
_SET_AGAINST = frozenset("though tho instead".split())
"""After a name of a list these set it against what was denied: "no rash, throat swelling though"."""
_GOODS = frozenset(
    "strength power grip control force breath air puff voice feeling bladder energy oxygen words".split()
)
"""To have none of these is the complaint: "no bladder control"."""
_WORKING = frozenset(
    """
    meet match line level open stay lift work focus fit hold close move join straight right normal up
    shut come coming go going down sit stop clear even steady shift leave align respond obey listen
    swallow breathe meeting matching lining opening staying lifting working focusing fitting holding
    closing moving joining shifting aligning responding obeying listening swallowing breathing
    """.split()
)
"""What a healthy part does. Not to do it is the complaint: "my lid does not lift"."""


def is_denied(line: Line, label: str, first: int, last: int) -> bool:
    """Whether a mention at tokens `first` to `last` is denied."""
    if is_answered(line, first, last) or looked_for(line, first, last):
        return True
    if _is_there(line, first, last):
        return False
    start, _ = line.sentence(first)
    first = _after_turn(line, first, last)
    if _is_denied_inside(line, first, last):
        return True
    if line.words[first] in _GOODS and not line.has(TROUBLES, first - 2, last + 1):
        return False
    if headed(line, start, first):
        return True
    if any(_frees(line, n, start, first) for n in range(start, first - 1)):
        return True
    return any(
        line.words[n] in NEGATORS
        and n not in line.covered
        # "No droop, brows don't match": what says no itself is not reached by a list's "no".
        and not ("," in line.words[n:first] and line.has(NEGATORS, first, last + 1))
        and reaches(line, label, n, start, first)
        for n in range(start, first)
    )


def _is_there(line: Line, first: int, last: int) -> bool:
    """Whether the words beside a mention say that it is there, whatever is denied around it."""
    before, after, beyond = line.word(first - 1), line.word(last + 1), line.word(last + 2)
    if before in {"this", "these"} and line.word(first - 2) not in {"of", "like"}:
        return True  # "I didn't have this droop yesterday"
    if after in {"is", "are"} and beyond in {"still", "back", "worse"}:
        return True
    if after in _SET_AGAINST and before in {",", "-", "."}:
        return True
    return line.has(_RECOVERY, last + 1, last + 3) and after not in STRONG | LIST


def _after_turn(line: Line, first: int, last: int) -> int:
    """The first token of what a mention says last: in "no itching but hives" a denial ends at "but"."""
    turn = first
    for i in range(first, last):
        if line.words[i] == "but" or (
            # "No droop, they said, and my lid is half way down"
            line.words[i] == "and"
            and line.words[i + 1] in {"my", "now"}
            and line.has(STATES | {"half", "closing"}, last + 1, last + 4)
            and not line.has(NEGATORS, last + 1, last + 4)
        ):
            turn = i + 1
    return turn


def _is_denied_inside(line: Line, first: int, last: int) -> bool:
    """A denial between the words of the symptom: "vision isn't double", but not "lid doesn't lift"."""
    for n in range(first + 1, last + 1):
        if line.words[n] in VERB_NEGATORS | {"no"} and n not in line.covered:
            first_time = line.words[n] == "never" and line.has(EVER_BEFORE, n + 1, last + 3)
            return not (
                first_time
                or is_doubled(line, n, first)
                or line.words[n - 1] in MODAL
                or line.has(_WORKING, n + 1, last + 2)
                or line.word(n + 1) in SPENT | {"just", "only", "even"}
            )
    return False


def _frees(line: Line, n: int, start: int, target: int) -> bool:
    """ "So far free of any droop", but not "I want to be free of this droop"."""
    word, following = line.words[n], line.words[n + 1]
    if word not in _FREEING or following not in {"of", "from", "for"}:
        return False
    if (word == "negative") != (following == "for"):
        return False
    if line.has(_BOUND, max(start, n - 5), n):
        return False
    return line.word(n + 2) not in {"this", "my", "the", "charge"} and only_names(
        line, n + 1, target
    )
