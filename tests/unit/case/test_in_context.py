"""What only the case makes clear of a message: "it", the wrong word, a bare time, whose it is, what is over."""

from __future__ import annotations

from datetime import date

import pytest

from bot.case import CaseFacts, merge
from bot.language import read
from bot.triage import assess

TODAY = date(2026, 6, 17)


def told(*texts: str, asked: str | None = None) -> CaseFacts:
    """The case after these messages; `asked` is what was asked before the last."""
    facts = CaseFacts()
    for number, text in enumerate(texts, 1):
        now = asked if number == len(texts) else None
        facts = merge(facts, read(text, TODAY, asked=now), asked=now)
    return facts


@pytest.mark.parametrize(
    ("first", "then", "symptom"),
    [
        ("my lip is being strange since monday's lip flip", "it shivers when I sip", "twitching"),
        ("my eye looks odd after my frown lines", "half shut, all day", "eyelid_droop"),
        ("neck feels off since the bands", "it can't hold my head up", "head_heaviness"),
        ("something's off with my chin", "bounces about when I chat", "twitching"),
    ],
)
def test_it_is_the_place_spoken_of(first: str, then: str, symptom: str) -> None:
    assert symptom in told(first, then, asked="symptom").symptoms


@pytest.mark.parametrize(
    "then", ["when does it kick in", "and is it meant to move?", "ok thank you", "no idea"]
)
def test_a_question_about_it_reports_nothing(then: str) -> None:
    assert told("forehead done today", then, asked="symptom").symptoms == ()


def test_the_place_of_a_complaint_without_a_name_is_kept() -> None:
    assert told("my lip's being weird").areas == ("upper_lip",)


@pytest.mark.parametrize(
    ("first", "then", "gone", "there"),
    [
        ("my brow has dropped, day 8", "dropped was the wrong word, it hops", "brow_droop", "twitching"),
        ("headache, neck done 4 days ago", "not ache, sorry. the head is too heavy for my neck", "headache", "head_heaviness"),
    ],
)  # fmt: skip
def test_the_wrong_word_is_put_right(first: str, then: str, gone: str, there: str) -> None:
    facts = told(first, then)
    assert gone not in facts.symptoms and gone in facts.denied
    assert there in facts.symptoms


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("my eyelid twitches", "Fine. Nine days. Don't tell my wife."), (9, 9)),
        (("chin twitch, botox on the 4th", "14th! fat thumbs"), (3, 3)),
        (("chin twitch, 12 days", "22 sorry", "no wait, I was right the first time. 12"), (12, 12)),
        (("jaw done last wednesday, it twitches", "hang on, not last wednesday, the one before"), (14, 14)),
        (("chin twitch, 6 days", "it wasn't like this on monday"), (6, 6)),
    ],
)  # fmt: skip
def test_a_time_told_late_or_put_right(texts: tuple[str, ...], days: tuple[int, int]) -> None:
    assert told(*texts).days == days


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("chin twitch, 6 days", "update: it's gone completely"),
        ("headache since yesterday's botox", "had a nap, headache gone"),
        ("little lumps, done this morning", "all flat now"),
        ("chin twitch, 6 days", "the twitching has stopped"),
    ],
)
def test_what_is_over_goes(first: str, then: str) -> None:
    assert told(first, then).symptoms == ()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("chin twitch, 6 days", "it's nearly gone"),
        ("chin twitch, 6 days", "it stopped but now it's back"),
        ("chin twitch, 6 days", "has it gone for good when it stops?"),
        ("chin twitch, 6 days", "it's gone to my cheek"),
        ("chest pain since the jabs", "it's gone now"),
        ("I can't swallow", "it went away"),
        ("the worst headache of my life", "all gone"),
        ("my lid droops", "it's stopped"),
    ],
)
def test_what_is_not_over_or_is_a_red_flag_stays(first: str, then: str) -> None:
    assert set(told(first).symptoms) <= set(told(first, then).symptoms)


def test_she_is_whom_the_talk_is_of() -> None:
    facts = told(
        "my wife had her neck done on monday", "she says rice gets stuck and she's choking on it"
    )
    assert facts.symptoms == () and assess(facts).urgency == "urgent"
    facts = merge(facts, read("she says not to fuss", TODAY))
    assert assess(facts).urgency == "urgent"
    facts = merge(facts, read("mine was friday, forehead, just heavy", TODAY))
    assert (facts.symptoms, facts.days, assess(facts).urgency) == (
        ("heaviness",),
        (5, 5),
        "self_care",
    )


def test_without_a_she_it_may_be_the_writers_own() -> None:
    facts = told("my mum had botox on monday", "can't breathe")
    assert "breathing_difficulty" in facts.symptoms


def test_somebody_elses_twitch_is_judged_by_its_days() -> None:
    assert assess(told("my mum's chin still twitches, botox 3 weeks ago")).urgency == "urgent"
    assert assess(told("my mum's chin twitches, botox 3 days ago")).urgency == "info"


def test_a_lasting_red_flag_of_somebody_else_adds_up() -> None:
    facts = told(
        "dad's neck was done friday and he chokes on his tea", "now he slurs his words too"
    )
    assert assess(facts).urgency == "emergency"


def test_ones_brain_is_ones_own() -> None:
    facts = told("chin twitch, 3 days", "mum brain, 13 days not 3. same twitch")
    assert (facts.days, facts.about) == ((13, 13), "self")
