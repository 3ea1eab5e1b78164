"""What one patient told us over several messages."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.case import CaseFacts, merge
from bot.language import read

TODAY = date(2026, 6, 17)


def told(*texts: str, asked: str | None = None) -> CaseFacts:
    """The case after these messages; `asked` is what was asked before the last."""
    facts = CaseFacts()
    for number, text in enumerate(texts, 1):
        now = asked if number == len(texts) else None
        facts = merge(facts, read(text, TODAY, asked=now), asked=now)
    return facts


def test_pieces_come_together_over_turns() -> None:
    facts = told("my chin keeps twitching", "I had my chin done", "5 days ago", asked="timing")
    assert (facts.areas, facts.days, facts.symptoms) == (("chin",), (5, 5), ("twitching",))


def test_a_correction_of_the_area_replaces_it() -> None:
    assert told("I had my neck done 3 days ago", "sorry, I meant my chin, not my neck").areas == (
        "chin",
    )


def test_a_correction_of_the_time_replaces_it() -> None:
    assert told("had my chin done 3 days ago", "sorry, actually it was 5 days ago").days == (5, 5)


def test_a_denial_takes_a_symptom_and_its_findings_out() -> None:
    facts = told(
        "I have a headache, the worst of my life", "no headache any more, no headache at all"
    )
    assert "headache" not in facts.symptoms
    assert not any(sign.startswith("headache") for sign in facts.signs)
    assert "headache" in facts.denied


@pytest.mark.parametrize(
    ("first", "symptom"),
    [
        ("I can't breathe", "breathing_difficulty"),
        ("my chest hurts", "chest_pain"),
        ("I fainted", "collapse"),
        ("I have hives all over", "hives"),
        ("I want to die", "suicidal_thoughts"),
    ],
)
def test_an_emergency_is_not_talked_away(first: str, symptom: str) -> None:
    facts = told(first, "no trouble breathing, no chest pain, no hives, not fainted, not suicidal")
    assert symptom in facts.symptoms
    assert symptom not in facts.denied


def test_what_was_denied_can_begin() -> None:
    facts = told("no headache", "now I have a headache")
    assert (facts.symptoms, facts.denied) == (("headache",), ())


def test_a_new_treatment_starts_a_new_episode() -> None:
    facts = told(
        "had my forehead done 3 weeks ago and have a bruise", "I had another session yesterday"
    )
    assert (facts.episode, facts.days, facts.symptoms) == (2, (1, 1), ())


def test_an_onset_before_the_treatment_is_a_clash() -> None:
    facts = told("I had my chin done 2 days ago", "my chin has been twitching for 3 weeks")
    assert facts.conflict
    assert facts.days is None


def test_two_treatments_are_kept_apart() -> None:
    facts = told("forehead done 3 weeks ago and chin done 2 days ago")
    assert facts.treatments["forehead"] != facts.treatments["chin"]
    assert facts.treatments["chin"] == (2, 2)


def test_the_area_named_later_chooses_its_treatment() -> None:
    facts = told("forehead done 3 weeks ago and chin done 2 days ago", "my chin twitches")
    assert facts.days == (2, 2)


def test_symptoms_of_somebody_else_stay_out() -> None:
    facts = told("my forehead feels heavy", "my sister had botox and she can't swallow")
    assert facts.symptoms == ("heaviness",)
    assert "swallowing_difficulty" in facts.others
    assert facts.about == "other"


def test_somebody_elses_red_flag_lasts_one_turn() -> None:
    assert told("my sister can't swallow after botox", "my forehead feels heavy").others == ()


@pytest.mark.parametrize(
    "text",
    ["what if my eyelid droops?", "can botox cause double vision?", "last year I had a seizure"],
)
def test_what_is_not_there_stays_out(text: str) -> None:
    assert told(text).symptoms == ()


def test_a_lid_once_said_to_be_full_is_not_mild() -> None:
    facts = told("my eyelid droops slightly", "my eyelid is drooping all day")
    assert "eyelid_droop:mild" not in facts.signs


def test_the_trend_is_kept_until_another_is_told() -> None:
    facts = told("my chin twitch is getting worse", "my chin was treated 5 days ago")
    assert facts.trend == "worsening"
    assert merge(facts, read("the twitch is fading now", TODAY)).trend == "fading"


words = st.sampled_from(
    (
        "I had my chin done 3 days ago . sister can't swallow headache no not worse sorry neck "
        "twitch another session last week eyelid droop two weeks forehead"
    ).split()
)
messages = st.lists(st.lists(words, max_size=12).map(" ".join), max_size=3)


@settings(deadline=None)
@given(messages)
def test_a_case_survives_the_slot(texts: list[str]) -> None:
    facts = told(*texts)
    assert CaseFacts.from_dict(json.loads(json.dumps(facts.to_dict()))) == facts
    assert not set(facts.symptoms) & set(facts.denied)
    assert {sign.split(":")[0] for sign in facts.signs} <= set(facts.symptoms)


def test_no_slot_is_an_empty_case() -> None:
    assert CaseFacts.from_dict(None) == CaseFacts()


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("chin twitches, botox 9 days ago", "my bad i meant 19", (19, 19)),
        ("chin twitches, botox 3 days ago", "typo, 13 not 3", (13, 13)),
        ("chin twitches, botox 3 days ago", "not 3 days, 13 days", (13, 13)),
        ("chin twitches, botox 3 days ago", "soz baby brain i meant 2 weeks", (14, 14)),
        ("chin twitches, botox 2 weeks ago", "sorry, 3 not 2", (21, 21)),
        ("chin twitches, botox 5 days ago", "*6", (6, 6)),
        ("chin twitches, botox 5 days ago", "15*", (15, 15)),
        ("chin twitches, botox on tuesday", "I tell a lie, it was the Monday before that", (2, 2)),
        ("chin twitches, botox on monday", "no wait, the Monday before", (9, 9)),
        ("chin twitches, botox on monday", "oh no, it was the week before that", (9, 9)),
        (
            "chin twitches, botox on the 13th",
            "Forgive me, it was the 11th, I checked my diary",
            (6, 6),
        ),
        ("chin twitches, botox 9 days ago", "my receipt says the 3rd", (14, 14)),
        ("chin twitches, botox 9 days ago", "9 days was my eyes. Chin was 2 weeks ago", (14, 14)),
    ],
)
def test_a_corrected_time_replaces(first: str, second: str, days: tuple[int, int]) -> None:
    assert told(first, second).days == days


@pytest.mark.parametrize(
    "second",
    [
        "i meant 2 drops of blood",
        "sorry I meant left not right",
        "sorry for the late reply, was at work til 6",
        "ok thanks, can I take ibuprofen for 3 days?",
        "see you on the 20th then",
        "had the same in March and it went after a week",
        "it has moved into the cheek and under the eye as well today",
        "I can wait 4 days if needed",
    ],
)
def test_what_is_no_correction_leaves_the_day(second: str) -> None:
    assert told("chin twitches, botox 8 days ago", second).days == (8, 8)


@pytest.mark.parametrize(
    ("second", "began"),
    [
        ("yes the twitch started on day 6", (2, 2)),
        ("the lid has drooped. It did so on Sunday and has stayed", (3, 3)),
        ("it started two days after", (6, 6)),
    ],
)
def test_a_later_message_tells_when_it_began(second: str, began: tuple[int, int]) -> None:
    facts = told("chin twitches, botox 8 days ago", second)
    assert (facts.days, facts.onset_days) == ((8, 8), began)


def test_an_onset_with_the_treatment_moves_with_it() -> None:
    facts = told("seeing double since my botox 4 days ago", "sorry, it was 14 days ago")
    assert (facts.days, facts.onset_days, facts.conflict) == ((14, 14), None, False)


def test_the_first_of_several_beginnings_counts() -> None:
    facts = told("forehead 9 days ago. Since Friday I gag and since yesterday I slur")
    assert facts.onset_days == (5, 5)


def test_a_number_alone_is_nothing_without_a_time_to_correct() -> None:
    assert told("my chin twitches", "sorry, 13 not 3").days is None


def test_after_a_tale_of_somebody_else_ones_own_case_begins() -> None:
    mums = "mum had her lip done 2 days ago and it quivers when she sips"
    own = told(mums, "now me: my forehead was yesterday and it ticks")
    assert (own.areas, own.days, own.symptoms) == (("forehead",), (1, 1), ("twitching",))
