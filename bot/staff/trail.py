"""Where the audit log is kept, searched and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.staff import audit
from bot.staff.audit import Actor, Row, Verdict
from bot.staff.records import Records, take_turns
from bot.staff.tables import audit as log

PAGE = 100
_BATCH = 1000


@dataclass(frozen=True)
class Search:
    """What an admin looks for; empty fields do not narrow. `before` is a row's number."""

    who: str = ""
    what: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


class AuditTrail(Records):
    """The append-only log."""

    def note(
        self,
        actor: Actor,
        action: str,
        subject: str,
        details: Mapping[str, Any] | None,
        at: datetime,
    ) -> Row:
        """Add a row of its own. Raises `audit.NotRecordable`."""
        with self._changing() as connection:
            return append(connection, actor, action, subject, details, at)

    def found(self, search: Search, most: int = PAGE) -> list[Row]:
        """The rows that fit, latest first."""
        query = _narrowed(sa.select(log), search).order_by(log.c.seq.desc()).limit(most)
        with self._reading() as connection:
            return [_row(one) for one in connection.execute(query)]

    def actions(self) -> list[str]:
        """Every kind of action that occurs."""
        with self._reading() as connection:
            return sorted(connection.execute(sa.select(log.c.action).distinct()).scalars())

    def all(self) -> Iterator[Row]:
        """Every row in order, read in batches."""
        seq = 0
        while True:
            query = sa.select(log).where(log.c.seq > seq).order_by(log.c.seq).limit(_BATCH)
            with self._reading() as connection:
                rows = [_row(one) for one in connection.execute(query)]
            yield from rows
            if len(rows) < _BATCH:
                return
            seq = rows[-1].seq

    def check(self) -> Verdict:
        """Go through the whole chain."""
        return audit.check(self.all())


def append(
    connection: Connection,
    actor: Actor,
    action: str,
    subject: str,
    details: Mapping[str, Any] | None,
    at: datetime,
) -> Row:
    """Add a row within a transaction that also makes the change. Raises `audit.NotRecordable`."""
    take_turns(connection)
    last = connection.execute(sa.select(log).order_by(log.c.seq.desc()).limit(1)).first()
    row = audit.following(
        _row(last) if last else None,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        details=details,
    )
    connection.execute(log.insert().values(**vars(row)))
    return row


def _row(row: Any) -> Row:
    return Row(**row._mapping)


def _narrowed(query: Any, search: Search) -> Any:
    if search.who:
        query = query.where(_holds(log.c.actor, search.who))
    if search.what:
        # As shown: actions are kept with _ and shown with spaces.
        columns = (
            log.c.action,
            sa.func.replace(log.c.action, "_", " "),
            log.c.subject,
            log.c.details,
        )
        query = query.where(sa.or_(*(_holds(column, search.what) for column in columns)))
    if search.since:
        query = query.where(log.c.at >= search.since)
    if search.until:
        query = query.where(log.c.at < search.until)
    if search.before:
        query = query.where(log.c.seq < search.before)
    return query


def _holds(column: Any, words: str) -> Any:
    return sa.func.lower(column).contains(words.lower(), autoescape=True)
