"""One's first time, "mine", and a muscle that is "it" after a comma."""

from __future__ import annotations

import pytest

from bot.language.symptoms import find_symptoms
from bot.language.tokens import tokenize


def found(text: str) -> list[tuple[str, str]]:
    return [(m.name, m.status) for m in find_symptoms(tokenize(text))[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's my first time and one brow is higher", ("brow_asymmetry", "present")),
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
        ("two of the needle marks are raised", "double_vision"),
        ("a dull ache across the front after my forehead", "chest_pain"),
    ],
)
def test_what_is_something_else(text: str, name: str) -> None:
    assert name not in [one for one, _ in found(text)]
