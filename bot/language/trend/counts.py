"""The course of numbers that are dated: "9 on Saturday, 5 yesterday, 3 today"."""

from __future__ import annotations

from itertools import pairwise

from bot.language.trend.message import Course, Message

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}

_DATED = frozenset(
    "yesterday today now then monday tuesday wednesday thursday friday saturday sunday".split()
)
_UNITS = frozenset(
    """
    day days week weeks month months hour hours minutes units unit ml mg mm cm am pm ago side sides of
    more january february march april may june july august september october november december
    """.split()
)
"""After a number these tell that it counts something else."""


def course_of_counts(message: Message) -> Course | None:
    """The course of two or more numbers of which one is today's."""
    counts: list[tuple[int, int]] = []
    dated = False
    for i in range(len(message.words)):
        number = _count(message, i)
        if number is None:
            continue
        near = {message.scope.word(i - 1), message.scope.word(i + 1)} & _DATED
        leads = message.words[i + 1 : i + 3] == (",", "then")
        if near or leads:
            counts.append((number, i))
            dated = dated or bool(near & {"today", "now"})
    if len(counts) < 2 or not dated:
        return None
    days = [word for word in message.words if word in {"today", "now", "yesterday"}]
    if days[:1] != ["yesterday"] and days[1:2] == ["yesterday"]:
        counts.reverse()  # "today 2, yesterday 6, the day before 10"
    steps = [later - earlier for (earlier, _), (later, _) in pairwise(counts)]
    first, last = sorted((counts[0][1], counts[-1][1]))
    if all(step > 0 for step in steps):
        return Course("worsening", "", first, last)
    if all(step < 0 for step in steps):
        return Course("fading", "", first, last)
    return None


def _count(message: Message, i: int) -> int | None:
    """The number at a token, unless it counts days, units or the like."""
    word = message.words[i]
    if message.scope.word(i + 1) in _UNITS:
        return None
    return int(word) if word.isdigit() and len(word) < 4 else NUMBERS.get(word)
