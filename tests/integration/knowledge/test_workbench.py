"""Half-filled forms, comments and replays survive, each for whom it belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from knowledge_samples import VALID
from sqlalchemy.engine import Engine

from knowledge.publishing import Person
from knowledge.repository import Repository
from knowledge.workbench import MAX_COMMENT, MAX_FORM, TooLong, Workbench

ALICE = Person("a", "Alice", frozenset({"editor"}))
BOB = Person("b", "Bob", frozenset({"approver"}))


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2026-11-23T08:00:00")

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workbench(engine: Engine, clock: Clock) -> Workbench:
    Repository(engine, now=clock).save_revision(replace(VALID, status="draft"), author="up")
    return Workbench(engine, now=clock)


def test_a_form_is_kept_as_it_was_left_for_its_owner_only(workbench: Workbench) -> None:
    form = {"title": ["Ünfinished “title”"], "areas": ["neck", "chin"], "days": ["ten"]}
    workbench.keep_form(ALICE, VALID.id, {"title": ["first"]}, 1)
    workbench.keep_form(ALICE, VALID.id, form, 1)
    kept = workbench.form(ALICE, VALID.id)
    assert kept is not None and (kept.form, kept.based_on) == (form, 1)
    assert workbench.form(BOB, VALID.id) is None
    assert workbench.form(ALICE, "") is None


def test_a_dropped_form_is_gone(workbench: Workbench) -> None:
    workbench.keep_form(ALICE, "", {"title": ["x"]}, None)
    workbench.drop_form(ALICE, "")
    assert workbench.form(ALICE, "") is None


def test_a_form_longer_than_any_entry_is_refused(workbench: Workbench) -> None:
    with pytest.raises(TooLong):
        workbench.keep_form(ALICE, "", {"answer": ["x" * MAX_FORM]}, None)


def test_comments_come_in_their_order(workbench: Workbench) -> None:
    workbench.comment(VALID.id, 1, ALICE, "  Is this right? ")
    workbench.comment(VALID.id, 1, BOB, "Yes")
    said = [(c.number, c.author, c.text) for c in workbench.comments(VALID.id)]
    assert said == [(1, "Alice", "Is this right?"), (1, "Bob", "Yes")]


@pytest.mark.parametrize("text", ["  ", "x" * (MAX_COMMENT + 1)])
def test_an_empty_or_endless_comment_is_refused(workbench: Workbench, text: str) -> None:
    with pytest.raises(ValueError):
        workbench.comment(VALID.id, 1, ALICE, text)
    assert workbench.comments(VALID.id) == []


def test_a_replay_is_taken_in_hand_once(workbench: Workbench) -> None:
    assert workbench.begin_replay(VALID.id, 1, "today")
    assert not workbench.begin_replay(VALID.id, 1, "today")
    workbench.advance_replay(VALID.id, 1, 5, 10)
    running = workbench.replay(VALID.id, 1)
    assert running is not None
    assert (running.status, running.done, running.total) == ("running", 5, 10)
    workbench.end_replay(VALID.id, 1, "today", {"changed": [1]})
    assert not workbench.begin_replay(VALID.id, 1, "today")
    ended = workbench.replay(VALID.id, 1)
    assert ended is not None and (ended.status, ended.result) == ("done", {"changed": [1]})


def test_a_replay_on_what_was_live_before_is_run_anew(workbench: Workbench) -> None:
    workbench.begin_replay(VALID.id, 1, "yesterday")
    workbench.end_replay(VALID.id, 1, "yesterday", {})
    assert workbench.begin_replay(VALID.id, 1, "today")


def test_a_replay_that_failed_or_died_is_run_again(workbench: Workbench, clock: Clock) -> None:
    workbench.begin_replay(VALID.id, 1, "today")
    workbench.end_replay(VALID.id, 1, "today", None)
    assert workbench.begin_replay(VALID.id, 1, "today")
    clock.now += timedelta(minutes=5)
    lost = workbench.replay(VALID.id, 1)
    assert lost is not None and lost.status == "failed"
    assert workbench.begin_replay(VALID.id, 1, "today")
