"""Questions that were answered badly, for the editors' inbox and for replays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "knowledge_question",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("entry_id", sa.String(100), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False, index=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime()),
        sa.Column("settled_by", sa.String(200)),
        sa.Column("settled_how", sa.String(300)),
    )


def downgrade() -> None:
    """Removes it; for a developer's own database only."""
    op.drop_table("knowledge_question")
