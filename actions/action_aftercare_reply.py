"""The one action: case so far + this message -> exactly one Reply."""

# No `from __future__ import annotations`: the SDK looks at signatures at run time.
from dataclasses import replace
from typing import Any, Dict, List, Text

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.clinic import clinic
from bot import explaining
from bot.case import CaseFacts, take_in
from bot.conversation import Question, respond
from bot.explaining import explain
from bot.language.reading import Reading
from bot.triage.assess import named


class ActionAftercareReply(Action):
    """Merges the message into the case, answers, and remembers both in the slots."""

    def name(self) -> Text:
        """The name that domain and rules use."""
        return "action_aftercare_reply"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]
    ) -> List[Dict[Text, Any]]:
        """Utters one Reply as JSON. Raises on a message without a reading: the web process turns
        that silence into an honest answer and a ticket."""
        question = question_of(tracker.latest_message)
        dialogue = tracker.get_slot("dialogue") or {}
        # The web process's record of the case comes with the message: it also holds what was said
        # to a person in the meantime, and what staff have put right.
        known = (tracker.latest_message.get("metadata") or {}).get("case")
        facts, reading = take_in(
            CaseFacts.from_dict(known or tracker.get_slot("case")),
            question.reading,
            asked=dialogue.get("asked"),
        )
        question = replace(question, reading=reading)
        wired = clinic()
        library = wired.repository.library()
        reply = respond(
            facts,
            question,
            library=library,
            dialogue=dialogue,
            settings=wired.settings,
            find=wired.find_in(library),
        )
        why = explain(question.reading, named(reply.rules))
        dispatcher.utter_message(json_message={**reply.to_dict(), explaining.KEY: why})
        return [SlotSet("case", reply.facts.to_dict()), SlotSet("dialogue", reply.dialogue)]


def question_of(message: Dict[Text, Any]) -> Question:
    """A message as Rasa parsed it. Raises `KeyError` when it lacks its reading."""
    intent = message.get("intent") or {}
    return Question(
        text=message.get("text") or "",
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        reading=Reading.from_dict(message["reading"]),
        elsewhere=message.get("elsewhere"),
        intent_ranking={
            one["name"]: float(one["confidence"]) for one in message.get("intent_ranking") or []
        },
    )
