"""Counts over a period, for the desk's numbers. Reads only; computed from the records as they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.desk.cases import percentile
from bot.desk.store.records import Records
from bot.desk.tables import conversations, escalations, events, feedback, messages


@dataclass(frozen=True)
class Figures:
    """What happened from `begin` to before `end`. Shares are of the chats; times in seconds."""

    chats: int = 0
    messages: int = 0
    by_day: dict[date, int] = field(default_factory=dict)
    urgencies: dict[str, int] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    seen_median: float | None = None
    seen_p95: float | None = None
    red_flags: int = 0
    unseen: int = 0
    taken_over: int = 0
    unanswered: int = 0
    thumbs: dict[str, int] = field(default_factory=dict)
    unhelpful: dict[str, int] = field(default_factory=dict)

    def share(self, count: int) -> float | None:
        """A count as a part of all chats; None when there were none."""
        return count / self.chats if self.chats else None


class Counting:
    """The figures of a period. Every method blocks its thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def figures(self, begin: datetime, end: datetime, zone: ZoneInfo) -> Figures:
        """Everything about the chats that were begun in the period."""
        with self._records.reading() as connection:
            begun = connection.execute(
                sa.select(conversations.c.id, conversations.c.created_at).where(
                    conversations.c.origin == "chat",
                    conversations.c.created_at >= begin,
                    conversations.c.created_at < end,
                )
            ).all()
            days = Counter(row.created_at.astimezone(zone).date() for row in begun)
            return Figures(
                chats=len(begun),
                by_day=dict(sorted(days.items())),
                **_said(connection, begin, end),
                **_cases(connection, begin, end),
                **_staff(connection, begin, end),
                **_thumbs(connection, begin, end),
            )


def _in_period(begin: datetime, end: datetime) -> tuple[sa.sql.ColumnElement, ...]:
    return (
        conversations.c.created_at >= begin,
        conversations.c.created_at < end,
        conversations.c.origin == "chat",
    )


def _said(connection: Connection, begin: datetime, end: datetime) -> dict[str, object]:
    urgencies: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    asked = 0
    rows = connection.execute(
        sa.select(messages.c.role, messages.c.body)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(*_in_period(begin, end))
    )
    for role, body in rows:
        asked += role == "patient"
        if body and role != "staff":
            urgencies[body.get("urgency") or "info"] += 1
            entries.update(body.get("entries") or ())
    return {"messages": asked, "urgencies": dict(urgencies), "entries": _most(entries)}


def _cases(connection: Connection, begin: datetime, end: datetime) -> dict[str, object]:
    kinds: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    seen: list[float] = []
    red = unseen = 0
    unanswered: set[str] = set()
    rows = connection.execute(
        sa.select(escalations)
        .join(conversations, conversations.c.id == escalations.c.conversation_id)
        .where(*_in_period(begin, end))
    )
    for row in rows:
        kinds[row.kind] += 1
        outcomes[row.outcome or row.status] += 1
        if row.kind in ("hand_over", "incident"):
            unanswered.add(row.conversation_id)
        if row.kind != "red_flag":
            continue
        red += 1
        rules.update(reason for reason in row.reasons if len(reason) <= 4)
        if row.acknowledged_at is None:
            unseen += 1
        else:
            seen.append((row.acknowledged_at - row.alarm_at).total_seconds())
    return {
        "kinds": _most(kinds),
        "rules": _most(rules),
        "outcomes": _most(outcomes),
        "red_flags": red,
        "unseen": unseen,
        "seen_median": percentile(seen, 0.5),
        "seen_p95": percentile(seen, 0.95),
        "unanswered": len(unanswered),
    }


def _staff(connection: Connection, begin: datetime, end: datetime) -> dict[str, object]:
    joined = connection.execute(
        sa.select(sa.func.count(sa.distinct(events.c.conversation_id)))
        .join(conversations, conversations.c.id == events.c.conversation_id)
        .where(events.c.kind == "joined", *_in_period(begin, end))
    ).scalar()
    return {"taken_over": int(joined or 0)}


def _thumbs(connection: Connection, begin: datetime, end: datetime) -> dict[str, object]:
    thumbs: Counter[str] = Counter()
    # A chat counts once for an answer, as the list of its chats shows it once.
    unhelpful: set[tuple[str, str]] = set()
    for row in connection.execute(
        sa.select(feedback)
        .join(conversations, conversations.c.id == feedback.c.conversation_id)
        .where(*_in_period(begin, end))
    ):
        thumbs[row.thumb] += 1
        if row.thumb == "down":
            unhelpful |= {(entry, row.conversation_id) for entry in row.entries}
    return {"thumbs": dict(thumbs), "unhelpful": _most(Counter(entry for entry, _ in unhelpful))}


def _most(counts: Counter[str]) -> dict[str, int]:
    """Most first, and among equals by name."""
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
