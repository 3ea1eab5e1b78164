"""A message's second matter is answered too, where it surely has an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.conversation.besides import parts_of
from bot.reply import Reply
from knowledge.lookup import Match, Query
from tests.unit.conversation.test_respond import BRUISE, GYM, TWITCH, Chat

PRICE = replace(
    GYM,
    id="price",
    answer="The team will tell you.",
    applies=replace(GYM.applies, topic="prices"),
    hand_over=True,
)
COURSE = replace(
    GYM, id="course", answer="It lasts a week.", applies=replace(GYM.applies, topic="how-long")
)
TWO_DAYS = "my chin twitches, I had my chin done 2 days ago"


def find(query: Query) -> Match:
    """By symptom; by the word gym, price or last, each as sure as the word after it says."""
    if query.kind == "symptom":
        for entry in (TWITCH, BRUISE):
            if set(entry.applies.symptoms) & set(query.symptoms):
                return Match(entry, 0.9, None, "facts")
    text = query.text.lower()
    for word, entry in (("gym", GYM), ("price", PRICE), ("last", COURSE)):
        if word in text:
            return Match(entry, 0.5 if "maybe" in text else 0.95, None, "words")
    return Match(None)


def chat(lookup: Callable[[Query], Match] = find) -> Chat:
    """A chat whose answers come from that lookup."""
    begun = Chat()
    begun.find = lookup
    return begun


def say(text: str, intent: str = "describe_symptom") -> Reply:
    return chat().say(text, intent)


@pytest.mark.parametrize(
    "asked",
    [
        "Can I go to the gym?",
        "and is the gym ok tomorrow?",
        "Also may I ask whether the gym is allowed",
        "oh and when can i go back to the gym",
    ],
)
def test_a_question_beside_an_after_effect_is_answered_after_it(asked: str) -> None:
    reply = say(f"{TWO_DAYS}. {asked}")
    assert reply.entries == ("twitch", "gym")
    assert reply.urgency == "self_care"
    paragraphs = reply.text.split("\n\n")
    assert paragraphs[:2] == [TWITCH.answer, GYM.answer]
    assert paragraphs[2].startswith("Call 020 7946 0000")
    assert len(reply.sources) == len({one["section"] for one in reply.sources})


@pytest.mark.parametrize(
    "told",
    [
        "I went to the gym and it was lovely",  # tells
        "is maybe the gym to blame?",  # not sure enough
        "How long does it last?",  # asks of the twitch
        "should I do anything?",  # names nothing
    ],
)
def test_nothing_is_added_that_was_not_surely_asked(told: str) -> None:
    assert say(f"{TWO_DAYS}. {told}").entries == ("twitch",)


def test_a_second_after_effect_is_answered_too() -> None:
    reply = say("my chin twitches and there is a bruise, I had my chin done 2 days ago")
    assert set(reply.entries) == {"twitch", "bruise"}
    assert TWITCH.answer in reply.text and BRUISE.answer in reply.text


def test_what_was_told_before_is_not_answered_again() -> None:
    begun = chat()
    begun.say("I had my chin done 2 days ago and there is a bruise")
    assert "bruise" not in begun.say("and now my chin twitches").entries[1:]


def test_a_card_stands_alone() -> None:
    reply = say(f"{TWO_DAYS}, I can't breathe. can I go to the gym?")
    assert (reply.urgency, reply.entries) == ("emergency", ())
    assert GYM.answer not in reply.text


def test_a_second_answer_that_needs_a_person_brings_one() -> None:
    reply = say("can i go to the gym? and what is the price of a lip flip", "ask_question")
    assert reply.entries == ("gym", "price")
    assert reply.hand_over


def test_one_question_has_one_answer() -> None:
    """The whole and its only part may be nearest to different entries."""
    assert say("what is the price of the gym", "ask_question").entries == ("gym",)


def test_an_entry_for_review_beside_one_for_self_care_is_a_review() -> None:
    grave = replace(BRUISE, urgency="review")

    def careful(query: Query) -> Match:
        found = find(query)
        return Match(grave, 0.9, None, "facts") if found.entry is BRUISE else found

    reply = chat(careful).say("my chin twitches and there is a bruise, chin done 2 days ago")
    assert (reply.urgency, set(reply.entries)) == ("review", {"twitch", "bruise"})


def test_a_text_falls_apart_at_its_questions_and_sentences() -> None:
    assert parts_of("Chin quivers. can i run, and is wine ok? Thanks") == [
        "Chin quivers.",
        "can i run",
        "and is wine ok?",
        "Thanks",
    ]
    assert parts_of("") == []


def test_what_was_just_said_is_not_said_over_again_before_what_is_new() -> None:
    begun = chat()
    begun.say(TWO_DAYS)
    reply = begun.say("also there is a bruise on it")
    assert (reply.entries, reply.urgency) == (("bruise",), "self_care")
    assert set(reply.facts.symptoms) == {"twitching", "bruising"}
