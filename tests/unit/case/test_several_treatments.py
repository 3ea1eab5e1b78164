"""Several treatments with days of their own: `days` follows the one spoken of, urgency counts each."""

from __future__ import annotations

from datetime import date

import pytest

from bot.case import CaseFacts, merge
from bot.language import read
from bot.triage import assess

TODAY = date(2026, 6, 17)


def told(*texts: str) -> CaseFacts:
    """The case after these messages."""
    facts = CaseFacts()
    for text in texts:
        facts = merge(facts, read(text, TODAY))
    return facts


OLD_JAW = "masseter botox 19 days ago, my jaw still twitches"


def test_a_second_place_with_its_own_date_is_the_one_spoken_of() -> None:
    facts = told(
        "my crow's feet were done a month ago, lovely",
        "chin though, that was yesterday, it wobbles",
    )
    assert "chin" in facts.areas
    assert (facts.days, facts.symptoms) == ((1, 1), ("twitching",))
    assert assess(facts).urgency == "self_care"


def test_what_is_urgent_of_the_first_place_stays_so() -> None:
    facts = told(OLD_JAW, "had my lip lines done on monday as well, those quiver a little")
    assert facts.days == (2, 2)
    assert assess(facts).urgency == "urgent"


def test_who_goes_back_to_the_first_place_has_its_days_again() -> None:
    facts = told(
        OLD_JAW, "had my lip lines done on monday as well", "it's the jaw one I mean to ask about"
    )
    assert facts.days == (19, 19)
    assert assess(facts).urgency == "urgent"


def test_what_was_told_of_a_place_is_judged_by_that_places_days() -> None:
    facts = told(
        "chin done yesterday, it twitches", "my forehead was done 5 weeks ago, that's perfect"
    )
    assert assess(facts).urgency == "self_care"


def test_an_older_treatment_told_in_passing_is_no_change_of_subject() -> None:
    facts = told("crow's feet 4 days ago, my lid twitches", "my lips I had done in march")
    assert facts.days == (4, 4)


def test_a_place_and_its_date_taken_back_are_gone() -> None:
    facts = told(OLD_JAW, "had my chin done on monday too", "sorry, not the chin, it was my lips")
    assert "chin" not in facts.areas and "chin" not in facts.told


def test_a_corrected_date_is_that_of_the_place_named() -> None:
    facts = told(OLD_JAW, "had my chin done on monday too", "sorry, my chin was 5 days ago")
    assert (facts.treatments["chin"], facts.treatments["masseter"]) == ((5, 5), (19, 19))


def test_a_case_of_several_survives_the_slot() -> None:
    facts = told(OLD_JAW, "had my chin done on monday too, it wobbles")
    assert CaseFacts.from_dict(facts.to_dict()) == facts


@pytest.mark.parametrize(
    "text",
    [
        "went back this morning for a top-up, tiny lumps where the needle went",
        "she topped me up yesterday and now I've a small bruise",
        "they put a few more units in this morning, it's a bit bumpy",
    ],
)
def test_a_top_up_begins_a_new_episode(text: str) -> None:
    facts = told("forehead 12 days ago and nothing has happened", text)
    assert facts.episode == 2 and facts.days in {(0, 0), (1, 1)}
    assert set(facts.symptoms) <= {"bumps", "bruising"} and facts.symptoms


@pytest.mark.parametrize(
    "text",
    ["can I have a top-up today?", "I'm booked for a top up tomorrow", "should I be topped up this week?", "no top up yesterday"],
)  # fmt: skip
def test_a_top_up_to_come_or_asked_for_begins_nothing(text: str) -> None:
    assert told("forehead 12 days ago and nothing has happened", text).episode == 1


@pytest.mark.parametrize(
    "first",
    ["neck bands 9 days ago and I can't swallow", "chin 20 days ago, still twitching", "I can't breathe"],
)  # fmt: skip
def test_a_new_treatment_ends_nothing_urgent(first: str) -> None:
    before = assess(told(first)).urgency
    assert assess(told(first, "I had another session yesterday")).urgency == before
