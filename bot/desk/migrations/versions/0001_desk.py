"""Conversations, messages, escalations, outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table(
        "desk_conversations",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("episode", sa.Integer, nullable=False, server_default="1"),
        sa.Column("facts", sa.JSON),
        sa.Column("asked", sa.String(16)),
        sa.Column("forgotten_at", sa.DateTime),
    )
    op.create_table(
        "desk_messages",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column(
            "conversation_id", sa.String(22), sa.ForeignKey("desk_conversations.id"), nullable=False
        ),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("client_id", sa.String(100)),
        sa.Column("answers", sa.Integer),
        sa.Column("answered_at", sa.DateTime),
        sa.Column("body", sa.JSON),
        sa.UniqueConstraint("conversation_id", "client_id", name="desk_messages_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("desk_messages_in_order", "desk_messages", ["conversation_id", "seq"])
    op.create_index("desk_messages_unanswered", "desk_messages", ["role", "answered_at"])
    op.create_table(
        "desk_escalations",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column(
            "conversation_id", sa.String(22), sa.ForeignKey("desk_conversations.id"), nullable=False
        ),
        sa.Column("episode", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("urgency", sa.String(16), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sa.Column("closed_at", sa.DateTime),
        sa.Column("message", sa.Text),
        sa.Column("told", sa.Text),
        sa.Column("facts", sa.JSON),
        sa.UniqueConstraint("conversation_id", "episode", name="desk_escalations_once"),
    )
    op.create_index("desk_escalations_by_status", "desk_escalations", ["status"])
    op.create_table(
        "desk_outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(22), nullable=False),
        sa.Column("escalation_id", sa.String(22)),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("delivered_at", sa.DateTime),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sqlite_autoincrement=True,
    )
    op.create_index("desk_outbox_pending", "desk_outbox", ["delivered_at", "kind"])
    op.create_table(
        "desk_heartbeat",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
