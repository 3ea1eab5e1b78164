"""The one database engine of a process, for the knowledge base and the desk alike."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.pool import QueuePool, StaticPool

BUSY_TIMEOUT_MS = 5_000
IDLE_TIMEOUT_MS = 30_000
"""How long PostgreSQL lets a transaction wait for its process, which may be dead to the world."""


def create(url: str) -> Engine:
    """An engine for `url`: `sqlite:///…` or `postgresql+psycopg2://…`.

    For a SQLite file it makes the parent folder and sets, on every connection, the pragmas that
    keep acknowledged writes on disk; on PostgreSQL, how long it waits for those that hang. Raises `sqlalchemy.exc.ArgumentError` for what is no URL; a
    database that can't be reached is only noticed at the first connection.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, future=True, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "connect", _on_connect_postgresql)
        return engine
    on_disk = bool(parsed.database) and parsed.database != ":memory:"
    if on_disk:
        Path(str(parsed.database)).resolve().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed,
        future=True,
        # Else an error's text, which may end up in a log, quotes what patients wrote.
        hide_parameters=True,
        # Requests are served from several threads; the pool hands a connection to one at a time.
        connect_args={"check_same_thread": False},
        # SQLAlchemy 1.4 would open the file anew for every request.
        poolclass=QueuePool if on_disk else StaticPool,
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that takes SQLite's write lock at once; elsewhere the same as `begin()`.

    Use it whenever a transaction reads before it writes: a plain one would fail at the write, with
    no waiting, if another process wrote in between. Raises `sqlalchemy.exc.OperationalError` when
    the lock stays taken for the busy timeout.
    """
    return engine.execution_options(write=True).begin()


def _on_connect(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes late (at the first write) and never for DDL, so a read followed
    # by a write could lose an update. We say BEGIN ourselves, below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    # Rollback journal, not WAL: safety.md, "Rasa's known traps", has the corruption bug that the
    # SQLite of Python 3.10 still carries.
    cursor.execute("PRAGMA journal_mode = DELETE")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # Else what a patient deleted, or what a longer row replaced, stays readable in the file.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _on_connect_postgresql(connection: Any, _record: Any) -> None:
    # A process that hangs in the middle of a transaction must not hang those that share the rows.
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_TIMEOUT_MS}")
    connection.commit()


def _on_begin(connection: Any) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("write") else "BEGIN")
