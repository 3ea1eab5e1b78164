"""Figures from the database for whoever watches: what waits, how long, and what was given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.desk.store import DeskStore
from bot.desk.tables import escalations, messages, outbox

ABANDONED = timedelta(minutes=2)
URGENCIES = ("emergency", "urgent", "review")


@dataclass(frozen=True)
class Figures:
    """What the database says at one moment. Ages are in seconds, 0 when nothing waits."""

    waiting: Mapping[str, int]
    unacknowledged: int
    oldest_unacknowledged: float
    outbox_waiting: int
    outbox_age: float
    dead_letters: int
    forgets_owed: int
    unanswered: int


def read(store: DeskStore, now: datetime) -> Figures:
    """The figures of this moment; blocks its thread."""
    open_ = escalations.c.status != "resolved"
    rung = sa.and_(open_, escalations.c.acknowledged_at.is_(None))
    due = sa.and_(outbox.c.delivered_at.is_(None), outbox.c.failed_at.is_(None))
    alerts = sa.and_(due, outbox.c.kind != "forget")
    with store.reading() as connection:
        counted = connection.execute(
            sa.select(escalations.c.urgency, sa.func.count())
            .where(open_)
            .group_by(escalations.c.urgency)
        ).all()
        counts = {row[0]: int(row[1]) for row in counted}
        return Figures(
            waiting={one: counts.get(one, 0) for one in sorted({*URGENCIES, *counts})},
            unacknowledged=_count(connection, rung),
            oldest_unacknowledged=_age(connection, escalations.c.alarm_at, rung, now),
            outbox_waiting=_count(connection, alerts),
            outbox_age=_age(connection, outbox.c.created_at, alerts, now),
            dead_letters=_count(
                connection, outbox.c.failed_at.is_not(None), outbox.c.delivered_at.is_(None)
            ),
            forgets_owed=_count(connection, due, outbox.c.kind == "forget"),
            unanswered=_count(
                connection,
                messages.c.role == "patient",
                messages.c.answered_at.is_(None),
                messages.c.at < now - ABANDONED,
            ),
        )


def _count(connection: Connection, *which: sa.sql.ColumnElement[bool]) -> int:
    return int(connection.execute(sa.select(sa.func.count()).where(*which)).scalar() or 0)


def _age(
    connection: Connection,
    column: sa.Column[datetime],
    which: sa.sql.ColumnElement[bool],
    now: datetime,
) -> float:
    oldest = connection.execute(sa.select(sa.func.min(column)).where(which)).scalar()
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
