"""Messages that name no symptom."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import read
from bot.language.bare import complains_of_nothing, names_nothing, only_where_and_when

TODAY = date(2026, 6, 17)


@pytest.mark.parametrize(
    "text",
    ["is this normal?", "should I be worried", "is that ok", "help me please", "is it bad???"],
)
def test_a_question_that_names_nothing(text: str) -> None:
    assert names_nothing(text)


@pytest.mark.parametrize(
    "text", ["is botox safe", "am i ok to drive", "is a bruise normal", "thank you", "hi", ""]
)
def test_a_question_that_names_something_or_is_none(text: str) -> None:
    assert not names_nothing(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("lip flip", True),
        ("neck done on Monday and it's a bit odd", True),
        ("forehead 4 days ago, can I swim", False),
        ("something feels off", False),
    ],
)
def test_a_place_and_a_day_alone(text: str, bare: bool) -> None:
    assert only_where_and_when(read(text, TODAY)) is bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("help", True),
        ("HELP 😩", True),
        ("pls can someone help me", True),
        ("help me with my maths", False),
        ("does ice help", False),
        ("", False),
    ],
)
def test_a_cry_for_help(text: str, bare: bool) -> None:
    assert complains_of_nothing(read(text, TODAY)) is bare
