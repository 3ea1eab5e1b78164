"""A time the patient takes back does not count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Days = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("sorry i meant thursday not tuesday, thats when i had it done", (6, 6)),
        ("done monday. no wait, sunday. chin twitches", (3, 3)),
        ("not 4 days ago, 14 days ago. forehead", (14, 14)),
        ("forehead botox 5 days ago, sorry, 6 days ago", (6, 6)),
        ("no it was friday actually, my forehead", (5, 5)),
        ("it was the 3rd... sorry the 13th", (4, 4)),
        ("had it done 2 weeks ago, i mean 2 days ago, jumpy lid", (2, 2)),
        ("tuesday, scratch that, monday. chin", (2, 2)),
        ("day 6 - no, day 7 - after lip flip", (7, 7)),
        ("actually it was ten days ago not two", (10, 10)),
        ("i said 3 days but its actually 13 days", (13, 13)),
    ],
)
def test_the_corrected_time_survives(
    text: str, days: tuple[int, int], treatment: Callable[..., Days | None]
) -> None:
    assert treatment(text) == days


def test_the_withdrawn_time_stays_visible_as_other(
    kinds: Callable[..., list[tuple[str, Days]]],
) -> None:
    assert kinds("done monday. no wait, sunday") == [("other", (2, 2)), ("treatment", (3, 3))]


def test_two_days_that_might_be_it_become_a_range(treatment: Callable[..., Days | None]) -> None:
    assert treatment("chin done thursday or friday") == (5, 6)
