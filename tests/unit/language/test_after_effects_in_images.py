"""Ordinary after-effects told by an image, by what sets them off or against somebody else's result, and
the neighbours that share their words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.case import CaseFacts, merge
from bot.language import read

TODAY = date(2026, 6, 17)


def present(text: str) -> set[str]:
    return {m.name for m in read(text, TODAY).symptoms if m.status == "present"} - {"anxiety"}


def places(text: str) -> set[str]:
    return set(merge(CaseFacts(), read(text, TODAY)).areas)


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        # It pops, it dances, and what sets it off.
        ("a popping feeling under my brow, comes and goes", "twitching"),
        ("something dey jump inside my cheek", "twitching"),
        ("it shudders when I say peas", "twitching"),
        ("goes all fluttery whenever I smirk", "twitching"),
        ("just fires off if I squint at the telly and I frown", "twitching"),
        ("feels like somebody knocking on my lid from inside", "twitching"),
        # Something lies on the brow, or it is made of something.
        ("my forehead feels as if someone parked a van on it", "heaviness"),
        ("an elephant is sitting on my brow", "heaviness"),
        ("forehead like a lead curtain since Friday", "heaviness"),
        ("my forehead has turned to concrete", "heaviness"),
        # The whole range is there, and others got what the writer did not.
        ("still doing the full eyebrow raise on day 5", "no_effect"),
        ("his took in two days. mine nothing", "no_effect"),
        ("hers has worked, mine did nowt", "no_effect"),
        ("did she inject me with tap water", "no_effect"),
        ("the injection no catch", "no_effect"),
        # Bumps, bite and chewing.
        ("litel bumbs wher the nedle went", "bumps"),
        ("looks like midge bites at the points", "bumps"),
        ("the jab marks are slightly raised", "bumps"),
        ("my teeth do not meet right since the jaw shots", "bite_awkwardness"),
        ("upper and lower teeth are not matching", "bite_awkwardness"),
        ("a bagel takes me forever now", "chewing_difficulty"),
    ],
)
def test_an_image_is_read(text: str, symptom: str) -> None:
    assert present(text) == {symptom}


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("the forehead still jumps when I frown", "no_effect"),
        ("little bubbles under the skin where the needle went", "twitching"),
        ("there is a heavy pressure in the middle of my chest", "heaviness"),
        ("itchy blisters like from nettles over my whole body, belly and back", "bumps"),
        ("have I hurt the baby?", "pain"),
        ("the alarm goes off when I close up", "twitching"),
        ("may I put a cold flannel on my forehead", "heaviness"),
        ("a toddler sat on my lap", "heaviness"),
        ("it has no effect on my sleep", "no_effect"),
        ("my legs go wobbly when I laugh", "twitching"),
        ("panic over", "anxiety"),
    ],
)
def test_a_neighbour_is_not(text: str, symptom: str) -> None:
    assert symptom not in {m.name for m in read(text, TODAY).symptoms if m.status == "present"}


def test_bumps_at_the_points_stay_beside_denied_hives() -> None:
    assert present("no hives, only bumps at the needle points") == {"bumps"}


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("me croes feet dun munday", "crows_feet"),
        ("frownd line jabbed yesterday", "glabella"),
        ("foreheads, both of us, on friday", "forehead"),
        ("the muscle for chewing was injected", "masseter"),
        ("the lines going down from the corners of my mouth were done", "marionette"),
        ("forehead on the 3rd and a tick above my eye", "forehead"),
        ("masseter day 6. temples ache.", "masseter"),
        ("no blurry eye, only my chin jumps", "chin"),
        ("it was the frown lines. forehead was another time", "glabella"),
        ("my daughter's chin trembles after her treatment", "chin"),
        ("lips blue, 1 hr after the jab", ""),
    ],
)
def test_places(text: str, areas: str) -> None:
    assert places(text) == set(areas.split())


@pytest.mark.parametrize(
    "text",
    [
        "put me on to a receptionist",
        "i want somebody with a pulse",
        "no more robot, a nurse please",
        "not this. a person",
        "could ye fetch one of the nurses",
        "can i get a word with the lassie that jabbed me",
        "let me speak to the manager",
        "somebody ring me",
        "i dont want a machine, i want a hewman",
    ],
)
def test_a_person_is_asked_for(text: str) -> None:
    assert "asks_for_person" in read(text, TODAY).flags


@pytest.mark.parametrize(
    "text",
    [
        "should I tell my doctor about it",
        "the nurse said to wait",
        "is the nurse a doctor",
        "call me a taxi",
        "put me on to the football",
        "I want to talk to a lawyer",
        "my boss is a robot",
        "a person on the bus sneezed",
        "who injected me, a nurse or a doctor",
    ],
)
def test_nobody_is_asked_for(text: str) -> None:
    assert "asks_for_person" not in read(text, TODAY).flags
