"""Bare answers after the bot has asked when the treatment was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Days = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4 days ago", (4, 4)),
        ("tuesday", (1, 1)),
        ("2", (2, 2)),
        ("yesterday lunchtime", (1, 1)),
        ("about a week", (5, 9)),
        ("the 3rd", (14, 14)),
        ("since tuesday", (1, 1)),
        ("ten", (10, 10)),
        ("3 or 4", (3, 4)),
        ("this morning", (0, 0)),
        ("er last tues i think", (1, 1)),
        ("about 10", (9, 11)),
        ("2 weeks on friday", (12, 12)),
        ("next friday", None),
        ("a couple of days", (2, 3)),
        ("hier", (1, 1)),
        ("ayer", (1, 1)),
        ("it was the 10th of june", (7, 7)),
        ("12 june", (5, 5)),
        ("today", (0, 0)),
        ("day 4", (4, 4)),
        ("just now", (0, 0)),
        ("the other day", (2, 5)),
        ("i dont remember", None),
        ("a month", (28, 31)),
        ("fortnight", (14, 14)),
        ("3 weeks", (21, 21)),
        ("2nd june", (15, 15)),
        ("about an hour ago", (0, 0)),
        ("last week sometime", (3, 9)),
        ("weekend", (3, 4)),
        ("my jaw", None),
        ("it was a week ago today", (7, 7)),
        ("monday i think, or was it tuesday", (1, 2)),
        ("erm must be 10 days", (10, 10)),
        ("11 days", (11, 11)),
        ("on the tenth", (7, 7)),
        ("I had it done 2 days ago and my eye is worse today", (2, 2)),
        ("5 or 6 days", (5, 6)),
        ("14", (14, 14)),
        ("in may", (17, 47)),
        ("easter", (73, 73)),
        ("yday", (1, 1)),
        ("last month", (17, 47)),
        ("9th june", (8, 8)),
        ("the injections were last friday", (5, 5)),
        ("ages ago", None),
        ("over a year ago", None),
        ("not had it yet, its on friday", None),
        ("tomorrow", None),
        ("two and a half weeks", (17, 18)),
        ("half an hour", (0, 0)),
        ("48 hours", (2, 2)),
        ("about ten days give or take", (9, 11)),
        ("wed", (7, 7)),
        ("sat", (4, 4)),
        ("6/6", (11, 11)),
        ("vor drei Tagen", (3, 3)),
        ("il y a une semaine", (7, 7)),
    ],
)
def test_a_bare_answer_dates_the_treatment_when_asked(
    text: str, days: tuple[int, int] | None, treatment: Callable[..., Days | None]
) -> None:
    assert treatment(text, asked="timing") == days


def test_a_bare_number_means_nothing_unless_asked(treatment: Callable[..., Days | None]) -> None:
    assert treatment("6") is None
    assert treatment("6", asked="area") is None
    assert treatment("6", asked="timing") == (6, 6)
