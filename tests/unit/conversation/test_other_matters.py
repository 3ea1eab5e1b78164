"""Hints that a message is about other matters are weighed together; none decides alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.other_matters import ENOUGH, Hints, score

WEATHER = Hints(
    likeness=0.3,
    ranking={"out_of_scope": 0.8, "ask_question": 0.1},
    closeness=0.3,
    topical=False,
    facts=False,
    symptoms=False,
    areas=False,
    entry=False,
    uncovered=False,
)
GYM = replace(
    WEATHER,
    likeness=-0.6,
    ranking={"ask_question": 0.9, "out_of_scope": 0.02},
    closeness=0.8,
    topical=True,
    entry=True,
)


def test_the_weather_is_and_the_gym_after_botox_is_not() -> None:
    assert score(WEATHER) > ENOUGH > score(GYM)


@pytest.mark.parametrize(
    "hint",
    [
        {"closeness": 0.9, "entry": True},
        {"facts": True},
        {"topical": True},
        {"areas": True},
        {"ranking": {"ask_admin": 0.9}},
        {"likeness": -0.8},
    ],
)
def test_what_speaks_for_the_treatment_lowers_the_score(hint: dict) -> None:
    assert score(replace(WEATHER, **hint)) < score(WEATHER)


def test_probabilities_of_nought_and_one_are_no_trouble() -> None:
    assert score(replace(WEATHER, ranking={"out_of_scope": 1.0, "ask_admin": 0.0})) < 100
