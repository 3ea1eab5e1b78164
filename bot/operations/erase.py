"""One patient's data: all of it given out, or all of it gone. And what is older than chats may be.

What stays of an erased chat is the bare fact: that there was a chat, when, and that a case was raised
and who saw to it. No word of the patient's, no fact about them, no name or number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.desk.store import DeskStore, UnknownConversation
from bot.desk.store.records import origin
from bot.desk.tables import conversations, corrections, messages
from bot.desk.tables import metadata as desk
from bot.operations import tracker
from knowledge.engine import writing
from knowledge.inbox import Inbox
from knowledge.tables import question_table

MOST_AT_ONCE = 500
SECRET = frozenset({"token_hash"})
"""Columns that are no data of the patient's and would open the chat or help to."""


class UnknownPatient(Exception):
    """Nothing at all is kept under that id."""


@dataclass(frozen=True)
class Places:
    """Where a patient's data lies: the database, and the address of Rasa's tables."""

    database: Engine
    tracker: str


def export(places: Places, conversation_id: str) -> dict[str, Any]:
    """Everything kept under a chat's id, by table, ready for JSON. Raises `UnknownPatient`."""
    with places.database.connect() as connection:
        tables = {name: rows for name, rows in _rows(connection, conversation_id) if rows}
    rasa = tracker.kept(places.tracker, conversation_id)
    if not tables and not rasa:
        raise UnknownPatient
    return {"conversation": conversation_id, "tables": tables, "rasa": rasa}


def erase(places: Places, conversation_id: str, now: datetime) -> None:
    """Erase a chat everywhere; may be repeated. Raises `UnknownPatient`.

    Also `sqlalchemy.exc.SQLAlchemyError` when a database can't be written; then repeat it.
    """
    store = DeskStore(places.database)
    known = True
    try:
        store.forget(conversation_id, now)
    except UnknownConversation:
        known = _was_forgotten(places.database, conversation_id)
    inbox(places.database).forget(conversation_id)
    if not known and not tracker.kept(places.tracker, conversation_id):
        raise UnknownPatient
    tracker.delete(places.tracker, conversation_id)


def outdated(database: Engine, before: datetime) -> list[str]:
    """Chats in which nothing was said since a moment, oldest first; some at a time."""
    latest = (
        sa.select(sa.func.max(messages.c.at))
        .where(messages.c.conversation_id == conversations.c.id)
        .scalar_subquery()
    )
    with database.connect() as connection:
        return list(
            connection.execute(
                sa.select(conversations.c.id)
                .where(
                    conversations.c.forgotten_at.is_(None),
                    sa.func.coalesce(latest, conversations.c.created_at) < before,
                )
                .order_by(conversations.c.created_at)
                .limit(MOST_AT_ONCE)
            ).scalars()
        )


def expire_rest(places: Places, before: datetime) -> None:
    """Delete what is old and belongs to no chat any more: questions, corrections, Rasa's rows."""
    inbox(places.database).expire(before.astimezone(timezone.utc).replace(tzinfo=None))
    with writing(places.database) as connection:
        connection.execute(corrections.delete().where(corrections.c.on_day < before.date()))
    tracker.delete_older(places.tracker, before.timestamp())


def purge(places: Places, now: datetime, days: int) -> int:
    """Erase the chats in which nothing was said for `days` days; gives their number."""
    before, erased = now - timedelta(days=days), 0
    while old := outdated(places.database, before):
        for conversation_id in old:
            erase(places, conversation_id, now)
            erased += 1
    expire_rest(places, before)
    return erased


def inbox(database: Engine) -> Inbox:
    """The questions without a good answer, with a clock of their own."""
    return Inbox(database, now=lambda: datetime.now(timezone.utc).replace(tzinfo=None))


def _rows(
    connection: Connection, conversation_id: str
) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """The rows of each table that names a chat, those added later included."""
    for table in desk.sorted_tables:
        if table is conversations:
            own = table.c.id == conversation_id
        elif "conversation_id" in table.c:
            own = table.c.conversation_id == conversation_id
        elif table is corrections:
            own = table.c.origin == origin(conversation_id)
        else:
            continue
        yield table.name, _told(connection, table, own)
    own = question_table.c.origin == origin(conversation_id)
    yield question_table.name, _told(connection, question_table, own)


def _told(
    connection: Connection, table: sa.Table, own: sa.sql.ColumnElement[bool]
) -> list[Mapping[str, Any]]:
    return [
        {
            key: value
            if value is None or isinstance(value, int | float | list | dict)
            else str(value)
            for key, value in row._mapping.items()
            if key not in SECRET
        }
        for row in connection.execute(sa.select(table).where(own))
    ]


def _was_forgotten(database: Engine, conversation_id: str) -> bool:
    with database.connect() as connection:
        query = sa.select(conversations.c.id).where(conversations.c.id == conversation_id)
        return connection.execute(query).first() is not None
