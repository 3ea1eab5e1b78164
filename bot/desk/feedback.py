"""What patients say of an answer: a thumb, and words if they like. Kept with the answer's entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from bot.desk.store.records import Records, locked
from bot.desk.tables import feedback, messages

Thumb = Literal["up", "down"]


@dataclass(frozen=True)
class Opinion:
    """What a patient said of one reply."""

    thumb: Thumb
    words: str | None


class UnknownReply(Exception):
    """The chat has no such reply."""


class Feedback:
    """The thumbs of all chats. Every method is one transaction and blocks its thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def opinions(self, conversation_id: str) -> dict[str, Opinion]:
        """What was said of a chat's replies, by their ids."""
        with self._records.reading() as connection:
            rows = connection.execute(
                sa.select(feedback).where(feedback.c.conversation_id == conversation_id)
            ).all()
        return {row.reply_id: Opinion(row.thumb, row.words) for row in rows}

    def give(
        self, conversation_id: str, reply_id: str, thumb: Thumb, words: str | None, at: datetime
    ) -> None:
        """Keep a thumb; the next one for the same reply replaces it, words that are not given stay.

        Raises `UnknownReply` and `UnknownConversation`.
        """
        with self._records.transaction() as connection:
            locked(connection, conversation_id)
            bodies = connection.execute(
                sa.select(messages.c.body).where(
                    messages.c.conversation_id == conversation_id, messages.c.role != "patient"
                )
            ).scalars()
            body = next((one for one in bodies if one and one.get("id") == reply_id), None)
            if body is None:
                raise UnknownReply
            mine = (feedback.c.conversation_id == conversation_id) & (
                feedback.c.reply_id == reply_id
            )
            values = {"thumb": thumb, "at": at} | ({"words": words} if words else {})
            if connection.execute(feedback.update().where(mine).values(**values)).rowcount:
                return
            connection.execute(
                feedback.insert().values(
                    conversation_id=conversation_id,
                    reply_id=reply_id,
                    entries=body.get("entries") or [],
                    **values,
                )
            )
