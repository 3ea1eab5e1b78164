"""The picture never has more patience than the decision table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.case import CaseFacts
from bot.conversation.timeline import timeline
from bot.triage import assess
from knowledge.entry import Applies, Entry

SETTLING = Entry(
    id="settling",
    title="",
    answer="",
    applies=Applies(symptoms=("twitching",), days=(2, 9)),
    urgency="self_care",
    reviewed_on=date(2026, 11, 20),
)
TWITCH = CaseFacts(areas=("masseter",), symptoms=("twitching",), days=(5, 5))


def test_a_settling_twitch_knows_its_days() -> None:
    assert timeline(TWITCH, SETTLING) == {
        "today": [5, 5],
        "from": 2,
        "to": 9,
        "check": 10,
        "call": 15,
    }


def test_in_the_second_week_only_the_call_is_ahead() -> None:
    late = replace(SETTLING, applies=Applies(symptoms=("twitching",), days=(10, 14)))
    shown = timeline(replace(TWITCH, days=(11, 12)), late)
    assert shown is not None
    assert (shown["check"], shown["call"]) == (None, 15)


@pytest.mark.parametrize("day", range(2, 10))
@pytest.mark.parametrize("trend", [None, "worsening", "persisting", "fading"])
def test_the_days_are_those_of_the_table(day: int, trend: str | None) -> None:
    facts = replace(TWITCH, days=(day, day), trend=trend)
    shown = timeline(facts, SETTLING)
    if assess(facts).red:
        assert shown is None
        return
    assert shown is not None and isinstance(shown["call"], int)
    before, after = (
        assess(replace(facts, days=(one, one))) for one in (shown["call"] - 1, shown["call"])
    )
    assert after.red and not before.red


@pytest.mark.parametrize(
    "facts",
    [
        replace(TWITCH, days=None),
        replace(TWITCH, symptoms=()),
        replace(TWITCH, days=(8, 12)),
        replace(TWITCH, conflict=True),
        replace(TWITCH, symptoms=("twitching", "double_vision")),
    ],
)
def test_nothing_is_shown_where_it_would_mislead(facts: CaseFacts) -> None:
    assert timeline(facts, SETTLING) is None


def test_an_answer_for_any_day_has_no_picture() -> None:
    assert timeline(TWITCH, replace(SETTLING, applies=Applies(symptoms=("twitching",)))) is None
