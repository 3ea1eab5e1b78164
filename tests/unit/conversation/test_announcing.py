"""A question that is only announced, a place without a complaint, a number that was wrong."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import read
from bot.language.bare import announces_a_question
from tests.unit.conversation.test_respond import Chat

TODAY = date(2026, 6, 17)


@pytest.mark.parametrize(
    "text",
    [
        "can I ask something about my husband",
        "neck was done on monday. I have a question about him",
        "asking for my gran first",
        "quick question please",
        "he's with the doctors now thank god. can I ask about mine",
    ],
)
def test_who_only_announces_a_question_is_asked_what_is_felt(text: str) -> None:
    assert announces_a_question(read(text, TODAY))
    assert Chat().say(text, "ask_question").asks == "symptom"


@pytest.mark.parametrize(
    "text",
    [
        "can I ask whether the gym is allowed",
        "my question is about coffee",
        "is it normal?",
        "hello",
    ],
)
def test_who_asks_something_has_not_only_announced_it(text: str) -> None:
    assert not announces_a_question(read(text, TODAY))


def test_a_place_alone_is_no_answer_to_what_is_felt() -> None:
    chat = Chat()
    assert chat.say("I feel off since my chin was done on monday", "inform").asks == "symptom"
    assert chat.say("arms", "inform").asks == "symptom"


@pytest.mark.parametrize("text", ["it's 16 actually", "16 actually, sorry", "no, 16 really"])
def test_a_number_alone_corrects_the_one_before(text: str) -> None:
    chat = Chat()
    chat.say("my chin twitches, it was done 6 days ago")
    assert chat.say(text, "inform").facts.days == (16, 16)
