"""Where the desk's records are kept. Every method is one transaction and blocks its thread.

Over 300 lines because every change of a record is here, so that what goes into one transaction
can be seen in one place.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.exc import IntegrityError

from bot.desk import service
from bot.desk.model import Case, Conversation, Escalation, Message, Need, Turn
from bot.desk.tables import conversations, escalations, heartbeat, messages, outbox

LINES_SHOWN = 30
CASES_SHOWN = 200


class UnknownConversation(Exception):
    """There is no such conversation, or it was deleted at the patient's wish."""


class ClientIdReused(Exception):
    """The browser sent another text under a `client_id` that it had already used."""


class DeskStore:
    """The desk's records in one database."""

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

    def add_conversation(self, conversation_id: str, token_hash: str, at: datetime) -> None:
        """Open a chat."""
        with self._transaction() as connection:
            connection.execute(
                conversations.insert().values(
                    id=conversation_id, token_hash=token_hash, created_at=at
                )
            )

    def conversation(self, conversation_id: str) -> Conversation | None:
        """The chat, unless there is none of that id or it was deleted."""
        with self._reading.connect() as connection:
            row = connection.execute(
                sa.select(conversations).where(
                    conversations.c.id == conversation_id, conversations.c.forgotten_at.is_(None)
                )
            ).first()
        return Conversation(**row._mapping) if row else None

    def receive(
        self, conversation_id: str, client_id: str, text: str, at: datetime
    ) -> tuple[Message, bool]:
        """Keep a patient's message; a repeat gives back the one already kept, and False.

        Raises `UnknownConversation`, and `ClientIdReused` when the repeat has another text.
        """
        try:
            with self._transaction() as connection:
                self._lock(connection, conversation_id)
                result = connection.execute(
                    messages.insert().values(
                        conversation_id=conversation_id,
                        client_id=client_id,
                        role="patient",
                        text=text,
                        at=at,
                    )
                )
                seq = result.inserted_primary_key[0]
                return Message(seq, conversation_id, "patient", text, at, client_id), True
        except IntegrityError:
            # Not on a reading connection: the first one may be part of the same joint commit.
            with self._transaction() as connection:
                row = connection.execute(
                    sa.select(messages).where(
                        messages.c.conversation_id == conversation_id,
                        messages.c.client_id == client_id,
                    )
                ).first()
        if row is None:
            raise UnknownConversation
        if row.text != text:
            raise ClientIdReused
        return _message(row), False

    def replies_to(self, message: Message) -> list[dict[str, Any]]:
        """The replies that a message got, in order; empty when it is still unanswered."""
        with self._reading.connect() as connection:
            return self._replies(connection, message)

    def complete(self, message: Message, turn: Turn, at: datetime) -> list[dict[str, Any]]:
        """Store a turn's replies, its escalation and the alert about it, all or nothing.

        Gives the Replies as stored. A message that was answered meanwhile keeps that answer. Raises
        `UnknownConversation` when the chat was deleted meanwhile.
        """
        with self._transaction() as connection:
            conversation = self._lock(connection, message.conversation_id)
            if kept := self._replies(connection, message):
                return kept
            episode = turn.episode or conversation.episode
            escalation = None
            if turn.need:
                escalation = self._raise(connection, message, turn, turn.need, episode, at)
            bodies = [
                self._reply(connection, message, reply, escalation, at)
                for reply in self._not_milder(connection, message, turn.replies)
            ]
            connection.execute(
                messages.update().where(messages.c.seq == message.seq).values(answered_at=at)
            )
            connection.execute(
                conversations.update()
                .where(conversations.c.id == message.conversation_id)
                .values(
                    episode=episode,
                    asked=turn.asked,
                    facts=turn.case if turn.case is not None else conversation.facts,
                )
            )
            return bodies

    def after(self, conversation_id: str, seq: int = 0) -> list[Message]:
        """A chat's messages and replies later than `seq`, in order."""
        with self._reading.connect() as connection:
            rows = connection.execute(
                sa.select(messages)
                .where(messages.c.conversation_id == conversation_id, messages.c.seq > seq)
                .order_by(messages.c.seq)
            ).all()
        return [_message(row) for row in rows]

    def unanswered(self, before: datetime) -> list[Message]:
        """Patients' messages received before a moment and still without a reply, in order."""
        with self._reading.connect() as connection:
            rows = connection.execute(
                sa.select(messages)
                .where(
                    messages.c.role == "patient",
                    messages.c.answered_at.is_(None),
                    messages.c.at < before,
                )
                .order_by(messages.c.seq)
            ).all()
        return [_message(row) for row in rows]

    def cases(self) -> list[Case]:
        """The cases not yet closed, the most urgent and longest waiting first."""
        with self._reading.connect() as connection:
            rows = connection.execute(
                sa.select(escalations)
                .where(escalations.c.status != "closed")
                .order_by(
                    sa.case(
                        {"emergency": 0, "urgent": 1},
                        value=escalations.c.urgency,
                        else_=2,
                    ),
                    escalations.c.opened_at,
                )
                .limit(CASES_SHOWN)
            ).all()
            found = [_escalation(row) for row in rows]
            return [Case(one, self._lines(connection, one.conversation_id)) for one in found]

    def close(self, escalation_id: str, at: datetime) -> bool:
        """Take a case off the desk; False when there is no open case of that id."""
        with self._transaction() as connection:
            result = connection.execute(
                escalations.update()
                .where(escalations.c.id == escalation_id, escalations.c.status != "closed")
                .values(status="closed", closed_at=at, updated_at=at)
            )
            return bool(result.rowcount)

    def forget(self, conversation_id: str, at: datetime) -> None:
        """Delete what a patient said and was told; the bare fact of an escalation stays.

        Leaves a "forget" row in the outbox, so that the copy in the language engine goes too even
        when it is down just now. Raises `UnknownConversation`.
        """
        with self._transaction() as connection:
            if connection.dialect.name == "sqlite":
                # Else the words would stay readable in the file's free pages.
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
            self._lock(connection, conversation_id)
            connection.execute(
                messages.delete().where(messages.c.conversation_id == conversation_id)
            )
            connection.execute(
                escalations.update()
                .where(escalations.c.conversation_id == conversation_id)
                .values(message=None, told=None, facts=None, reasons=[], updated_at=at)
            )
            connection.execute(
                conversations.update()
                .where(conversations.c.id == conversation_id)
                .values(token_hash="", facts=None, asked=None, forgotten_at=at)
            )
            self._post(connection, "forget", conversation_id, None, at)

    def to_forget(self, before: datetime) -> list[str]:
        """Conversations deleted before a moment, whose copy in the engine has to go for good."""
        with self._reading.connect() as connection:
            return list(
                connection.execute(
                    sa.select(outbox.c.conversation_id).where(
                        outbox.c.kind == "forget",
                        outbox.c.delivered_at.is_(None),
                        outbox.c.created_at < before,
                    )
                ).scalars()
            )

    def forgotten(self, conversation_id: str, at: datetime) -> None:
        """Note that the language engine's copy is gone."""
        with self._transaction() as connection:
            connection.execute(
                outbox.update()
                .where(outbox.c.kind == "forget", outbox.c.conversation_id == conversation_id)
                .values(delivered_at=at, attempts=outbox.c.attempts + 1)
            )

    def beat(self, at: datetime) -> None:
        """Prove that the database takes writes; raises `sqlalchemy.exc.SQLAlchemyError` if not."""
        with self._transaction() as connection:
            updated = connection.execute(
                heartbeat.update().where(heartbeat.c.id == 1).values(at=at)
            )
            if not updated.rowcount:
                connection.execute(heartbeat.insert().values(id=1, at=at))

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        joint: Connection | None = getattr(self._joint, "connection", None)
        if joint is None:
            with self._writing.begin() as connection:
                yield connection
        else:
            with joint.begin_nested():
                yield joint

    def _lock(self, connection: Connection, conversation_id: str) -> Row:
        """The chat's row, held until the transaction ends (SQLite holds the whole file anyway)."""
        row = connection.execute(
            sa.select(conversations)
            .where(conversations.c.id == conversation_id, conversations.c.forgotten_at.is_(None))
            .with_for_update()
        ).first()
        if row is None:
            raise UnknownConversation
        return row

    def _replies(self, connection: Connection, message: Message) -> list[dict[str, Any]]:
        return list(
            connection.execute(
                sa.select(messages.c.body)
                .where(
                    messages.c.conversation_id == message.conversation_id,
                    messages.c.answers == message.seq,
                )
                .order_by(messages.c.seq)
            ).scalars()
        )

    def _not_milder(
        self, connection: Connection, message: Message, replies: Sequence[dict[str, Any]]
    ) -> Sequence[dict[str, Any]]:
        """`replies`, unless a later message has already got a more urgent answer.

        A red flag overtakes a slow answer to an earlier message. That answer, arriving below the
        urgent card, would read as its correction; so the card is shown again instead.
        """
        rows = connection.execute(
            sa.select(messages.c.body).where(
                messages.c.conversation_id == message.conversation_id,
                messages.c.answers > message.seq,
            )
        ).scalars()
        overtaking = [body for body in rows if body.get("urgency") in service.RED_FLAGS]
        if not overtaking:
            return replies
        card = max(overtaking, key=lambda body: service.rank(body["urgency"]))
        top = max(service.rank(reply.get("urgency")) for reply in replies)
        return replies if top >= service.rank(card["urgency"]) else [card]

    def _reply(
        self,
        connection: Connection,
        message: Message,
        reply: dict[str, Any],
        escalation: dict[str, str] | None,
        at: datetime,
    ) -> dict[str, Any]:
        body = {
            **reply,
            "id": secrets.token_hex(8),
            "escalation": escalation,
            "at": at.astimezone(timezone.utc).isoformat(timespec="milliseconds"),
        }
        connection.execute(
            messages.insert().values(
                conversation_id=message.conversation_id,
                role=body["role"],
                text=body["text"],
                at=at,
                answers=message.seq,
                body=body,
            )
        )
        return body

    def _raise(
        self,
        connection: Connection,
        message: Message,
        turn: Turn,
        need: Need,
        episode: int,
        at: datetime,
    ) -> dict[str, str]:
        row = connection.execute(
            sa.select(escalations).where(
                escalations.c.conversation_id == message.conversation_id,
                escalations.c.episode == episode,
            )
        ).first()
        current = _escalation(row) if row else None
        after = service.raised(current, need)
        values: dict[str, Any] = {
            "kind": after.kind,
            "urgency": after.urgency,
            "reasons": list(after.reasons),
            "updated_at": at,
        }
        if after.headline:
            values |= {
                "message": message.text,
                "told": "\n\n".join(reply["text"] for reply in turn.replies),
                "facts": turn.facts,
            }
        if after.change in ("opened", "reopened"):
            values |= {"status": "open", "closed_at": None}
        if current is None:
            escalation_id, status = secrets.token_hex(8), "open"
            connection.execute(
                escalations.insert().values(
                    id=escalation_id,
                    conversation_id=message.conversation_id,
                    episode=episode,
                    opened_at=at,
                    **values,
                )
            )
        else:
            escalation_id, status = current.id, values.get("status", current.status)
            connection.execute(
                escalations.update().where(escalations.c.id == escalation_id).values(**values)
            )
        if after.change:
            kind = f"escalation_{after.change}"
            self._post(connection, kind, message.conversation_id, escalation_id, at)
        return {"id": escalation_id, "status": status}

    def _post(
        self,
        connection: Connection,
        kind: str,
        conversation_id: str,
        escalation_id: str | None,
        at: datetime,
    ) -> None:
        connection.execute(
            outbox.insert().values(
                kind=kind,
                conversation_id=conversation_id,
                escalation_id=escalation_id,
                created_at=at,
            )
        )

    def _lines(self, connection: Connection, conversation_id: str) -> tuple[Message, ...]:
        rows = connection.execute(
            sa.select(messages)
            .where(messages.c.conversation_id == conversation_id)
            .order_by(messages.c.seq.desc())
            .limit(LINES_SHOWN)
        ).all()
        return tuple(_message(row) for row in reversed(rows))


def _message(row: Row) -> Message:
    return Message(**row._mapping)


def _escalation(row: Row) -> Escalation:
    return Escalation(**{**row._mapping, "reasons": tuple(row.reasons)})
