"""The way of a change: written, sent for review, approved by somebody else, live, retired. Pure.

Each function takes an entry's history, newest first, and gives the next revision to append; nothing
is ever changed or removed. What patients read follows from the history and the time alone, so no
job has to run for a scheduled change to go live.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from knowledge.caution import cautions
from knowledge.entry import Entry
from knowledge.revision import DECIDED, History, Revision, decided, live, scheduled, state

__all__ = [
    "APPROVERS",
    "WRITERS",
    "ApproverNeeded",
    "BadTime",
    "Blocked",
    "History",
    "NotAllowed",
    "NotReplayed",
    "OwnWork",
    "Person",
    "Revision",
    "StaleRevision",
    "WrongStep",
    "approve",
    "decided",
    "live",
    "needs_approver",
    "put_back",
    "restore",
    "save",
    "scheduled",
    "send_back",
    "state",
    "submit",
    "unschedule",
    "writers",
]

WRITERS = frozenset({"editor", "approver", "admin"})
APPROVERS = frozenset({"approver", "admin"})
LONGEST_SCHEDULE = timedelta(days=366)
MAX_NOTE = 2_000

_WRITING = ("saved", "restored", "submitted")


@dataclass(frozen=True)
class Person:
    """Somebody of the staff, as far as publishing cares."""

    id: str
    name: str
    roles: frozenset[str]


class NotAllowed(Exception):
    """This person may not take this step; the message says who may."""


class OwnWork(NotAllowed):
    """Nobody approves what they wrote or sent for review themselves."""


class ApproverNeeded(NotAllowed):
    """The change touches urgency: only a clinical approver may let it through."""


class WrongStep(Exception):
    """The entry is not where this step begins, for instance not in review."""


class StaleRevision(Exception):
    """Somebody else saved a newer revision in between: look at it, then save again."""


class BadTime(Exception):
    """The time a change is scheduled for lies in the past or too far ahead."""


class NotReplayed(Exception):
    """The change was not replayed against the knowledge as it is now."""


class Blocked(Exception):
    """The replay found what must not happen; `reasons` says what."""

    def __init__(self, reasons: Collection[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


# --- what the history says


def writers(history: History) -> frozenset[str]:
    """Ids of those whose work a decision on the newest revision would let through."""
    found = set()
    for revision in history:
        if revision.status in DECIDED:
            break
        if revision.step in _WRITING and revision.author_id:
            found.add(revision.author_id)
    return frozenset(found)


def needs_approver(history: History, now: datetime) -> tuple[str, ...]:
    """Why only a clinical approver may approve the newest revision; empty if anyone else may."""
    current = live(history, now)
    return cautions(current.entry if current else None, history[0].entry, aim=history[0].aim)


# --- steps


def save(
    history: History, entry: Entry, *, by: Person, now: datetime, based_on: int | None
) -> Revision:
    """A draft with new words; taking an entry out of review, if it was there.

    `based_on` is the revision that was edited, None for a new entry. Raises `NotAllowed` and
    `StaleRevision`.
    """
    _may(by, WRITERS, "An editor writes entries.")
    newest = history[0].number if history else None
    if newest != based_on:
        raise StaleRevision(f"{entry.id} is at revision {newest}, not {based_on}")
    return _step(history, replace(entry, status="draft"), by, now, "saved", based_on=based_on)


def submit(
    history: History, *, by: Person, now: datetime, aim: str = "published", note: str = ""
) -> Revision:
    """The newest draft, sent for review; with `aim` "retired", what is live, to be taken down.

    Raises `NotAllowed` and `WrongStep`.
    """
    _may(by, WRITERS, "An editor sends entries for review.")
    entry = history[0].entry
    if history[0].status == "in_review":
        raise WrongStep("It is in review already.")
    if aim == "retired":
        current = live(history, now)
        if current is None:
            raise WrongStep("Patients are not answered from it, so there is nothing to take down.")
        entry = current.entry
    elif history[0].status != "draft":
        raise WrongStep("There is no draft to send for review.")
    entry = replace(entry, status="in_review")
    return _step(history, entry, by, now, "submitted", aim=aim, note=note)


def send_back(history: History, *, by: Person, now: datetime, note: str) -> Revision:
    """The revision in review as a draft again, with what should change. Raises `NotAllowed`,
    `WrongStep`, and `ValueError` without a note."""
    _may(by, WRITERS, "An editor or approver sends entries back.")
    _in_review(history)
    if not note.strip():
        raise ValueError("Say what should change.")
    entry = replace(history[0].entry, status="draft")
    return _step(history, entry, by, now, "sent_back", note=note)


def approve(
    history: History,
    *,
    by: Person,
    now: datetime,
    today: date,
    blocked: Collection[str] | None,
    live_from: datetime | None = None,
    review_by: date | None = None,
    note: str = "",
) -> Revision:
    """The decision: what is in review goes live (or is retired), at once or at `live_from` (UTC).

    `blocked` is what the replay of this very change found against it, None when it was not
    replayed. Raises `WrongStep`, `OwnWork`, `ApproverNeeded`, `NotAllowed`, `NotReplayed`,
    `Blocked` and `BadTime`.
    """
    _in_review(history)
    _may(by, WRITERS, "An editor or approver approves entries.")
    if by.id in writers(history):
        raise OwnWork("You wrote or sent this yourself: somebody else has to approve it.")
    reasons = needs_approver(history, now)
    if reasons and not by.roles & APPROVERS:
        raise ApproverNeeded(f"A clinical approver has to approve this, because {reasons[0]}.")
    if blocked is None:
        raise NotReplayed("Replay the change first: the knowledge has changed since.")
    if blocked:
        raise Blocked(blocked)
    if live_from is not None and not now < live_from <= now + LONGEST_SCHEDULE:
        raise BadTime("Choose a time from now to a year ahead.")
    entry = replace(history[0].entry, status=history[0].aim)
    if history[0].aim == "published":
        entry = _reviewed(entry, by, today, review_by)
    aim = history[0].aim
    return _step(history, entry, by, now, "approved", aim=aim, note=note, live_from=live_from)


def restore(history: History, number: int, *, by: Person, now: datetime) -> Revision:
    """Revision `number`'s words as a new draft. Raises `NotAllowed` and `WrongStep`."""
    _may(by, WRITERS, "An editor restores a revision.")
    old = _numbered(history, number)
    entry = replace(old.entry, status="draft")
    return _step(history, entry, by, now, "restored", based_on=number)


def put_back(
    history: History,
    number: int,
    *,
    by: Person,
    now: datetime,
    today: date,
    blocked: Collection[str] | None,
) -> Revision:
    """A revision that two people had already let through, live again at once: the way back.

    Raises `NotAllowed` for anyone but an approver, `WrongStep` when the revision was never live,
    `NotReplayed` and `Blocked`.
    """
    _may(by, APPROVERS, "An approver puts a revision back.")
    old = _numbered(history, number)
    if old.status != "published" or (old.live_from and old.live_from > now):
        raise WrongStep("Patients were never answered from that revision: restore it as a draft.")
    if blocked is None:
        raise NotReplayed("Replay the change first.")
    if blocked:
        raise Blocked(blocked)
    entry = replace(old.entry, reviewed_on=today, reviewed_by=by.name)
    return _step(history, entry, by, now, "put_back", based_on=number)


def unschedule(history: History, *, by: Person, now: datetime) -> Revision:
    """Calls off a scheduled decision: what is live now stays so. Raises `NotAllowed`, `WrongStep`."""
    _may(by, WRITERS, "An editor or approver calls off a scheduled change.")
    waiting = scheduled(history, now)
    if waiting is None:
        raise WrongStep("Nothing is scheduled.")
    current = live(history, now)
    kept = current.entry if current else replace(waiting.entry, status="retired")
    return _step(history, kept, by, now, "unscheduled", based_on=waiting.number)


# --- inside


def _may(by: Person, roles: frozenset[str], otherwise: str) -> None:
    if not by.roles & roles:
        raise NotAllowed(otherwise)


def _in_review(history: History) -> None:
    if not history or history[0].status != "in_review":
        raise WrongStep("It is not in review any more.")


def _numbered(history: History, number: int) -> Revision:
    for revision in history:
        if revision.number == number:
            return revision
    raise WrongStep(f"There is no revision {number}.")


def _reviewed(entry: Entry, by: Person, today: date, review_by: date | None) -> Entry:
    """`entry` as looked at today. A day for the next look that has passed is no plan any more."""
    due = review_by or entry.review_by
    return replace(
        entry,
        reviewed_on=today,
        reviewed_by=by.name,
        review_by=due if due and due > today else None,
    )


def _step(
    history: History,
    entry: Entry,
    by: Person,
    now: datetime,
    step: str,
    *,
    aim: str = "published",
    based_on: int | None = None,
    live_from: datetime | None = None,
    note: str = "",
) -> Revision:
    number = history[0].number + 1 if history else 1
    return Revision(
        entry=replace(entry, revision=number),
        number=number,
        status=entry.status,
        author=by.name,
        author_id=by.id,
        origin="editor",
        created_at=now,
        step=step,
        aim=aim,
        based_on=based_on,
        live_from=live_from,
        note=note.strip()[:MAX_NOTE],
    )
