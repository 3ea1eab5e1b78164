"""Lock-out: after five failures in a row, a pause. The same for addresses that nobody has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.staff.records import Records, hashed
from bot.staff.tables import attempts as table

MOST_FAILURES = 5
PAUSE = timedelta(minutes=15)
"""How long the pause lasts, and how long failures are remembered."""


class Locked(Exception):
    """Too many failures; `until` is when the next try is taken."""

    def __init__(self, until: datetime) -> None:
        super().__init__("locked")
        self.until = until


@dataclass(frozen=True)
class Tries:
    """What is known of one address: failures in a row, the last one, the pause if there is one."""

    failures: int = 0
    last_at: datetime | None = None
    locked_until: datetime | None = None

    @property
    def left(self) -> int:
        """How many tries remain before the pause."""
        return max(0, MOST_FAILURES - self.failures)

    def one_more(self, now: datetime) -> Tries:
        """After one more try, which counts as a failure until it succeeds. Raises `Locked`."""
        if self.locked_until and now < self.locked_until:
            raise Locked(self.locked_until)
        fresh = self.last_at is None or self.locked_until or now - self.last_at >= PAUSE
        failures = 1 if fresh else self.failures + 1
        return Tries(failures, now, now + PAUSE if failures >= MOST_FAILURES else None)


class Attempts(Records):
    """The tries of every address."""

    def begin(self, address: str, now: datetime) -> Tries:
        """Count a try before its password is looked at, so that many at once win nothing.

        Raises `Locked`.
        """
        key = hashed(address)
        with self._changing() as connection:
            # What was forgotten long ago: typed addresses must not pile up.
            connection.execute(table.delete().where(table.c.last_at < now - 4 * PAUSE))
            row = connection.execute(sa.select(table).where(table.c.key == key)).first()
            known = Tries(row.failures, row.last_at, row.locked_until) if row else Tries()
            tries = known.one_more(now)
            connection.execute(table.delete().where(table.c.key == key))
            connection.execute(table.insert().values(key=key, **vars(tries)))
            return tries

    def succeeded(self, address: str) -> None:
        """Forget an address's failures."""
        with self._changing() as connection:
            connection.execute(table.delete().where(table.c.key == hashed(address)))
