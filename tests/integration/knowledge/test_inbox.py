"""The inbox keeps questions, settles them, and forgets for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from knowledge.engine import create
from knowledge.inbox import Inbox
from knowledge.migrations import upgrade

NOW = datetime.fromisoformat("2026-11-23T08:00:00")


@pytest.fixture
def inbox(engine: Engine) -> Inbox:
    return Inbox(engine, now=lambda: NOW)


def texts(inbox: Inbox) -> list[str]:
    return [question.text for question in inbox.open()]


def test_a_question_is_kept_stripped_newest_first(inbox: Inbox) -> None:
    inbox.note_question("can i fly", "no_answer")
    inbox.note_question("mail a@b.org", "thumbs_down", "sleeping", NOW, origin="chat-1")
    newest, first = inbox.open()
    assert (newest.text, newest.why, newest.entry_id) == (
        "mail [address]",
        "thumbs_down",
        "sleeping",
    )
    assert (first.text, first.at) == ("can i fly", NOW)
    assert inbox.waiting() == 2


def test_what_was_answered_well_only_waits_for_replays(inbox: Inbox) -> None:
    inbox.note_question("how do i sleep", "answered", "sleeping")
    assert texts(inbox) == []
    assert inbox.recent() == ["how do i sleep"]


def test_an_unknown_reason_is_refused(inbox: Inbox) -> None:
    with pytest.raises(ValueError, match="boredom"):
        inbox.note_question("x", "boredom")


def test_an_empty_question_is_not_kept(inbox: Inbox) -> None:
    inbox.note_question("  \n ", "no_answer")
    assert inbox.waiting() == 0


def test_settled_questions_leave_the_inbox_once(inbox: Inbox) -> None:
    for text in ("a b", "c d", "e f"):
        inbox.note_question(text, "no_answer")
    ids = [question.id for question in inbox.open()][:2]
    assert inbox.settle(ids, "Alice", "Not a question for us") == 2
    assert inbox.settle(ids, "Bob", "again") == 0
    assert texts(inbox) == ["a b"]
    assert len(inbox.some(ids)) == 2


def test_forgetting_a_chat_erases_its_questions_only(inbox: Inbox) -> None:
    inbox.note_question("mine", "no_answer", origin="chat-1")
    inbox.note_question("another's", "no_answer", origin="chat-2")
    inbox.forget("chat-1")
    assert texts(inbox) == ["another's"]


def test_old_questions_are_erased(inbox: Inbox) -> None:
    inbox.note_question("old", "no_answer", at=NOW - timedelta(days=31))
    inbox.note_question("new", "no_answer", at=NOW - timedelta(days=29))
    inbox.expire(NOW - timedelta(days=30))
    assert texts(inbox) == ["new"]


def test_nothing_of_a_forgotten_question_is_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    engine = create(f"sqlite:///{file}")
    upgrade(engine)
    inbox = Inbox(engine, now=lambda: NOW)
    inbox.note_question("a canary named tweetykins", "no_answer", origin="chat-1")
    assert b"tweetykins" in file.read_bytes()
    assert b"chat-1" not in file.read_bytes()
    inbox.forget("chat-1")
    engine.dispose()
    assert b"tweetykins" not in file.read_bytes()


def test_recent_questions_are_the_newest_each_once(inbox: Inbox) -> None:
    for text in ("one", "two", "One!", "three"):
        inbox.note_question(text, "answered", "x")
    assert sorted(inbox.recent(limit=3)) == ["one", "three", "two"]
