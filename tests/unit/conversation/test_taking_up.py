"""What a message takes up from before without naming it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.case import CaseFacts
from bot.conversation.taking_up import taken_up, wondered
from bot.language import read

TODAY = date(2026, 6, 17)


def test_mine_is_what_was_asked_about() -> None:
    asked = read("how long can a twitch last?", TODAY)
    dialogue = {"wondered": wondered(asked, {})}
    own = read("mine's on day 15, chin", TODAY)
    assert taken_up(CaseFacts(), own, dialogue)[0].symptoms == ("twitching",)


@pytest.mark.parametrize(
    "text", ["mine is fine, day 15", "ok thanks", "i had my chin done on monday", "mine"]
)
def test_nothing_is_taken_up_without_a_tale_of_ones_own(text: str) -> None:
    dialogue = {"wondered": ["twitching"]}
    assert taken_up(CaseFacts(), read(text, TODAY), dialogue)[0].symptoms == ()


def test_what_is_there_is_no_longer_wondered_about() -> None:
    told = read("my chin twitches", TODAY)
    assert wondered(told, {"wondered": ["eyelid_droop"]}) == []
