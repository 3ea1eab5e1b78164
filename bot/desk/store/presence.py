"""Who is at the desk: those whose desk page is open, as their browsers keep saying."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.desk.model import Staff
from bot.desk.store.records import Records
from bot.desk.tables import presence

PRESENT = timedelta(seconds=45)
"""Somebody not heard of for longer is away; their page says that it is open every 15 s."""


class Presence:
    """Who was seen when. Every method is one transaction and blocks its thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def seen(self, who: Staff, at: datetime) -> None:
        """Somebody has the desk open."""
        with self._records.transaction() as connection:
            done = connection.execute(
                presence.update()
                .where(presence.c.account_id == who.id)
                .values(name=who.name, seen_at=at)
            )
            if not done.rowcount:
                connection.execute(
                    presence.insert().values(account_id=who.id, name=who.name, seen_at=at)
                )

    def gone(self, who: Staff) -> None:
        """Somebody signed out."""
        with self._records.transaction() as connection:
            connection.execute(presence.delete().where(presence.c.account_id == who.id))

    def present(self, now: datetime) -> list[Staff]:
        """Who is at the desk, by name."""
        with self._records.reading() as connection:
            rows = connection.execute(
                sa.select(presence.c.account_id, presence.c.name)
                .where(presence.c.seen_at > now - PRESENT)
                .order_by(presence.c.name)
            ).all()
        return [Staff(row.account_id, row.name) for row in rows]
