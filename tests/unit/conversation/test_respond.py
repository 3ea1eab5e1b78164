"""One message in, one reply out, in the order that safety asks for (H01, H02)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from bot.case import CaseFacts, merge, take_in
from bot.conversation import Question, Reply, respond, urgent_reply
from bot.glue import CHOICES
from bot.language import read
from bot.settings import load
from bot.triage import screen_case
from knowledge.entry import Applies, Entry
from knowledge.library import Library
from knowledge.lookup import Match, Query

TODAY = date(2026, 6, 17)
SETTINGS = replace(
    load(),
    clinic_name="Elm House",
    clinic_phone="020 7946 0000",
    emergency_number="999",
    crisis_line="116 123",
    opening_hours="weekdays 8 to 6",
)
NET = "Call 020 7946 0000 if it gets worse."


def _entry(name: str, answer: str, **applies: Any) -> Entry:
    return Entry(
        id=name,
        title=name,
        answer=answer,
        applies=Applies(**applies),
        urgency="self_care",
        sources=("S03.P1",),
    )


TWITCH = _entry("twitch", "A small twitch is common.", symptoms=("twitching",))
BRUISE = _entry("bruise", "A bruise fades by itself.", symptoms=("bruising",))
GYM = replace(_entry("gym", "Wait a day before the gym.", topic="exercise"), urgency="info")
LIBRARY = Library(
    {e.id: e for e in (TWITCH, BRUISE, GYM)},
    {"S03": "Twitches"},
    {"general": "Call {clinic_phone} if it gets worse."},
)


def find(query: Query) -> Match:
    """A lookup small enough to see through."""
    for entry in (TWITCH, BRUISE):
        if query.kind == "symptom" and set(entry.applies.symptoms) & set(query.symptoms):
            return Match(entry, 0.9, None, "facts")
    if "gym" in query.text.lower():
        return Match(GYM, 0.95, None, "words")
    return Match(None)


@dataclass
class Chat:
    """A conversation that remembers as the action does."""

    facts: CaseFacts = field(default_factory=CaseFacts)
    dialogue: dict[str, Any] = field(default_factory=dict)
    sought: list[Query] = field(default_factory=list)

    def find(self, query: Query) -> Match:
        """The lookup, with what it was asked."""
        self.sought.append(query)
        return find(query)

    def say(
        self,
        text: str,
        intent: str = "describe_symptom",
        confidence: float = 0.95,
        **ranking: float,
    ) -> Reply:
        asked = self.dialogue.get("asked")
        facts, reading = take_in(self.facts, read(text, TODAY, asked=asked), asked=asked)
        question = Question(text, intent, confidence, reading, {intent: confidence, **ranking})
        reply = respond(
            facts,
            question,
            library=LIBRARY,
            dialogue=self.dialogue,
            settings=SETTINGS,
            find=self.find,
        )
        self.facts, self.dialogue = reply.facts, reply.dialogue
        return reply


INTENTS = (
    "describe_symptom ask_question inform greet thank goodbye affirm deny refuse request_human request_deletion "
    "ask_about_bot ask_admin ask_not_covered out_of_scope"
).split()


def test_a_wish_for_deletion_hides_nobodys_red_flag() -> None:
    reply = Chat().say("please delete my data, my husband can't breathe", "request_deletion")
    assert (reply.urgency, reply.reason) == ("emergency", "red_flag")


def test_a_doubtful_wish_for_deletion_keeps_the_card() -> None:
    chat = Chat()
    chat.say("I can't breathe")
    assert chat.say("forget it", "request_deletion", 0.3).reason == "red_flag"


@pytest.mark.parametrize("intent", INTENTS)
def test_a_red_flag_comes_first_whatever_the_intent(intent: str) -> None:
    reply = Chat().say("can I go to the gym? also I can't breathe", intent)
    assert (reply.urgency, reply.reason, reply.hand_over) == ("emergency", "red_flag", True)
    assert reply.card is not None and reply.card["heading"] == "Call 999 now"
    assert reply.text.startswith("Call 999 now")
    assert reply.asks is None


@pytest.mark.parametrize("asked", ["area", "timing", "symptom"])
def test_a_red_flag_in_place_of_an_answer(asked: str) -> None:
    chat = Chat(dialogue={"asked": asked, "counts": {asked: 1}})
    assert chat.say("my throat is closing up", "inform").urgency == "emergency"


def test_a_red_flag_stays_until_a_person_closes_it() -> None:
    chat = Chat()
    chat.say("I can't breathe")
    assert chat.say("thanks", "thank").urgency == "emergency"


def test_a_red_flag_needs_no_lookup() -> None:
    reading = read("I can't swallow", TODAY)
    question = Question("I can't swallow", "describe_symptom", 0.9, reading)

    def broken(query: Query) -> Match:
        raise RuntimeError("no lookup")

    reply = respond(
        merge(CaseFacts(), reading),
        question,
        library=LIBRARY,
        dialogue={},
        settings=SETTINGS,
        find=broken,
    )
    assert reply.urgency == "urgent"


def test_the_web_process_makes_the_same_card() -> None:
    assessment, facts = screen_case("I can't swallow", TODAY)
    alone = urgent_reply(assessment, facts, SETTINGS)
    chained = Chat().say("I can't swallow").to_dict()
    assert {k: alone[k] for k in ("text", "urgency", "card", "rules")} == {
        k: chained[k] for k in ("text", "urgency", "card", "rules")
    }


def test_who_writes_spanish_reads_the_card_in_spanish_first() -> None:
    reply = Chat().say("no puedo respirar desde ayer, me pusieron toxina en la cara")
    assert reply.card is not None and reply.card["language"] == "es"
    assert reply.text.startswith("Llame al 999 ahora.")
    assert reply.text.index("Llame al 999") < reply.text.index("Call 999 now")


def test_who_writes_german_reads_a_german_sentence_before_the_english_card() -> None:
    reply = Chat().say("ich bekomme keine Luft und kann nicht schlucken")
    assert reply.card is not None and reply.card["sentence"].startswith("NOTFALL: Rufen Sie jetzt")
    assert reply.text.index("NOTFALL") < reply.text.index("• ")


def test_a_symptom_is_answered_and_only_the_missing_time_asked_for() -> None:
    reply = Chat().say("my chin twitches since I had my chin done")
    assert reply.entries == ("twitch",)
    assert reply.asks == "timing"
    assert reply.choices


def test_a_known_time_is_not_asked_for() -> None:
    reply = Chat().say("my chin twitches, I had my chin done 3 days ago")
    assert (reply.entries, reply.asks, reply.urgency) == (("twitch",), None, "self_care")


def test_the_answer_to_the_question_back_completes_the_case() -> None:
    chat = Chat()
    chat.say("my chin twitches since I had my chin done")
    reply = chat.say("12 days ago", "inform")
    assert (reply.facts.days, reply.urgency, reply.asks) == ((12, 12), "review", None)


TAPPED = {
    "Today": (0, 0),
    "Yesterday": (1, 1),
    "2 to 4 days ago": (2, 4),
    "5 to 9 days ago": (5, 9),
    "10 to 14 days ago": (10, 14),
}


def tap(chat: Chat, title: str) -> Reply:
    """Tap what was offered."""
    (value,) = (one["value"] for one in CHOICES["timing"] if one["title"] == title)
    return chat.say(value, "inform")


@pytest.mark.parametrize("title", TAPPED)
def test_a_tapped_span_of_days_is_the_whole_span(title: str) -> None:
    chat = Chat()
    chat.say("my chin twitches since I had my chin done")
    assert tap(chat, title).facts.days == TAPPED[title]


def test_longer_than_two_weeks_is_past_day_14() -> None:
    chat = Chat()
    chat.say("my chin twitches since I had my chin done")
    reply = tap(chat, "More than 2 weeks ago")
    assert reply.facts.days is not None and reply.facts.days[0] == 15
    assert reply.urgency == "urgent"


def test_a_tapped_span_is_judged_by_its_later_end() -> None:
    """A twitch that grows is urgent from day 8; the middle of "5 to 9" would have been day 7."""
    chat = Chat()
    chat.say("my chin twitch is getting worse, I had my chin done")
    assert tap(chat, "5 to 9 days ago").urgency == "urgent"


def test_what_was_asked_for_is_looked_up_with_what_it_belongs_to() -> None:
    """ "2 to 4 days ago" alone is closest to "is it too soon to see an effect"."""
    chat = Chat()
    chat.say("my chin twitches since I had my chin done")
    tap(chat, "2 to 4 days ago")
    told = "my chin twitches since I had my chin done 2 to 4 days ago"
    assert chat.sought[-1].text == told


def test_the_same_thing_is_asked_twice_at_most() -> None:
    chat = Chat()
    asked = [chat.say(f"my chin still twitches {'a lot ' * n}").asks for n in range(6)]
    assert asked.count("timing") <= 2 and asked.count("area") <= 2
    assert asked[-1] is None


def test_a_refusal_ends_the_questions() -> None:
    chat = Chat()
    assert chat.say("my chin twitches").asks
    refused = chat.say("I'd rather not say", "refuse")
    assert refused.asks is None
    assert NET in refused.text
    assert chat.say("my chin still twitches").asks is None


def test_a_red_flag_is_not_taken_for_a_refusal() -> None:
    chat = Chat()
    assert chat.say("my chin twitches").asks
    assert chat.say("I'd rather not, I can't breathe", "refuse").urgency == "emergency"
    assert "refused" not in chat.dialogue


def test_deletion_clears_the_facts() -> None:
    chat = Chat()
    chat.say("my chin twitches, I had my chin done 3 days ago")
    reply = chat.say("delete what you know about me", "request_deletion")
    assert reply.facts == CaseFacts()
    assert "cleared" in reply.text


def test_a_person_is_asked_for() -> None:
    reply = Chat().say("let me talk to somebody", "request_human")
    assert reply.hand_over
    assert "020 7946 0000" in reply.text


def test_a_person_is_asked_for_in_words_no_intent_knows() -> None:
    assert Chat().say("give me somebody with a pulse", "out_of_scope").hand_over


def test_a_bare_cry_for_help_is_asked_what_is_felt() -> None:
    assert Chat().say("help 😩", "out_of_scope").asks == "symptom"


def test_other_matters_are_declined() -> None:
    reply = Chat().say("who won the football", "out_of_scope")
    assert (reply.urgency, reply.entries) == ("out_of_scope", ())


def test_what_is_not_covered_goes_to_a_person() -> None:
    reply = Chat().say("is botox okay with my blood pressure medicine?", "ask_not_covered")
    assert reply.hand_over and reply.entries == ()
    assert "will not guess" in reply.text


def test_a_question_is_answered_from_its_entry() -> None:
    reply = Chat().say("can I go to the gym?", "ask_question")
    assert (reply.entries, reply.urgency, reply.hand_over) == (("gym",), "info", False)
    assert reply.sources[0] == {"section": "S03.P1", "title": "Twitches"}


def test_a_short_question_back_repeats_the_cases_answer() -> None:
    chat = Chat()
    chat.say("my chin twitches, I had my chin done 3 days ago")
    assert chat.say("will it go?", "ask_question", 0.9).entries == ("twitch",)


def test_another_language_gets_a_sentence_of_its_own_and_a_person() -> None:
    reply = Chat().say("hola, cuando puedo ir con mis hijas a la piscina", "ask_question")
    assert reply.text.startswith("Este es el chat de cuidados")
    assert "Solo responde bien en inglés" in reply.text
    assert reply.hand_over


@pytest.mark.parametrize(
    "text",
    [
        "my chin twitches",
        "I have a bruise",
        "my chin twitches, I had my chin done 3 days ago",
        "I have a bruise on my forehead, done yesterday",
    ],
)
def test_every_answer_to_a_symptom_says_when_to_call(text: str) -> None:
    reply = Chat().say(text)
    assert reply.urgency not in {"emergency", "urgent"}
    assert NET in reply.text


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize(
    "text", ["", "hmm", "my chin twitches", "can I go to the gym?", "😅", "I don't know"]
)
def test_any_message_gets_one_reply_with_words(intent: str, text: str) -> None:
    reply = Chat().say(text, intent)
    assert reply.text.strip() and "{" not in reply.text
    assert reply.to_dict()["role"] == "bot"
