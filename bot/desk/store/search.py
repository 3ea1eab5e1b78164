"""All chats: found by day, urgency, area, outcome and words; and whole, for an export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.desk.model import Conversation, Escalation, Message
from bot.desk.store.records import Records, escalation, message
from bot.desk.tables import conversations, escalations, feedback, messages

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What to look for; None is anything. `begin` and `end` bound when the chat was begun.

    `outcome` is an outcome code, or "open", "claimed", "none" (no case); `kind` a case's kind;
    `rule` a rule of the triage table; `entry` an answer that was given; `thumb` what the patient
    thought of an answer, of that one if there is an `entry`; `taken_over` and `unanswered` are what the numbers click through to.
    """

    begin: datetime | None = None
    end: datetime | None = None
    urgency: str | None = None
    area: str | None = None
    outcome: str | None = None
    kind: str | None = None
    rule: str | None = None
    entry: str | None = None
    thumb: str | None = None
    text: str | None = None
    taken_over: bool = False
    unanswered: bool = False


@dataclass(frozen=True)
class Found:
    """A chat in a list: its first words, its lines' number, its newest case."""

    conversation: Conversation
    first: str
    lines: int
    case: Escalation | None


class Search:
    """Reads of many chats at once. Every method blocks its thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def find(self, wanted: Wanted, page: int = 0, size: int = PAGE) -> tuple[list[Found], int]:
        """A page of the chats that fit, newest first, and how many there are in all."""
        query = sa.select(conversations).where(*_conditions(wanted))
        with self._records.reading() as connection:
            total = connection.execute(
                sa.select(sa.func.count()).select_from(query.subquery())
            ).scalar()
            rows = connection.execute(
                query.order_by(conversations.c.created_at.desc(), conversations.c.id)
                .limit(size)
                .offset(page * size)
            ).all()
            found = [Conversation(**row._mapping) for row in rows]
            ids = [one.id for one in found]
            first = dict(
                connection.execute(
                    sa.select(messages.c.conversation_id, messages.c.text).where(
                        messages.c.seq.in_(
                            sa.select(sa.func.min(messages.c.seq))
                            .where(
                                messages.c.conversation_id.in_(ids), messages.c.role == "patient"
                            )
                            .group_by(messages.c.conversation_id)
                        )
                    )
                ).all()
            )
            count = dict(
                connection.execute(
                    sa.select(messages.c.conversation_id, sa.func.count())
                    .where(messages.c.conversation_id.in_(ids))
                    .group_by(messages.c.conversation_id)
                ).all()
            )
            cases = {
                row.conversation_id: escalation(row)
                for row in connection.execute(
                    sa.select(escalations)
                    .where(escalations.c.conversation_id.in_(ids))
                    .order_by(escalations.c.episode)
                )
            }
        return [
            Found(one, first.get(one.id, ""), count.get(one.id, 0), cases.get(one.id))
            for one in found
        ], int(total or 0)

    def whole(self, wanted: Wanted) -> Iterator[tuple[Found, list[Message]]]:
        """Every chat that fits with all of its lines, page by page."""
        page = 0
        while True:
            found, _ = self.find(wanted, page)
            if not found:
                return
            for one in found:
                yield one, self._lines(one.conversation.id)
            page += 1

    def _lines(self, conversation_id: str) -> list[Message]:
        with self._records.reading() as connection:
            rows = connection.execute(
                sa.select(messages)
                .where(messages.c.conversation_id == conversation_id)
                .order_by(messages.c.seq)
            ).all()
        return [message(row) for row in rows]


def _conditions(wanted: Wanted) -> list[Any]:
    has_case = sa.exists().where(escalations.c.conversation_id == conversations.c.id)
    # A call of which no case was made is no chat.
    conditions = [
        conversations.c.forgotten_at.is_(None),
        sa.or_(conversations.c.origin == "chat", has_case),
    ]
    if wanted.begin:
        conditions.append(conversations.c.created_at >= wanted.begin)
    if wanted.end:
        conditions.append(conversations.c.created_at < wanted.end)
    if wanted.area:
        areas = sa.cast(conversations.c.facts["areas"], sa.Text)
        conditions.append(areas.like(f'%"{wanted.area}"%'))
    if wanted.outcome == "none":
        conditions.append(~has_case)
    elif wanted.outcome in ("open", "claimed"):
        conditions.append(has_case.where(escalations.c.status == wanted.outcome))
    elif wanted.outcome:
        conditions.append(has_case.where(escalations.c.outcome == wanted.outcome))
    if wanted.kind:
        conditions.append(has_case.where(escalations.c.kind == wanted.kind))
    if wanted.rule:
        reasons = sa.cast(escalations.c.reasons, sa.Text)
        conditions.append(has_case.where(reasons.like(f'%"{wanted.rule}"%')))
    conditions += _said(wanted)
    return conditions


def _said(wanted: Wanted) -> list[Any]:
    """Conditions on what was said in a chat."""
    says = sa.exists().where(messages.c.conversation_id == conversations.c.id)
    conditions = []
    if wanted.urgency:
        conditions.append(says.where(messages.c.body["urgency"].as_string() == wanted.urgency))
    if wanted.entry:
        entries = sa.cast(messages.c.body["entries"], sa.Text)
        conditions.append(says.where(entries.like(f'%"{wanted.entry}"%')))
    if wanted.taken_over:
        conditions.append(says.where(messages.c.role == "staff"))
    if wanted.unanswered:
        conditions.append(
            sa.exists()
            .where(escalations.c.conversation_id == conversations.c.id)
            .where(escalations.c.kind.in_(("hand_over", "incident")))
        )
    if wanted.thumb:
        thumbed = sa.exists().where(
            feedback.c.conversation_id == conversations.c.id, feedback.c.thumb == wanted.thumb
        )
        if wanted.entry:
            entries = sa.cast(feedback.c.entries, sa.Text)
            thumbed = thumbed.where(entries.like(f'%"{wanted.entry}"%'))
        conditions.append(thumbed)
    if wanted.text:
        pattern = "%" + _escaped(wanted.text.lower()) + "%"
        conditions.append(says.where(sa.func.lower(messages.c.text).like(pattern, escape="\\")))
    return conditions


def _escaped(text: str) -> str:
    """`text` for LIKE, in which % and _ would stand for anything."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
