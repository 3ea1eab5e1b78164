"""Facts put right by staff: in the chat at once, and kept without identity to learn from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.case.facts import CaseFacts
from bot.desk.model import Staff
from bot.desk.store.records import Records, locked, origin, record
from bot.desk.tables import contacts, conversations, corrections, escalations, messages
from knowledge.identity import unnamed, without

FIELDS = ("areas", "days", "symptoms", "denied", "trend", "about")
_LISTS = ("areas", "symptoms", "denied")


class NoSuchFact(Exception):
    """The fact that was to be put right is not there, or could not have that value."""


class Corrections:
    """Facts put right. Every method is one transaction and blocks its thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def correct(
        self, conversation_id: str, field: str, value: Any, by: Staff, at: datetime
    ) -> CaseFacts:
        """Give a fact of a chat its right value; the next answer goes by it.

        Lists are given whole. What was wrong and what is right is kept with the patient's words,
        without who said them. Raises `NoSuchFact` and `UnknownConversation`.
        """
        if field not in FIELDS:
            raise NoSuchFact(field)
        with self._records.transaction() as connection:
            row = locked(connection, conversation_id)
            now = {**CaseFacts().to_dict(), **(row.facts or {}), "episode": row.episode}
            was = now[field]
            after = _facts({**now, field: value}, field, value)
            if after.to_dict()[field] == was:
                return after
            connection.execute(
                conversations.update()
                .where(conversations.c.id == conversation_id)
                .values(facts=after.to_dict())
            )
            connection.execute(
                escalations.update()
                .where(
                    escalations.c.conversation_id == conversation_id,
                    escalations.c.episode == row.episode,
                )
                .values(facts=after.public())
            )
            texts = connection.execute(
                sa.select(messages.c.text)
                .where(messages.c.conversation_id == conversation_id, messages.c.role == "patient")
                .order_by(messages.c.seq)
            ).scalars()
            names = connection.execute(
                sa.select(contacts.c.name).where(contacts.c.conversation_id == conversation_id)
            ).scalars()
            connection.execute(
                corrections.insert().values(
                    on_day=at.date(),
                    text=unnamed(without("\n".join(texts), names)),
                    field=field,
                    was=was,
                    should_be=after.to_dict()[field],
                    origin=origin(conversation_id),
                )
            )
            words = f"{field}: {_shown(was)} → {_shown(after.to_dict()[field])}"
            record(connection, "corrected", conversation_id, at, by=by, text=words)
            return after

    def export(self) -> Iterator[dict[str, Any]]:
        """Everything that was put right, in order: `{"day","text","field","was","should_be"}`.

        For `aftercare corrections`. There is no way back from it to a chat or a person.
        """
        with self._records.reading() as connection:
            for row in connection.execute(sa.select(corrections).order_by(corrections.c.id)):
                yield {
                    "day": row.on_day.isoformat(),
                    "text": row.text,
                    "field": row.field,
                    "was": row.was,
                    "should_be": row.should_be,
                }


def _facts(data: dict[str, Any], field: str, value: Any) -> CaseFacts:
    """The facts with the new value, its finer signs gone with a symptom that is not there."""
    try:
        if field in _LISTS and not all(isinstance(one, str) for one in value):
            raise NoSuchFact(field)
        symptoms = set(data["symptoms"])
        data["signs"] = [one for one in data["signs"] if one.split(":")[0] in symptoms]
        if field == "symptoms":
            data["denied"] = [one for one in data["denied"] if one not in symptoms]
        if field in ("areas", "days"):
            # Days told of single areas would contradict what was just put right.
            data["treatments"] = {}
            data["conflict"] = False
        return CaseFacts.from_dict(data)
    except (KeyError, TypeError, ValueError, IndexError):
        raise NoSuchFact(field) from None


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one).replace("_", " ") for one in value) or "none"
    return str(value).replace("_", " ") if value is not None else "not known"
