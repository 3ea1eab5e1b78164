"""How a symptom goes, only where the writer says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Reading


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("the twitching is spreading to my cheek", "spreading"),
        ("the twitch is getting worse every day", "worsening"),
        ("the twitch is still there", "persisting"),
        ("the twitch is getting better", "fading"),
        ("my chin twitches, no change at all", "stable"),
        ("the twitch is not getting worse", None),
        ("my chin twitches", None),
    ],
)
def test_the_trend(reading: Callable[..., Reading], text: str, trend: str | None) -> None:
    assert reading(text).trend == trend


def test_the_worse_of_two_is_told(reading: Callable[..., Reading]) -> None:
    assert reading("the bruise is fading but the twitch is getting worse").trend == "worsening"


def test_a_later_message_may_leave_the_symptom_unsaid(reading: Callable[..., Reading]) -> None:
    assert reading("it is getting worse").trend == "worsening"


def test_the_words_that_say_so_are_kept(reading: Callable[..., Reading]) -> None:
    text = "my chin twitch is getting worse"
    start, end = reading(text).evidence["trend"]
    assert "worse" in text[start:end]
