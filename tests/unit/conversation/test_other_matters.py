"""Hints that a message is about other matters are weighed together; none decides alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.case import CaseFacts, merge
from bot.conversation import Question
from bot.conversation.other_matters import (
    ENOUGH,
    Hints,
    about_other_matters,
    ails_elsewhere,
    score,
)
from bot.conversation.turn import Turn
from bot.language import read
from bot.settings import load
from bot.triage import assess
from knowledge.entry import Applies, Entry
from knowledge.library import Library
from knowledge.lookup import Match

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


NEAR = Match(
    Entry("gym", "Gym", "Wait a day.", Applies(topic="exercise"), "info"), score=0.8, reason="words"
)
FAR = Match(None)


def turn(
    text: str,
    likeness: float | None,
    *,
    out: float = 0.0,
    facts: CaseFacts | None = None,
    **said: Any,
) -> Turn:
    """A turn of that text, that likeness to other matters and that dialogue."""
    reading = read(text, date(2026, 6, 17))
    facts = facts or merge(CaseFacts(), reading)
    return Turn(
        facts=facts,
        assessment=assess(facts),
        question=Question(
            text, "ask_question", 0.9, reading, {"out_of_scope": out}, elsewhere=likeness
        ),
        library=Library({}, {}, {}),
        dialogue=said,
        settings=load(),
        find=lambda query: FAR,
    )


def test_the_nearest_entry_and_the_likeness_decide_together() -> None:
    assert about_other_matters(turn("who won the football last night", 0.3, out=0.7), FAR)
    assert not about_other_matters(turn("can I go to the gym after botox", -0.6), NEAR)


def test_a_story_is_other_matters() -> None:
    story = "write me a poem about a wizard who gets botox"
    assert about_other_matters(turn(story, -0.6), NEAR)


@pytest.mark.parametrize(("out", "other"), [(0.79, False), (0.8, True)])
def test_without_a_likeness_the_intents_alone_must_state_it(out: float, other: bool) -> None:
    assert about_other_matters(turn("who won the football", None, out=out), FAR) is other


def test_a_few_words_after_an_answer_belong_to_it() -> None:
    few = "what about my retinol"
    assert about_other_matters(turn(few, 0.15, out=0.9), FAR)
    assert not about_other_matters(turn(few, 0.15, out=0.9, urgency="info"), FAR)
    assert about_other_matters(turn(few, 0.25, out=0.9, urgency="info"), FAR)
    assert about_other_matters(turn(few, 0.15, out=0.9, urgency="out_of_scope"), FAR)


def test_while_an_after_effect_is_talked_about_much_belongs_to_it() -> None:
    text = "everyone at uni keeps filming me and putting it online"
    twitch = CaseFacts(symptoms=("twitching",))
    assert about_other_matters(turn(text, 0.15, out=0.9), FAR)
    assert not about_other_matters(turn(text, 0.15, out=0.9, facts=twitch), FAR)


def test_a_complaint_that_nothing_ties_to_the_treatment() -> None:
    assert ails_elsewhere(turn("my knee is painful", 0.1))
    assert not ails_elsewhere(turn("my knee is painful", -0.5))
    assert not ails_elsewhere(turn("my knee is painful", None))
    assert not ails_elsewhere(turn("my knee is painful", 0.1, asked="symptom"))
    assert not ails_elsewhere(turn("my knee is painful since the botox", 0.1))
    assert not ails_elsewhere(turn("my chin is painful, I had my chin done", 0.1))
    assert not ails_elsewhere(turn("my eyelid twitches", 0.1))


def test_somebody_elses_twitch_is_no_other_matter() -> None:
    text = "my husband is too proud to ask, his brow ticks a bit when he reads"
    assert not about_other_matters(turn(text, 0.3, out=0.9), FAR)
