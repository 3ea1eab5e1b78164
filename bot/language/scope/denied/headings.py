"""Headings that deny the list under them: "ruled out by the nurse: droop, blur"."""

from __future__ import annotations

from bot.language.scope.line import Line
from bot.language.scope.words import DENIAL_BREAKS, FINITE

_DENYING = frozenset(
    "absent negative negatives nil none no nope not denied denies ruled without zero".split()
)
_HEADING = _DENYING | frozenset(
    """
    present seen there noted got had have having found out by nurse doctor you me i of the following
    listed these those your list symptoms symptom signs side effects things red flags to so far checked
    and also any all
    """.split()
)
"""All that a heading may say: "no luck with the nurse: chest pain since noon" is none."""
_TELLING = FINITE | DENIAL_BREAKS | {"i", "my", "yes", "there"}


def headed(line: Line, start: int, target: int) -> bool:
    """ "Not present: ptosis, diplopia": whether such a heading stands between `start` and a name."""
    colon = next((i for i in range(target - 1, start, -1) if line.words[i] == ":"), None)
    if colon is None or line.word(colon + 1) in {"my", "i", "it", "the"}:
        return False
    if line.words[colon - 1] == "not":
        return False
    heading = set(line.words[line.clause(colon - 1) : colon])
    if heading.isdisjoint(_DENYING) or not heading <= _HEADING:
        return False
    return not line.has(_TELLING, colon + 1, target)
