"""Who did what to a revision and when it goes live; comments, autosaved forms, replays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _columns() -> list[sa.Column]:
    """New ones at each call: a column belongs to one table only."""
    return [
        sa.Column("author_id", sa.String(100), nullable=False, server_default=""),
        sa.Column("step", sa.String(20), nullable=False, server_default="saved"),
        sa.Column("aim", sa.String(10), nullable=False, server_default="published"),
        sa.Column("based_on", sa.Integer),
        sa.Column("live_from", sa.DateTime()),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
    ]


def upgrade() -> None:
    """Adds the columns, tells imports from edits, makes three tables."""
    for column in _columns():
        op.add_column("knowledge_revision", column)
    op.execute("UPDATE knowledge_revision SET step = 'imported' WHERE origin = 'import'")
    op.create_table(
        "knowledge_comment",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("entry_id", sa.String(100), sa.ForeignKey("knowledge_entry.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("author_id", sa.String(100), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "knowledge_autosave",
        sa.Column("account_id", sa.String(100), primary_key=True),
        sa.Column("entry_id", sa.String(100), primary_key=True),
        sa.Column("based_on", sa.Integer),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "knowledge_replay",
        sa.Column(
            "entry_id", sa.String(100), sa.ForeignKey("knowledge_entry.id"), primary_key=True
        ),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("live", sa.String(64), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("result", sa.Text),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime()),
        sa.CheckConstraint(
            "status IN ('running', 'done', 'failed')", name="knowledge_replay_status"
        ),
    )


def downgrade() -> None:
    """Removes all of it; for a developer's own database only."""
    for table in ("knowledge_replay", "knowledge_autosave", "knowledge_comment"):
        op.drop_table(table)
    with op.batch_alter_table("knowledge_revision") as batch:
        for column in _columns():
            batch.drop_column(column.name)
