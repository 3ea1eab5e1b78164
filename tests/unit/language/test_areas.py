"""Which areas were treated, which only feel something, and which were taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Reading

Read = Callable[..., Reading]


def _treated(found: Reading) -> set[str]:
    return {a.name for a in found.areas if a.treated and not a.withdrawn}


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("I had my forehead, frown lines and crow's feet done", "forehead glabella crows_feet"),
        ("chin and neck bands done 3 days ago", "chin neck"),
        ("forehead botox yesterday", "forehead"),
        ("they injected my masseters last week", "masseter"),
        ("had a lip flip", "lip_flip"),
    ],
)
def test_treated_areas(reading: Read, text: str, areas: str) -> None:
    assert _treated(reading(text)) == set(areas.split())


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("my eye twitches", "eyelid"),
        ("my neck is fluttering today", "neck"),
        ("the twitching is spreading to my cheek", "midface"),
    ],
)
def test_where_it_is_felt_was_not_therefore_treated(reading: Read, text: str, area: str) -> None:
    (found,) = reading(text).areas
    assert (found.name, found.treated) == (area, False)


def test_a_bare_answer_to_the_question_of_area(reading: Read) -> None:
    assert _treated(reading("chin", asked="area")) == {"chin"}
    assert _treated(reading("my eyes", asked="area")) == {"eyelid"}


@pytest.mark.parametrize(
    "text", ["not my neck, I meant my chin", "sorry, it was the chin not the neck"]
)
def test_a_correction_takes_the_area_back(reading: Read, text: str) -> None:
    found = reading(text)
    assert {a.name: a.withdrawn for a in found.areas} == {"neck": True, "chin": False}
    assert "correction" in found.flags


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("my laughter lines were done on Monday", "crows_feet"),
        ("ventriloquist lines injected last week", "marionette"),
        ("pebbly chin treated on Friday", "chin"),
        ("it is ten days since my jaw", "masseter"),
        ("had a Nefertiti lift last week", "neck"),
        ("oxters done yesterday", "underarm"),
        ("the furrows on my forehead were injected", "forehead"),
    ],
)
def test_other_names_for_the_areas(reading: Read, text: str, areas: str) -> None:
    assert _treated(reading(text)) == set(areas.split())


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("my chin flickers on pursing my lips", "upper_lip"),
        ("a flutter at my temple after lifting my brows", "brow"),
        ("chin done on Monday, it jumps when I frown", "glabella"),
        ("your parking is a pain in the neck", "neck"),
    ],
)
def test_a_place_that_is_only_moved_or_a_manner_of_speech(
    reading: Read, text: str, gone: str
) -> None:
    assert gone not in {a.name for a in reading(text).areas}
