"""The few shapes that the turns of phrase round a time have."""

from __future__ import annotations

import re

ABOUT = (
    "the|about|like|around|approximately|roughly|at|least|good|past|last|over|nearly|almost|well"
    "|these|a|maybe|some|just|only|going on"
)
"""Words that leave a length as it is."""


def just_before(words: str, then: str = "") -> re.Pattern[str]:
    """Phrases just before a time, with any of the words `then` between."""
    between = rf"(?: (?:{then}))*" if then else ""
    return re.compile(rf" (?:{words}){between} $")


def not_far_before(words: str, gap: int) -> re.Pattern[str]:
    """Phrases before a time, with up to `gap` words of any kind between."""
    return re.compile(rf" (?:{words}) (?:[^ ]+ ){{0,{gap}}}$")


def just_after(words: str, *, whole: bool = False) -> re.Pattern[str]:
    """Phrases just after a time; the last word is open-ended unless `whole`."""
    return re.compile(rf"^ (?:{words})" + (" " if whole else ""))


def anywhere(words: str) -> re.Pattern[str]:
    """Phrases anywhere."""
    return re.compile(rf" (?:{words}) ")
