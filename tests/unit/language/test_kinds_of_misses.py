"""One's first time, "mine", and a muscle that is "it" after a comma."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import read
from bot.language.symptoms import find_symptoms
from bot.language.tokens import tokenize


def found(text: str) -> list[tuple[str, str]]:
    return [(m.name, m.status) for m in find_symptoms(tokenize(text))[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's my first time and one brow is higher", ("brow_asymmetry", "present")),
        ("I have twins and since noon I am seeing double", ("double_vision", "present")),
        ("my lips went slightly blue", ("breathing_difficulty", "present")),
        ("some days I wish to vanish and no one would even care", ("suicidal_thoughts", "present")),
        ("i wanna disappear. no one would miss me", ("suicidal_thoughts", "present")),
        ("my first time the lid drooped", ("eyelid_droop", "past")),
        ("mine jumps whenever I chew", ("twitching", "present")),
        ("had my chin done tuesday, now it hops", ("twitching", "present")),
        ("should I worry, my lip flutters on every sip", ("twitching", "present")),
        ("I'm sure it'll settle, a tight band round my chest", ("chest_pain", "present")),
        ("was my lid always low? I can't hold my head up", ("head_heaviness", "present")),
    ],
)
def test_what_is_there_is_present(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("am I going to die", "suicidal_thoughts"),
        ("the lid has come down covering half my eye", "double_vision"),
        ("I take the kids swimming", "blurred_vision"),
        ("the mark has gone from blue to yellow", "breathing_difficulty"),
        ("two of the needle marks are raised", "double_vision"),
        ("a dull ache across the front after my forehead", "chest_pain"),
    ],
)
def test_what_is_something_else(text: str, name: str) -> None:
    assert name not in [one for one, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I haven't been able to swallow all day", "swallowing_difficulty"),
        ("nothing at all will go down", "swallowing_difficulty"),
        ("swallowing isn't right", "swallowing_difficulty"),
        ("my breathing is not ok", "breathing_difficulty"),
        ("it isn't getting any easier to breathe", "breathing_difficulty"),
        ("my speech has gone", "speech_difficulty"),
        ("I'll do myself in tonight", "suicidal_thoughts"),
        ("reading your prices when a crushing chest pain came on", "chest_pain"),
    ],
)
def test_what_fails_is_a_complaint(text: str, name: str) -> None:
    assert (name, "present") in found(text)


@pytest.mark.parametrize(
    "text", ["No headache, nausea, dizziness", "Double vision: absent. Headache: none."]
)
def test_a_clinical_list_is_english(text: str) -> None:
    reading = read(text, date(2026, 6, 17))
    assert not [flag for flag in reading.flags if flag.startswith("language:")]
    assert {s.status for s in reading.symptoms} == {"denied"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I went swimming yesterday", "collapse"),
        ("the lid twitch calms down at night", "eyelid_droop"),
    ],
)
def test_what_is_no_red_flag(text: str, name: str) -> None:
    assert name not in [one for one, _ in found(text)]


def test_the_last_lot_that_is_dated_is_no_past() -> None:
    assert ("twitching", "present") in found("my eyelid flickers, the last lot was two weeks back")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every face on the news has a twin beside it", ("double_vision", "present")),
        ("no bruise, no droop, my brows don't match", ("brow_asymmetry", "present")),
        ("a bruise by my eye, the bumps have gone already", ("bruising", "present")),
        ("my eyelid has clocked off, I have to peel it open", ("eyelid_droop", "present")),
        ("I don't want to wake up", ("suicidal_thoughts", "present")),
        ("there's two of my laptop", ("double_vision", "present")),
    ],
)
def test_what_stands_beside_changes_nothing(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I didn't want to wake anyone", "suicidal_thoughts"),
        ("should I bring it up at the consultation", "nausea"),
        ("my dinner ends up on one side", "brow_asymmetry"),
    ],
)
def test_plain_words_are_no_symptom(text: str, name: str) -> None:
    assert name not in [one for one, _ in found(text)]


def test_a_lid_over_the_pupil_is_not_mild() -> None:
    (droop,) = (
        m
        for m in find_symptoms(tokenize("the lid is a bit down over the black part of my eye"))[0]
        if m.name == "eyelid_droop"
    )
    assert "sustained" in droop.signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is double vision a thing? I've had it since Friday", ("double_vision", "present")),
        ("Is a headache common? I've had one since lunch", ("headache", "present")),
        ("Is a bruise normal? I had it done on Friday", ("bruising", "hypothetical")),
        (
            "I read you can lose your voice and I think that's happening",
            ("speech_difficulty", "present"),
        ),
    ],
)
def test_a_question_and_then_ones_own(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)
