"""What sounds like another after-effect, and what is one all the same."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import read

TODAY = date(2026, 6, 17)


def present(text: str) -> set[str]:
    return {s.name for s in read(text, TODAY).symptoms if s.status in {"present", "other"}}


@pytest.mark.parametrize(
    ("text", "not_it"),
    [
        ("I nodded off and fell asleep flat on my face", "collapse"),
        ("it's all gone blurry in my right eye", "collapse"),
        ("the left lid hangs half over my eye", "swallowing_difficulty"),
        ("my lid is at half mast and the boss asked if I'd been on the sauce", "speech_difficulty"),
        ("they ask why I'm winking, it's just a flicker in my lid", "eyelid_droop"),
        ("gran can't lift her head to watch the snooker", "eyelid_droop"),
        ("mi tía tiene un moretón en la frente", "weakness"),
    ],
)
def test_what_only_sounds_like_it(text: str, not_it: str) -> None:
    assert not_it not in present(text)


@pytest.mark.parametrize(
    ("text", "it"),
    [
        ("fell flat on my face in the shop and can't remember it", "collapse"),
        ("everything went black", "collapse"),
        ("my food hangs halfway down", "swallowing_difficulty"),
        ("my boss asked if I'd been on the sauce, my words run together", "speech_difficulty"),
        ("why am I winking at everyone, the lid has dropped", "eyelid_droop"),
        ("gran can't lift her head to watch the snooker", "head_heaviness"),
        ("what she says is all mush", "speech_difficulty"),
        ("they think I had a TIA", "weakness"),
        ("a veces pienso que sería mejor no estar aquí", "suicidal_thoughts"),
        ("mio nonno non riesce a parlare", "speech_difficulty"),
    ],
)
def test_what_is_one(text: str, it: str) -> None:
    assert it in present(text)


def test_an_english_no_still_denies_a_word_of_many_languages() -> None:
    assert "chest_pain" not in present("no palpitations, just a bruise")


@pytest.mark.parametrize(
    "text",
    [
        "neck done 4 days ago, it flutters when I shoulder-check",
        "the cord in my neck jumps when I look over my shoulder to reverse",
    ],
)
def test_a_shoulder_that_is_looked_over_is_no_place_it_spread_to(text: str) -> None:
    assert read(text, TODAY).trend is None


def test_a_shoulder_that_joins_in_is_one() -> None:
    assert read("the flutter in my neck has gone into my shoulder", TODAY).trend == "spreading"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I chew my meat like a baby's or it sticks halfway", "swallowing_difficulty"),
        ("hiya, it's the lady with the poodles, my lid has dropped", "eyelid_droop"),
        ("gasping. forehead done on monday", "breathing_difficulty"),
    ],
)
def test_a_likeness_is_nobody_and_who_writes_is_no_other(text: str, name: str) -> None:
    assert {s.status for s in read(text, TODAY).symptoms if s.name == name} == {"present"}


def test_a_mouth_that_blows_is_not_swollen() -> None:
    assert "swelling" not in present("my chin shakes when I purse my mouth to blow on my soup")
