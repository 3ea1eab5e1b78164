"""What Rasa keeps of a conversation, in its own tables: where they are, read and deleted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.settings import Settings
from knowledge.engine import create, writing

TABLES = ("rasa_tracker", "events")
"""Ours (`bot.tracker_store`), and that of Rasa's own store in case it is configured instead."""


def address(settings: Settings) -> str:
    """Where Rasa keeps its cases: a file of its own beside SQLite, so that its writes never wait for
    the desk's; the same database otherwise. AFTERCARE_TRACKER_URL overrules."""
    if told := os.environ.get("AFTERCARE_TRACKER_URL"):
        return told
    if settings.database_url.startswith("sqlite"):
        return f"sqlite:///{settings.var / 'rasa.db'}"
    return settings.database_url


def kept(url: str, conversation_id: str) -> list[dict[str, Any]]:
    """The rows about a conversation. Raises `sqlalchemy.exc.SQLAlchemyError`."""
    found = []
    with _opened(url) as engine, engine.connect() as connection:
        for table in _there(connection):
            query = sa.text(f"SELECT * FROM {table} WHERE sender_id = :id")  # noqa: S608, our names
            rows = connection.execute(query, {"id": conversation_id})
            found += [{"table": table, **row._mapping} for row in rows]
    return found


def delete(url: str, conversation_id: str) -> None:
    """Delete all about a conversation. Raises `sqlalchemy.exc.SQLAlchemyError`."""
    own = sa.column("sender_id") == conversation_id
    with _opened(url) as engine, writing(engine) as connection:
        for table in _there(connection):
            connection.execute(sa.delete(sa.table(table, sa.column("sender_id"))).where(own))


def delete_older(url: str, seconds: float) -> int:
    """Delete our rows last changed before a moment (Unix time); gives their number.

    Raises `sqlalchemy.exc.SQLAlchemyError`.
    """
    table = sa.table("rasa_tracker", sa.column("changed_at"))
    with _opened(url) as engine, writing(engine) as connection:
        if "rasa_tracker" not in _there(connection):
            return 0
        return connection.execute(sa.delete(table).where(table.c.changed_at < seconds)).rowcount


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = create(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _there(connection: sa.engine.Connection) -> list[str]:
    return [table for table in TABLES if sa.inspect(connection).has_table(table)]
