"""The audit log's chain: each row's hash covers the row and the hash before it. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any

START = "0" * 64
"""What the first row has for a previous hash."""
_ACTION = re.compile(r"[a-z][a-z0-9_.]{0,63}")
MOST_SUBJECT, MOST_DETAILS = 200, 4000


class NotRecordable(ValueError):
    """An action, subject or detail that has no place in the log."""


@dataclass(frozen=True)
class Actor:
    """Who did it; the id is empty for the command line and for people not signed in."""

    id: str
    name: str


NOBODY = Actor("", "not signed in")


@dataclass(frozen=True)
class Row:
    """One line of the log. `details` is canonical JSON, as hashed."""

    seq: int
    at: datetime
    actor_id: str
    actor: str
    action: str
    subject: str
    details: str
    previous: str
    hash: str = ""

    def fingerprint(self) -> str:
        """The hash this row must have."""
        at = self.at.astimezone(timezone.utc).isoformat(timespec="microseconds")
        covered = [self.seq, at, self.actor_id, self.actor, self.action, self.subject]
        text = json.dumps([*covered, self.details, self.previous], ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What checking the chain found. `broken_at` is the first row that does not fit, or None."""

    rows: int
    head: str
    broken_at: int | None = None
    why: str = ""

    @property
    def whole(self) -> bool:
        """Whether every row is as it was written."""
        return self.broken_at is None


def following(
    last: Row | None,
    *,
    at: datetime,
    actor: Actor,
    action: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
) -> Row:
    """The row that comes after `last`. Raises `NotRecordable`.

    Details are short facts (ids, counts, names of fields), never what a patient wrote.
    """
    if not _ACTION.fullmatch(action):
        raise NotRecordable(f"an action is a few lower-case words joined by _: {action[:80]!r}")
    if len(subject) > MOST_SUBJECT:
        raise NotRecordable(f"a subject has at most {MOST_SUBJECT} characters")
    text = json.dumps(dict(details or {}), sort_keys=True, ensure_ascii=False, allow_nan=False)
    if len(text) > MOST_DETAILS:
        raise NotRecordable(f"details have at most {MOST_DETAILS} characters as JSON")
    row = Row(
        seq=last.seq + 1 if last else 1,
        at=at,
        actor_id=actor.id,
        actor=actor.name[:100],
        action=action,
        subject=subject,
        details=text,
        previous=last.hash if last else START,
    )
    return replace(row, hash=row.fingerprint())


def check(rows: Iterable[Row]) -> Verdict:
    """Whether `rows`, all of them in order, are the chain they should be."""
    count, head = 0, START
    for row in rows:
        if row.seq != count + 1:
            return Verdict(count, head, count + 1, "This entry is missing.")
        if row.previous != head:
            return Verdict(count, head, row.seq, "This entry does not follow the one before it.")
        if row.hash != row.fingerprint():
            return Verdict(count, head, row.seq, "This entry was changed after it was written.")
        count, head = row.seq, row.hash
    return Verdict(count, head)
