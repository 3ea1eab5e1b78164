"""A place told by its description, a place taken up by she or he, and what its muscle does."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import read
from bot.language.bare import hesitates

TODAY = date(2026, 6, 17)


def _present(text: str) -> set[str]:
    return {s.name for s in read(text, TODAY).symptoms if s.status == "present"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the creases at the sides", "crows_feet"),
        ("the lines when i laugh got done", "crows_feet"),
        ("the wee bit between my brows", "glabella"),
        ("crinkles at the corners", "crows_feet"),
    ],
)
def test_a_place_is_known_by_its_description(text: str, place: str) -> None:
    areas = read(text, TODAY, asked="area").areas
    assert [(a.name, a.treated) for a in areas] == [(place, True)]


@pytest.mark.parametrize(
    "text", ["the lip he is trembling", "my eye she jumps all day", "the chin she is quivering"]
)
def test_a_place_may_be_she_or_he(text: str) -> None:
    assert "twitching" in _present(text)


@pytest.mark.parametrize(
    "text", ["my sister said her lip is trembling", "my mum, her eye twitches and she is scared"]
)
def test_somebody_elses_place_stays_hers(text: str) -> None:
    assert not _present(text)


@pytest.mark.parametrize(
    "text", ["my bottom lip went limp", "lip is limp and i bite it", "the cheek is limp"]
)
def test_a_limp_lip_is_weak_and_nobody_collapsed(text: str) -> None:
    assert _present(text) == {"weakness"}


@pytest.mark.parametrize("text", ["i went limp in the shower", "i just went limp"])
def test_going_limp_oneself_is_a_collapse(text: str) -> None:
    assert "collapse" in _present(text)


@pytest.mark.parametrize("text", ["cant face work cant face anyone", "can't face people today"])
def test_what_one_cannot_face_is_no_weakness(text: str) -> None:
    assert "weakness" not in _present(text)


@pytest.mark.parametrize(
    "text",
    [
        "left side closes first",
        "the right side touches before the other",
        "my bite lands too early",
    ],
)
def test_a_side_that_bites_first(text: str) -> None:
    assert "bite_awkwardness" in _present(text)


@pytest.mark.parametrize(
    "text", ["is it ok that the chin still quivers", "is it normal the lid keeps jumping"]
)
def test_what_still_is_there_is_present(text: str) -> None:
    assert "twitching" in _present(text)


@pytest.mark.parametrize(
    "text", ["is it normal if the chin still twitches", "is it normal to get a twitch"]
)
def test_what_may_come_is_only_asked_about(text: str) -> None:
    assert "twitching" not in _present(text)


@pytest.mark.parametrize(
    "text",
    ["this is a bit awkward", "sorry to trouble you", "i feel daft asking", "so embarrassing"],
)
def test_a_hesitant_opening(text: str) -> None:
    assert hesitates(text)


@pytest.mark.parametrize("text", ["stupid bot", "is parking private", "my silly eye twitches"])
def test_no_hesitant_opening(text: str) -> None:
    assert not hesitates(text)
