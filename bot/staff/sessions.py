"""Sessions, kept on the server: the browser has a token, we have its hash and when it ends."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.staff.accounts import account
from bot.staff.model import Session
from bot.staff.records import Database, Records, hashed, new_id
from bot.staff.tables import accounts
from bot.staff.tables import sessions as table

HALF_WAY = timedelta(minutes=5)
"""What somebody has for the second step after the password."""
_SEEN_EVERY = timedelta(minutes=1)


class Sessions(Records):
    """Who is signed in where."""

    def __init__(self, database: Database, *, idle: timedelta, longest: timedelta) -> None:
        super().__init__(database)
        self._idle, self._longest = idle, longest

    def open(self, account_id: str, browser: str, now: datetime, *, complete: bool = True) -> str:
        """A new session's token, which is told this once."""
        token = secrets.token_urlsafe(32)
        with self._changing() as connection:
            connection.execute(
                table.delete().where(
                    sa.or_(table.c.expires_at <= now, table.c.seen_at <= now - self._idle)
                )
            )
            connection.execute(
                table.insert().values(
                    id=new_id(),
                    token_hash=hashed(token),
                    account_id=account_id,
                    complete=complete,
                    created_at=now,
                    seen_at=now,
                    expires_at=now + (self._longest if complete else HALF_WAY),
                    browser=browser[:200],
                )
            )
            if complete:
                connection.execute(
                    accounts.update().where(accounts.c.id == account_id).values(signed_in_at=now)
                )
        return token

    def find(self, token: str, now: datetime) -> Session | None:
        """The session a token opens: neither idle for too long nor over, its account in force."""
        query = self._alive(now).where(table.c.token_hash == hashed(token))
        with self._reading() as connection:
            row = connection.execute(query).first()
        return _session(row) if row else None

    def stale(self, session: Session, now: datetime) -> bool:
        """Whether it is time to note that somebody is still there."""
        return now - session.seen_at >= min(_SEEN_EVERY, self._idle / 4)

    def seen(self, session_id: str, now: datetime) -> None:
        """Note that somebody is still there."""
        with self._changing() as connection:
            connection.execute(table.update().where(table.c.id == session_id).values(seen_at=now))

    def of(self, account_id: str, now: datetime) -> list[Session]:
        """Where an account is signed in, latest first."""
        query = self._alive(now).where(table.c.account_id == account_id, table.c.complete)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(table.c.seen_at.desc())).all()
        return [_session(row) for row in rows]

    def end(self, session_id: str) -> None:
        """Sign one browser out."""
        with self._changing() as connection:
            connection.execute(table.delete().where(table.c.id == session_id))

    def end_others(self, account_id: str, keep: str = "") -> int:
        """Sign an account out everywhere but in the session `keep`; gives how many ended."""
        with self._changing() as connection:
            done = connection.execute(
                table.delete().where(table.c.account_id == account_id, table.c.id != keep)
            )
            return int(done.rowcount)

    def _alive(self, now: datetime) -> Any:
        columns = [column.label(f"of_{column.name}") for column in accounts.c]
        return (
            sa.select(table, *columns)
            .join(accounts, accounts.c.id == table.c.account_id)
            .where(
                table.c.expires_at > now,
                table.c.seen_at > now - self._idle,
                accounts.c.disabled_at.is_(None),
                accounts.c.password_hash.is_not(None),
            )
        )


def _session(row: Any) -> Session:
    return Session(
        id=row.id,
        account=account({name: row._mapping[f"of_{name}"] for name in accounts.c.keys()}),  # noqa: SIM118
        complete=row.complete,
        created_at=row.created_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
        browser=row.browser,
    )
