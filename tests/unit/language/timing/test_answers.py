"""Bare answers after the bot has asked when the treatment was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Days = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 days ago", (3, 3)),
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
        ("chin", None),
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
