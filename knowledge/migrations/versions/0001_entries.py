"""Entries with their revisions, the texts around them, and the stamp.

Written out rather than taken from `knowledge.tables`, which will have moved on by the next one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the four tables and the one row of the stamp."""
    op.create_table(
        "knowledge_entry",
        sa.Column("id", sa.String(100), primary_key=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "knowledge_revision",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("entry_id", sa.String(100), sa.ForeignKey("knowledge_entry.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("entry_id", "number", name="knowledge_revision_once"),
        sa.CheckConstraint(
            "status IN ('draft', 'in_review', 'published', 'retired')",
            name="knowledge_revision_status",
        ),
        sa.CheckConstraint("origin IN ('import', 'editor')", name="knowledge_revision_origin"),
    )
    op.create_table(
        "knowledge_text",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
    )
    stamp = op.create_table(
        "knowledge_stamp",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.bulk_insert(stamp, [{"id": 1, "value": 0}])


def downgrade() -> None:
    """Removes everything; for a developer's own database only."""
    for table in ("knowledge_stamp", "knowledge_text", "knowledge_revision", "knowledge_entry"):
        op.drop_table(table)
