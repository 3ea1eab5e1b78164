"""The lease of the leader (`bot.leader`): one row. Every method is one transaction and blocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot import leader
from bot.desk.store.records import Records
from bot.desk.tables import leases
from bot.leader import Lease

NAME = "schedules"


class Leases:
    """Asks for the lease and gives it back."""

    def __init__(self, records: Records, clock: Callable[[], datetime] | None = None) -> None:
        """`clock`: instead of PostgreSQL's own, which all machines share; SQLite has none."""
        self._records = records
        self._clock = clock

    def claim(self, me: str) -> Lease | None:
        """Take or renew the lease for `me`; None when another has it, or is just taking it."""
        try:
            with self._records.transaction() as connection:
                row, now = self._row(connection), self._now(connection)
                new = leader.claim(_lease(row), me, now)
                if new is not None and row is None:
                    # Fails when another process is first, or is at it in this very moment.
                    connection.execute(leases.insert().values(name=NAME, **_values(new)))
                elif new is not None:
                    self._write(connection, new)
                return new
        except IntegrityError:
            return None

    def resign(self, me: str) -> None:
        """Let another process lead at once; nothing happens when `me` is not the leader."""
        with self._records.transaction() as connection:
            row, now = self._row(connection), self._now(connection)
            if (ended := leader.resigned(_lease(row), me, now)) is not None:
                self._write(connection, ended)

    def _row(self, connection: Connection) -> sa.engine.Row | None:
        # Not waiting for the row: whoever holds it is renewing or taking it, and may hang.
        query = sa.select(leases).where(leases.c.name == NAME)
        return connection.execute(query.with_for_update(skip_locked=True)).first()

    def _write(self, connection: Connection, lease: Lease) -> None:
        connection.execute(leases.update().where(leases.c.name == NAME).values(**_values(lease)))

    def _now(self, connection: Connection) -> datetime:
        if self._clock is not None:
            return self._clock()
        if connection.dialect.name == "postgresql":
            moment: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
            return moment
        return datetime.now(timezone.utc)


def _lease(row: sa.engine.Row | None) -> Lease | None:
    return Lease(row.holder, row.term, row.until) if row is not None else None


def _values(lease: Lease) -> dict[str, object]:
    return {"holder": lease.holder, "term": lease.term, "until": lease.until}
