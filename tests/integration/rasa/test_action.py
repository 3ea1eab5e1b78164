"""The one action, called as the SDK calls it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_aftercare_reply import ActionAftercareReply, question_of
from bot.language import read

pytestmark = pytest.mark.integration


def tracker(text: str, intent: str = "describe_symptom", **slots: Any) -> Tracker:
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "intent_ranking": [{"name": intent, "confidence": 0.9}],
        "reading": read(text, date(2026, 3, 2)).to_dict(),
    }
    return Tracker(
        "alice", {"case": None, "dialogue": None, **slots}, message, [], False, None, {}, ""
    )


async def run(of: Tracker) -> tuple[dict[str, Any], dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    events = await ActionAftercareReply().run(dispatcher, of, {})
    (message,) = dispatcher.messages
    return message["custom"], {event["name"]: event["value"] for event in events}


@pytest.mark.usefixtures("clinic_environment")
async def test_one_message_gives_one_reply_and_both_slots() -> None:
    reply, slots = await run(tracker("my chin twitches, botox 3 days ago"))
    assert reply["role"] == "bot"
    assert reply["facts"]["areas"] == ["chin"]
    assert slots["case"]["areas"] == ["chin"]
    assert set(slots) == {"case", "dialogue"}


@pytest.mark.usefixtures("clinic_environment")
async def test_the_reply_tells_staff_which_words_raised_what() -> None:
    text = "my chin twitches and I can't swallow my food"
    reply, slots = await run(tracker(text))
    rules = {one["name"]: one["text"] for one in reply["explain"] if one["kind"] == "rule"}
    assert "U01" in rules and rules["U01"] in text
    assert {one["name"] for one in reply["explain"] if one["kind"] == "area"} == {"chin"}
    assert "explain" not in str(slots)


@pytest.mark.usefixtures("clinic_environment")
async def test_what_was_known_is_kept() -> None:
    _, slots = await run(tracker("chin botox 3 days ago", "inform"))
    reply, _ = await run(tracker("now it twitches", **slots))
    assert (reply["facts"]["areas"], reply["facts"]["days"]) == (["chin"], [3, 3])


@pytest.mark.usefixtures("clinic_environment")
async def test_what_staff_have_put_right_counts_more_than_what_the_engine_remembers() -> None:
    _, slots = await run(tracker("chin botox 3 days ago", "inform"))
    said = tracker("now it twitches", **slots)
    said.latest_message["metadata"] = {"case": {**slots["case"], "areas": ["neck"]}}
    reply, _ = await run(said)
    assert reply["facts"]["areas"] == ["neck"]


@pytest.mark.usefixtures("clinic_environment")
async def test_an_edit_is_live_for_the_next_question(clinic_environment: Path) -> None:
    from dataclasses import replace

    from actions.clinic import clinic

    before, _ = await run(tracker("my chin twitches, botox 3 days ago"))
    (entry_id, *_) = before["entries"]
    repository = clinic().repository
    entry = repository.entry(entry_id)
    words = entry.answer.replace(entry.answer.split(".")[0], "This line was published just now", 1)
    repository.save_revision(replace(entry, answer=words), author="editor", based_on=entry.revision)
    after, _ = await run(tracker("my chin twitches, botox 3 days ago"))
    assert "This line was published just now" in after["text"]


def test_a_message_without_a_reading_is_refused() -> None:
    with pytest.raises(KeyError):
        question_of({"text": "hello", "intent": {"name": "greet"}})
