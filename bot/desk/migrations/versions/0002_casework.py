"""Casework: who has a case, its alarm, takeover, notes, call-backs, presence, corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New columns and tables; cases that were taken or closed keep that under the new names."""
    for column in (
        sa.Column("origin", sa.String(8), nullable=False, server_default="chat"),
        sa.Column("floor", sa.Integer, nullable=False, server_default="0"),
        sa.Column("staff_id", sa.String(64)),
        sa.Column("staff_name", sa.String(120)),
    ):
        op.add_column("desk_conversations", column)
    op.create_index("desk_conversations_by_day", "desk_conversations", ["created_at"])
    op.add_column(
        "desk_messages", sa.Column("floor", sa.Integer, nullable=False, server_default="0")
    )
    _escalations()
    for column in (
        sa.Column("contact", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_at", sa.DateTime),
        sa.Column("failed_at", sa.DateTime),
        sa.Column("error", sa.String(200)),
        sa.Column("sent", sa.JSON),
    ):
        op.add_column("desk_outbox", column)
    _new_tables()


def _escalations() -> None:
    for column in (
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("alarm_at", sa.DateTime),
        sa.Column("sounded", sa.Integer, nullable=False, server_default="0"),
        sa.Column("acknowledged_at", sa.DateTime),
        sa.Column("claimed_by", sa.String(64)),
        sa.Column("claimed_name", sa.String(120)),
        sa.Column("claimed_at", sa.DateTime),
        sa.Column("outcome", sa.String(24)),
    ):
        op.add_column("desk_escalations", column)
    op.execute("UPDATE desk_escalations SET alarm_at = opened_at")
    op.execute(
        "UPDATE desk_escalations SET status = 'resolved', outcome = 'other', "
        "acknowledged_at = closed_at WHERE status = 'closed'"
    )
    op.execute("UPDATE desk_escalations SET status = 'open' WHERE status = 'taken'")
    with op.batch_alter_table("desk_escalations") as table:
        table.alter_column("alarm_at", existing_type=sa.DateTime, nullable=False)


def _new_tables() -> None:
    chat = sa.ForeignKey("desk_conversations.id")
    op.create_table(
        "desk_events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation_id", sa.String(22), chat, nullable=False),
        sa.Column("escalation_id", sa.String(22)),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("account_id", sa.String(64)),
        sa.Column("account_name", sa.String(120)),
        sa.Column("text", sa.Text),
        sa.Column("before", sa.JSON),
        sa.Column("version", sa.Integer),
        sa.Column("undone_at", sa.DateTime),
        sqlite_autoincrement=True,
    )
    op.create_index("desk_events_in_order", "desk_events", ["conversation_id", "id"])
    op.create_index("desk_events_by_time", "desk_events", ["kind", "at"])
    op.create_table(
        "desk_contacts",
        sa.Column(
            "conversation_id",
            sa.String(22),
            sa.ForeignKey("desk_conversations.id"),
            primary_key=True,
        ),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("consented_at", sa.DateTime, nullable=False),
        sa.Column("called_at", sa.DateTime),
    )
    op.create_table(
        "desk_presence",
        sa.Column("account_id", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "desk_corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("field", sa.String(16), nullable=False),
        sa.Column("was", sa.JSON),
        sa.Column("should_be", sa.JSON),
        sqlite_autoincrement=True,
    )
