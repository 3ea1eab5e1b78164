"""Takeover: who has the floor in a chat, and what staff say there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.desk.model import Conversation, Staff
from bot.desk.store.raising import new_reply
from bot.desk.store.records import Records, locked, record
from bot.desk.tables import contacts, conversations, events, messages, presence


class FloorTaken(Exception):
    """Somebody else has the floor; `name` says who."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotYourFloor(Exception):
    """Only who has joined a chat may speak in it or hand it back."""


class Floor:
    """The floor of each chat. Every method is one transaction and blocks its thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def join(self, conversation_id: str, by: Staff, at: datetime) -> Conversation:
        """Take the floor; the bot is silent from this commit on. Joined already, nothing changes.

        Raises `FloorTaken` and `UnknownConversation`.
        """
        with self._records.transaction() as connection:
            row = locked(connection, conversation_id)
            now = Conversation(**row._mapping)
            if now.held and now.staff_id != by.id:
                raise FloorTaken(now.staff_name or "a colleague")
            if not now.held:
                # Also here: a comparison in the UPDATE itself, for one winner of two.
                result = connection.execute(
                    conversations.update()
                    .where(
                        conversations.c.id == conversation_id, conversations.c.floor == now.floor
                    )
                    .values(floor=now.floor + 1, staff_id=by.id, staff_name=by.name, asked=None)
                )
                if not result.rowcount:
                    raise FloorTaken("a colleague")
                record(connection, "joined", conversation_id, at, by=by)
            return Conversation(**locked(connection, conversation_id)._mapping)

    def hand_back(self, conversation_id: str, by: Staff, at: datetime) -> Conversation:
        """Give the floor back to the bot. Raises `NotYourFloor` and `UnknownConversation`.

        A colleague may do it too: somebody may have gone home with a chat still open.
        """
        with self._records.transaction() as connection:
            now = Conversation(**locked(connection, conversation_id)._mapping)
            if not now.held:
                raise NotYourFloor
            connection.execute(
                conversations.update()
                .where(conversations.c.id == conversation_id, conversations.c.floor == now.floor)
                .values(floor=now.floor + 1, staff_id=None, staff_name=None)
            )
            record(connection, "handed_back", conversation_id, at, by=by)
            return Conversation(**locked(connection, conversation_id)._mapping)

    def abandoned(self, before: datetime) -> list[Conversation]:
        """Chats that a person has who joined before a moment and was not seen at the desk since."""
        seen = sa.exists().where(
            presence.c.account_id == conversations.c.staff_id, presence.c.seen_at > before
        )
        joined = sa.exists().where(
            events.c.conversation_id == conversations.c.id,
            events.c.kind == "joined",
            events.c.at > before,
        )
        with self._records.reading() as connection:
            rows = connection.execute(
                sa.select(conversations).where(
                    conversations.c.floor % 2 == 1,
                    conversations.c.forgotten_at.is_(None),
                    ~seen,
                    ~joined,
                )
            ).all()
        return [Conversation(**row._mapping) for row in rows]

    def say(
        self, conversation_id: str, text: str, client_id: str, by: Staff, at: datetime
    ) -> dict[str, Any]:
        """A staff member's words to the patient, as a Reply; the same `client_id` says it once.

        Raises `NotYourFloor` and `UnknownConversation`.
        """
        key = f"staff-{by.id}-{client_id}"[:100]
        with self._records.transaction() as connection:
            now = Conversation(**locked(connection, conversation_id)._mapping)
            if not now.held or now.staff_id != by.id:
                raise NotYourFloor
            said = connection.execute(
                sa.select(messages.c.body).where(
                    messages.c.conversation_id == conversation_id, messages.c.client_id == key
                )
            ).scalar()
            if said is not None:
                return dict(said)
            body = new_reply(_reply(text, by), None, at)
            connection.execute(
                messages.insert().values(
                    conversation_id=conversation_id,
                    role="staff",
                    text=text,
                    at=at,
                    client_id=key,
                    body=body,
                    floor=now.floor,
                )
            )
            return body

    def leave_contact(self, conversation_id: str, name: str, phone: str, at: datetime) -> None:
        """Keep how the patient wants to be called back; a later one replaces it.

        Raises `UnknownConversation`.
        """
        with self._records.transaction() as connection:
            locked(connection, conversation_id)
            connection.execute(
                contacts.delete().where(contacts.c.conversation_id == conversation_id)
            )
            connection.execute(
                contacts.insert().values(
                    conversation_id=conversation_id, name=name, phone=phone, consented_at=at
                )
            )
            record(connection, "left_contact", conversation_id, at)


def _reply(text: str, by: Staff) -> dict[str, Any]:
    return {
        "role": "staff",
        "by": by.name,
        "text": text,
        "urgency": None,
        "facts": {},
        "entries": [],
        "sources": [],
        "asks": None,
        "choices": [],
    }
