"""The desk's tables. `migrations/` makes them; a test holds the two together."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

metadata = sa.MetaData()


class Utc(TypeDecorator[datetime]):
    """A moment: kept as UTC without a zone, so that SQLite and PostgreSQL agree."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """To UTC; a moment without a zone raises `ValueError` rather than being guessed at."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """From UTC."""
        return value.replace(tzinfo=timezone.utc) if value is not None else None


conversations = sa.Table(
    "desk_conversations",
    metadata,
    sa.Column("id", sa.String(22), primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("episode", sa.Integer, nullable=False, server_default="1"),
    sa.Column("facts", sa.JSON(none_as_null=True)),
    sa.Column("asked", sa.String(16)),
    sa.Column("forgotten_at", Utc),
    sa.Column("origin", sa.String(8), nullable=False, server_default="chat"),
    sa.Column("floor", sa.Integer, nullable=False, server_default="0"),
    sa.Column("staff_id", sa.String(64)),
    sa.Column("staff_name", sa.String(120)),
    sa.Index("desk_conversations_by_day", "created_at"),
)

messages = sa.Table(
    "desk_messages",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column(
        "conversation_id", sa.String(22), sa.ForeignKey("desk_conversations.id"), nullable=False
    ),
    sa.Column("role", sa.String(8), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("client_id", sa.String(100)),
    sa.Column("answers", sa.Integer),
    sa.Column("answered_at", Utc),
    sa.Column("body", sa.JSON(none_as_null=True)),
    sa.Column("floor", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("conversation_id", "client_id", name="desk_messages_once"),
    sa.Index("desk_messages_in_order", "conversation_id", "seq"),
    sa.Index("desk_messages_unanswered", "role", "answered_at"),
    # An event id must never be given twice, even after messages were deleted.
    sqlite_autoincrement=True,
)

escalations = sa.Table(
    "desk_escalations",
    metadata,
    sa.Column("id", sa.String(22), primary_key=True),
    sa.Column(
        "conversation_id", sa.String(22), sa.ForeignKey("desk_conversations.id"), nullable=False
    ),
    sa.Column("episode", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("urgency", sa.String(16), nullable=False),
    sa.Column("status", sa.String(8), nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("opened_at", Utc, nullable=False),
    sa.Column("updated_at", Utc, nullable=False),
    sa.Column("closed_at", Utc),
    sa.Column("message", sa.Text),
    sa.Column("told", sa.Text),
    sa.Column("facts", sa.JSON(none_as_null=True)),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("alarm_at", Utc, nullable=False),
    sa.Column("sounded", sa.Integer, nullable=False, server_default="0"),
    sa.Column("acknowledged_at", Utc),
    sa.Column("claimed_by", sa.String(64)),
    sa.Column("claimed_name", sa.String(120)),
    sa.Column("claimed_at", Utc),
    sa.Column("outcome", sa.String(24)),
    sa.UniqueConstraint("conversation_id", "episode", name="desk_escalations_once"),
    sa.Index("desk_escalations_by_status", "status"),
)

outbox = sa.Table(
    "desk_outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("conversation_id", sa.String(22), nullable=False),
    sa.Column("escalation_id", sa.String(22)),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("delivered_at", Utc),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("contact", sa.Integer, nullable=False, server_default="0"),
    sa.Column("next_at", Utc),
    sa.Column("failed_at", Utc),
    sa.Column("error", sa.String(200)),
    sa.Column("sent", sa.JSON(none_as_null=True)),
    sa.Index("desk_outbox_pending", "delivered_at", "kind"),
    sqlite_autoincrement=True,
)

events = sa.Table(
    "desk_events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "conversation_id", sa.String(22), sa.ForeignKey("desk_conversations.id"), nullable=False
    ),
    sa.Column("escalation_id", sa.String(22)),
    sa.Column("at", Utc, nullable=False),
    sa.Column("kind", sa.String(24), nullable=False),
    sa.Column("account_id", sa.String(64)),
    sa.Column("account_name", sa.String(120)),
    sa.Column("text", sa.Text),
    sa.Column("before", sa.JSON(none_as_null=True)),
    sa.Column("version", sa.Integer),
    sa.Column("undone_at", Utc),
    sa.Index("desk_events_in_order", "conversation_id", "id"),
    sa.Index("desk_events_by_time", "kind", "at"),
    sqlite_autoincrement=True,
)

contacts = sa.Table(
    "desk_contacts",
    metadata,
    sa.Column(
        "conversation_id", sa.String(22), sa.ForeignKey("desk_conversations.id"), primary_key=True
    ),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("phone", sa.String(40), nullable=False),
    sa.Column("consented_at", Utc, nullable=False),
    sa.Column("called_at", Utc),
)

feedback = sa.Table(
    "desk_feedback",
    metadata,
    sa.Column(
        "conversation_id", sa.String(22), sa.ForeignKey("desk_conversations.id"), primary_key=True
    ),
    sa.Column("reply_id", sa.String(32), primary_key=True),
    sa.Column("thumb", sa.String(4), nullable=False),
    sa.Column("words", sa.Text),
    sa.Column("entries", sa.JSON, nullable=False),
    sa.Column("at", Utc, nullable=False),
)

presence = sa.Table(
    "desk_presence",
    metadata,
    sa.Column("account_id", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("seen_at", Utc, nullable=False),
)

corrections = sa.Table(
    "desk_corrections",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("field", sa.String(16), nullable=False),
    sa.Column("was", sa.JSON(none_as_null=True)),
    sa.Column("should_be", sa.JSON(none_as_null=True)),
    # A hash of the chat's id: no way back to it, but forgetting the chat finds its corrections.
    sa.Column("origin", sa.String(32)),
    sa.Index("desk_corrections_by_origin", "origin"),
    sqlite_autoincrement=True,
)

heartbeat = sa.Table(
    "desk_heartbeat",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Utc, nullable=False),
)

leases = sa.Table(
    "desk_leases",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("holder", sa.String(64), nullable=False),
    sa.Column("term", sa.Integer, nullable=False),
    sa.Column("until", Utc, nullable=False),
)
