"""What the staff's stores share: the process's one database, and changes one after the other."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy.engine import Connection, Engine

_LOCK = 7_301_945
"""Any number that no other part of the program locks in PostgreSQL."""


class Database(Protocol):
    """`bot.desk.store.Records`, or anything else that hands out connections like it."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection to read with."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """One write, all or nothing."""


class Own:
    """A `Database` for a process that does nothing else, such as a command."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = engine.execution_options(write=True)

    def reading(self) -> AbstractContextManager[Connection]:
        """See `Database`."""
        return self._reading.connect()

    def transaction(self) -> AbstractContextManager[Connection]:
        """See `Database`."""
        return self._writing.begin()


class Records:
    """A store's way to the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._database.reading()

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        # One at a time, in all processes: two admins who disable each other, or two entries at the
        # end of the audit log, must see one another. SQLite's writers do anyway.
        with self._database.transaction() as connection:
            take_turns(connection)
            yield connection


def take_turns(connection: Connection) -> None:
    """Wait until no other process changes the staff's tables; held until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def new_id() -> str:
    """An id of 128 bits, 22 characters."""
    return secrets.token_urlsafe(16)


def hashed(token: str) -> str:
    """What is kept of a token that cannot be guessed: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
