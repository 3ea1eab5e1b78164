"""Chats and what was said in them. Every method is one transaction and blocks its thread.

Close to 300 lines because every change to a chat is here, so that what goes into one transaction
can be seen in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.desk import service
from bot.desk.cases import in_order
from bot.desk.model import Case, Contact, Conversation, Message, Origin, Turn
from bot.desk.store import raising, records
from bot.desk.store.records import Records, UnknownConversation, locked, post, record
from bot.desk.tables import (
    contacts,
    conversations,
    corrections,
    escalations,
    events,
    feedback,
    heartbeat,
    messages,
    outbox,
)

LINES_SHOWN = 30
CASES_SHOWN = 200


class ClientIdReused(Exception):
    """The browser sent another text under a `client_id` that it had already used."""


class DeskStore(Records):
    """Chats in one database, and the base of all the desk's stores."""

    def add_conversation(
        self, conversation_id: str, token_hash: str, at: datetime, origin: Origin = "chat"
    ) -> None:
        """Open a chat."""
        with self.transaction() as connection:
            connection.execute(
                conversations.insert().values(
                    id=conversation_id, token_hash=token_hash, created_at=at, origin=origin
                )
            )

    def conversation(self, conversation_id: str) -> Conversation | None:
        """The chat, unless there is none of that id or it was deleted."""
        with self.reading() as connection:
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
            with self.transaction() as connection:
                floor = locked(connection, conversation_id).floor
                result = connection.execute(
                    messages.insert().values(
                        conversation_id=conversation_id,
                        client_id=client_id,
                        role="patient",
                        text=text,
                        at=at,
                        floor=floor,
                    )
                )
                seq = result.inserted_primary_key[0]
                return Message(
                    seq, conversation_id, "patient", text, at, client_id, floor=floor
                ), True
        except IntegrityError:
            # Not on a reading connection: the first one may be part of the same joint commit.
            with self.transaction() as connection:
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
        return records.message(row), False

    def replies_to(self, message: Message) -> list[dict[str, Any]]:
        """The replies that a message got, in order; empty when it is still unanswered."""
        with self.reading() as connection:
            return self._replies(connection, message)

    def answered(self, message: Message) -> bool:
        """Whether a message was dealt with, be it by silence because a person has the floor."""
        with self.reading() as connection:
            return self._answered(connection, message)

    def complete(self, message: Message, turn: Turn, at: datetime) -> list[dict[str, Any]]:
        """Store a turn's replies, its escalation and the alert about it, all or nothing.

        Gives the Replies as stored. A message that was answered meanwhile keeps that answer. Once a
        person has taken the chat over since the message came, or had it when it came, only urgent
        cards are kept of the replies, spoken by the system and not by the bot. Raises
        `UnknownConversation` when the chat was deleted meanwhile.
        """
        with self.transaction() as connection:
            conversation = locked(connection, message.conversation_id)
            if self._answered(connection, message):
                return self._replies(connection, message)
            bot_speaks = conversation.floor == message.floor and message.floor % 2 == 0
            episode = turn.episode or conversation.episode
            need = turn.need if bot_speaks else service.need_beside_staff(turn.need)
            escalation = None
            if need and conversation.origin == "chat":
                escalation = raising.raise_case(connection, message, turn, need, episode, at)
            replies = (
                self._not_milder(connection, message, turn.replies)
                if bot_speaks
                else service.cards_only(turn.replies)
            )
            bodies = [
                raising.store_reply(connection, message, reply, escalation, at) for reply in replies
            ]
            connection.execute(
                messages.update().where(messages.c.seq == message.seq).values(answered_at=at)
            )
            connection.execute(
                conversations.update()
                .where(conversations.c.id == message.conversation_id)
                .values(
                    episode=episode,
                    asked=turn.asked if bot_speaks else None,
                    facts=turn.case if turn.case is not None else conversation.facts,
                )
            )
            return bodies

    def after(self, conversation_id: str, seq: int = 0) -> list[Message]:
        """A chat's messages and replies later than `seq`, in order."""
        with self.reading() as connection:
            rows = connection.execute(
                sa.select(messages)
                .where(messages.c.conversation_id == conversation_id, messages.c.seq > seq)
                .order_by(messages.c.seq)
            ).all()
        return [records.message(row) for row in rows]

    def unanswered(self, before: datetime) -> list[Message]:
        """Patients' messages received before a moment and still without a reply, in order."""
        with self.reading() as connection:
            rows = connection.execute(
                sa.select(messages)
                .where(
                    messages.c.role == "patient",
                    messages.c.answered_at.is_(None),
                    messages.c.at < before,
                )
                .order_by(messages.c.seq)
            ).all()
        return [records.message(row) for row in rows]

    def cases(self) -> list[Case]:
        """The cases not yet resolved, in the order in which they should be seen to."""
        with self.reading() as connection:
            rows = connection.execute(
                sa.select(escalations)
                .where(escalations.c.status != "resolved")
                .order_by(
                    sa.case({"emergency": 0, "urgent": 1}, value=escalations.c.urgency, else_=2),
                    escalations.c.alarm_at,
                )
                .limit(CASES_SHOWN)
            ).all()
            found = [records.escalation(row) for row in rows]
            waiting = {one.conversation_id for one in found}
            left = {
                row.conversation_id: Contact(**row._mapping)
                for row in connection.execute(
                    sa.select(contacts).where(contacts.c.conversation_id.in_(waiting))
                )
            }
            return [
                Case(
                    one,
                    self._lines(connection, one.conversation_id),
                    left.get(one.conversation_id),
                )
                for one in in_order(found, frozenset(left))
            ]

    def forget(self, conversation_id: str, at: datetime) -> None:
        """Delete what a patient said and was told; the bare fact of an escalation stays.

        Leaves a "forget" row in the outbox, so that the copy in the language engine goes too even
        when it is down just now. Raises `UnknownConversation`.
        """
        with self.transaction() as connection:
            locked(connection, conversation_id)
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
                .values(
                    token_hash="",
                    facts=None,
                    asked=None,
                    forgotten_at=at,
                    floor=sa.case(
                        (conversations.c.floor % 2 == 1, conversations.c.floor + 1),
                        else_=conversations.c.floor,
                    ),
                    staff_id=None,
                    staff_name=None,
                )
            )
            for table in (contacts, feedback):
                connection.execute(table.delete().where(table.c.conversation_id == conversation_id))
            connection.execute(
                corrections.delete().where(corrections.c.origin == records.origin(conversation_id))
            )
            # Who did what when stays; what they wrote about the patient goes.
            connection.execute(
                events.update()
                .where(events.c.conversation_id == conversation_id)
                .values(text=None, before=None)
            )
            record(connection, "forgotten", conversation_id, at)
            post(connection, "forget", conversation_id, None, at)

    def finished_calls(self, before: datetime) -> list[str]:
        """Calls begun before a moment of which no case was made: nobody needs them any more."""
        cased = sa.select(escalations.c.conversation_id)
        with self.reading() as connection:
            return list(
                connection.execute(
                    sa.select(conversations.c.id).where(
                        conversations.c.origin == "phone",
                        conversations.c.forgotten_at.is_(None),
                        conversations.c.created_at < before,
                        conversations.c.id.not_in(cased),
                    )
                ).scalars()
            )

    def to_forget(self, before: datetime) -> list[str]:
        """Conversations deleted before a moment, whose copy in the engine has to go for good."""
        with self.reading() as connection:
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
        with self.transaction() as connection:
            connection.execute(
                outbox.update()
                .where(outbox.c.kind == "forget", outbox.c.conversation_id == conversation_id)
                .values(delivered_at=at, attempts=outbox.c.attempts + 1)
            )

    def beat(self, at: datetime) -> None:
        """Prove that the database takes writes; raises `sqlalchemy.exc.SQLAlchemyError` if not."""
        with self.transaction() as connection:
            updated = connection.execute(
                heartbeat.update().where(heartbeat.c.id == 1).values(at=at)
            )
            if not updated.rowcount:
                connection.execute(heartbeat.insert().values(id=1, at=at))

    def _answered(self, connection: Connection, message: Message) -> bool:
        return (
            connection.execute(
                sa.select(messages.c.answered_at).where(messages.c.seq == message.seq)
            ).scalar()
            is not None
        )

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
        if top >= service.rank(card["urgency"]):
            return replies
        # Why it was shown is in the later message's words, not in this one's.
        return [{key: value for key, value in card.items() if key != "explain"}]

    def _lines(self, connection: Connection, conversation_id: str) -> tuple[Message, ...]:
        rows = connection.execute(
            sa.select(messages)
            .where(messages.c.conversation_id == conversation_id)
            .order_by(messages.c.seq.desc())
            .limit(LINES_SHOWN)
        ).all()
        return tuple(records.message(row) for row in reversed(rows))
