"""The screen of the web process: rules on the words, on top of what is known."""

from __future__ import annotations

from datetime import date

from bot.case import CaseFacts
from bot.triage import screen, screen_reading
from bot.triage.screen import screen_case

TODAY = date(2025, 3, 10)
BEFORE = CaseFacts(symptoms=("swallowing_difficulty",), areas=("neck",), days=(3, 3))


def test_words_alone() -> None:
    assert screen("I can't breathe", TODAY).urgency == "emergency"
    assert screen("is a small bruise normal?", TODAY).urgency in ("self_care", "info")


def test_on_top_of_what_is_known() -> None:
    alone, case = screen_case("and my speech is slurred", TODAY)
    assert (alone.urgency, case.symptoms) == ("urgent", ("speech_difficulty",))
    both, case = screen_case("and my speech is slurred", TODAY, facts=BEFORE)
    assert both.urgency == "emergency"
    assert case.symptoms == ("swallowing_difficulty", "speech_difficulty")
    assert screen("and my speech is slurred", TODAY, facts=BEFORE).urgency == "emergency"


def test_a_bare_answer_lands_where_it_was_asked() -> None:
    twitch = CaseFacts(symptoms=("twitching",), areas=("chin",))
    assert screen("20", TODAY, facts=twitch, asked="timing").urgency == "urgent"
    assessment, case, reading = screen_reading("20", TODAY, facts=twitch, asked="timing")
    assert (assessment.urgency, case.days, reading.text) == ("urgent", (20, 20), "20")
    assert screen_case("20", TODAY, facts=twitch, asked="timing")[1].days == (20, 20)
    assert screen("20", TODAY, facts=twitch).urgency != "urgent"
