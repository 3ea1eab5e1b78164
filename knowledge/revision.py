"""One step in an entry's history, and what a history says is live, scheduled or waiting. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.entry import Entry

DECIDED = ("published", "retired")
"""The statuses of decisions; drafts and reviews change nothing for patients."""


@dataclass(frozen=True)
class Revision:
    """One step in an entry's history: its words after the step, who took it and when (UTC).

    `step` is one of imported, saved, restored, submitted, sent_back, approved, put_back,
    unscheduled. `aim` is what a review is for, "published" or "retired". `live_from` holds back a
    decision until then. `based_on` is the revision it was made from.
    """

    entry: Entry
    number: int
    status: str
    author: str
    origin: str
    created_at: datetime
    author_id: str = ""
    step: str = "saved"
    aim: str = "published"
    based_on: int | None = None
    live_from: datetime | None = None
    note: str = ""


History = Sequence[Revision]


def decided(history: History, now: datetime) -> Revision | None:
    """The decision in force at `now`: the newest published or retired revision that is due."""
    return next(
        (r for r in history if r.status in DECIDED and (r.live_from is None or r.live_from <= now)),
        None,
    )


def live(history: History, now: datetime) -> Revision | None:
    """What patients are answered from at `now`, if anything."""
    found = decided(history, now)
    return found if found and found.status == "published" else None


def scheduled(history: History, now: datetime) -> Revision | None:
    """The decision that waits for its time, unless a later decision overtook it."""
    newest = next((r for r in history if r.status in DECIDED), None)
    return newest if newest and newest.live_from and newest.live_from > now else None


def state(history: History, now: datetime) -> str:
    """The newest revision's status in one word; "scheduled" for a decision not yet due."""
    newest = history[0]
    return "scheduled" if newest == scheduled(history, now) else newest.status
