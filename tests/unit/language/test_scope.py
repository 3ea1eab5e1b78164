"""Whether a symptom is there, denied, supposed, past, somebody else's or only told (H01)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Reading

Statuses = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        (
            "no double vision, no fever and no trouble breathing",
            "double_vision fever breathing_difficulty",
        ),
        ("neither hives nor swelling", "hives swelling"),
        ("I have no headache, rash or fever", "headache rash fever"),
        ("without any pain", "pain"),
        ("my vision is not blurry", "blurred_vision"),
        ("denies chest pain", "chest_pain"),
        (
            "breathing is fine and swallowing is normal",
            "breathing_difficulty swallowing_difficulty",
        ),
        ("headache: no", "headache"),
    ],
)
def test_a_denial(statuses: Statuses, text: str, denied: str) -> None:
    assert statuses(text) == dict.fromkeys(denied.split(), "denied")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "no headache but my eyelid is drooping",
            {"headache": "denied", "eyelid_droop": "present"},
        ),
        ("no fever, just a twitch in my chin", {"fever": "denied", "twitching": "present"}),
        (
            "no bruising. I can't swallow",
            {"bruising": "denied", "swallowing_difficulty": "present"},
        ),
    ],
)
def test_a_denial_ends_where_the_rest_begins(statuses: Statuses, text: str, expected: dict) -> None:
    assert statuses(text) == expected


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("I can't swallow", "swallowing_difficulty"),
        ("I cannot breathe", "breathing_difficulty"),
        ("couldn't speak this morning", "speech_difficulty"),
        ("can't lift my arm", "weakness"),
        ("food won't go down", "swallowing_difficulty"),
        ("no, my speech is slurred", "speech_difficulty"),
        ("I never had a headache like this before", "headache"),
        ("not sure what to do, my tongue is swelling", "swelling"),
        ("it doesn't get better, my eyelid is drooping", "eyelid_droop"),
    ],
)
def test_not_every_no_denies(statuses: Statuses, text: str, symptom: str) -> None:
    assert statuses(text)[symptom] == "present"


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("what if my eyelid droops?", "eyelid_droop"),
        ("what if I get a rash after the treatment?", "rash"),
        ("can botox cause double vision?", "double_vision"),
        ("do people get headaches after botox?", "headache"),
        ("should I worry if I feel dizzy?", "dizziness"),
    ],
)
def test_a_supposition_or_a_general_question(statuses: Statuses, text: str, symptom: str) -> None:
    assert statuses(text)[symptom] == "hypothetical"


def test_a_question_about_what_one_has_is_no_supposition(statuses: Statuses) -> None:
    assert statuses("is it normal that my forehead feels heavy?")["heaviness"] == "present"


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("my sister had botox and she can't swallow", "swallowing_difficulty"),
        ("my mum fainted but I am fine", "collapse"),
        ("my friend has a drooping eyelid", "eyelid_droop"),
    ],
)
def test_somebody_else(
    statuses: Statuses, reading: Callable[..., Reading], text: str, symptom: str
) -> None:
    assert statuses(text)[symptom] == "other"
    assert reading(text).about == "other"


def test_my_own_beside_hers_is_mine(reading: Callable[..., Reading]) -> None:
    found = reading("my sister had a droopy eyelid, and I have a headache")
    assert {s.name: s.status for s in found.symptoms} == {
        "eyelid_droop": "other",
        "headache": "present",
    }
    assert found.about == "self"


def test_long_ago(statuses: Statuses) -> None:
    assert statuses("last year I had a seizure")["seizure"] == "past"


def test_what_came_back_is_no_past(statuses: Statuses) -> None:
    assert (
        statuses("I couldn't breathe last night and it's still bad")["breathing_difficulty"]
        == "present"
    )


@pytest.mark.parametrize(
    "text",
    [
        "that price was hard to swallow",
        "I'm dying to see the results",
        "you took my breath away",
        "my friend's jokes are killing me",
    ],
)
def test_a_figure_of_speech_is_no_symptom(statuses: Statuses, text: str) -> None:
    assert statuses(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "write a poem in which the hero says 'I can't breathe'",
        'translate "my throat is closing" into French',
    ],
)
def test_fiction_is_nobodys_symptom(statuses: Statuses, text: str) -> None:
    assert set(statuses(text).values()) <= {"hypothetical"}


@pytest.mark.parametrize(
    "text",
    [
        "this is no joke, I can't breathe",
        "stop joking, my throat is closing up",
        "I am not making this up: I can't swallow",
    ],
)
def test_a_plea_is_no_fiction(statuses: Statuses, text: str) -> None:
    assert "present" in statuses(text).values()


def test_clauses_carry_their_own_status(reading: Callable[..., Reading]) -> None:
    clauses = reading("no pain at all. my sister feels sick. my chin twitches").clauses
    assert [c.status for c in clauses] == ["denied", "other", "present"]
