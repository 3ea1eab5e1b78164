"""Patients' thumbs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table for them."""
    op.create_table(
        "desk_feedback",
        sa.Column(
            "conversation_id",
            sa.String(22),
            sa.ForeignKey("desk_conversations.id"),
            primary_key=True,
        ),
        sa.Column("reply_id", sa.String(32), primary_key=True),
        sa.Column("thumb", sa.String(4), nullable=False),
        sa.Column("words", sa.Text),
        sa.Column("entries", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
