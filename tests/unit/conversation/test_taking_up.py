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


@pytest.mark.parametrize(
    "text",
    [
        "i do have it now, left eye",
        "it's just started",
        "ok that's me tonight",
        "mine is doing it since lunch",
        "got one rn",
        "this is happening right now",
        "woke up with it this morning",
        "yeah, i do actually",
        "so i ended up with it",
        "it has come on since tea",
    ],
)
@pytest.mark.parametrize("asked", ["what if i get double vision", "could i get a twitch from it?"])
def test_what_was_supposed_is_now_there(text: str, asked: str) -> None:
    dialogue = {"wondered": wondered(read(asked, TODAY), {})}
    assert dialogue["wondered"]
    facts = taken_up(CaseFacts(), read(text, TODAY), dialogue)[0]
    assert set(dialogue["wondered"]) <= set(facts.symptoms)


@pytest.mark.parametrize(
    "text",
    [
        "ok got it",
        "got it thanks",
        "it has started working",
        "that's me sorted",
        "i do have a dog",
        "it's not happening now",
        "if it's happening now who do i ring",
        "that is good to know",
        "i don't have it",
    ],
)
def test_what_is_understood_or_not_there_is_not_taken_up(text: str) -> None:
    dialogue = {"wondered": ["double_vision"]}
    assert taken_up(CaseFacts(), read(text, TODAY), dialogue)[0].symptoms == ()


def test_a_red_flag_just_supposed_joins_what_is_known() -> None:
    facts = CaseFacts(symptoms=("twitching",))
    told = read("it's happening now", TODAY)
    just = {"wondered": ["double_vision"], "just_wondered": True}
    assert taken_up(facts, told, just)[0].symptoms == ("twitching", "double_vision")
    assert taken_up(facts, told, {"wondered": ["double_vision"]})[0] == facts


@pytest.mark.parametrize(
    "text",
    ["ok i don't have it", "mine doesn't", "well mine isn't", "i haven't got that", "not me"],
)
def test_what_was_supposed_and_is_not_there_is_denied(text: str) -> None:
    dialogue = {"wondered": ["double_vision"], "just_wondered": True}
    facts = taken_up(CaseFacts(), read(text, TODAY), dialogue)[0]
    assert (facts.symptoms, facts.denied) == ((), ("double_vision",))
