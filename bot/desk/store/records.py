"""What the desk's stores share: one database, one write at a time, many writes to a commit."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, Row

from bot.desk.model import Escalation, Message, Staff
from bot.desk.tables import conversations, escalations, events, outbox


class UnknownConversation(Exception):
    """There is no such conversation, or it was deleted at the patient's wish."""


class UnknownCase(Exception):
    """There is no case of that id."""


class Records:
    """The desk's database, as the stores use it."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = engine.execution_options(write=True)
        self._joint = threading.local()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make this thread's writes within one transaction with a single commit.

        Each of them is still all or nothing. None is safe on disk before the block has ended; if
        the commit fails, so does the block.
        """
        with self._writing.begin() as connection:
            self._joint.connection = connection
            try:
                yield
            finally:
                self._joint.connection = None

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection to read with."""
        return self._reading.connect()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One write, all or nothing; part of `together` inside of it."""
        joint: Connection | None = getattr(self._joint, "connection", None)
        if joint is None:
            with self._writing.begin() as connection:
                yield connection
        else:
            with joint.begin_nested():
                yield joint


def origin(conversation_id: str) -> str:
    """What is kept of a chat's id where only its erasing must find the row again."""
    return hashlib.sha256(conversation_id.encode()).hexdigest()[:32]


def locked(connection: Connection, conversation_id: str) -> Row:
    """The chat's row, held until the transaction ends (SQLite holds the whole file anyway).

    Raises `UnknownConversation`.
    """
    row = connection.execute(
        sa.select(conversations)
        .where(conversations.c.id == conversation_id, conversations.c.forgotten_at.is_(None))
        .with_for_update()
    ).first()
    if row is None:
        raise UnknownConversation
    return row


def case_of(connection: Connection, escalation_id: str) -> Escalation:
    """The case, held until the transaction ends. Raises `UnknownCase`."""
    row = connection.execute(
        sa.select(escalations).where(escalations.c.id == escalation_id).with_for_update()
    ).first()
    if row is None:
        raise UnknownCase
    return escalation(row)


def post(
    connection: Connection,
    kind: str,
    conversation_id: str,
    escalation_id: str | None,
    at: datetime,
    contact: int = 0,
) -> None:
    """Leave something to be delivered once this transaction is on disk."""
    connection.execute(
        outbox.insert().values(
            kind=kind,
            conversation_id=conversation_id,
            escalation_id=escalation_id,
            created_at=at,
            contact=contact,
        )
    )


def record(
    connection: Connection,
    kind: str,
    conversation_id: str,
    at: datetime,
    *,
    by: Staff | None = None,
    escalation_id: str | None = None,
    **more: Any,
) -> int:
    """Note what happened in the history that staff see; gives its id."""
    result = connection.execute(
        events.insert().values(
            kind=kind,
            conversation_id=conversation_id,
            escalation_id=escalation_id,
            at=at,
            account_id=by.id if by else None,
            account_name=by.name if by else None,
            **more,
        )
    )
    return int(result.inserted_primary_key[0])


def message(row: Row) -> Message:
    """A row of `desk_messages`."""
    return Message(**row._mapping)


def escalation(row: Row) -> Escalation:
    """A row of `desk_escalations`."""
    return Escalation(**{**row._mapping, "reasons": tuple(row.reasons)})
