"""The tables of the knowledge base. Revisions are only ever added, never changed or removed."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

entry_table = sa.Table(
    "knowledge_entry",
    metadata,
    sa.Column("id", sa.String(100), primary_key=True),
    sa.Column("created_at", sa.DateTime(), nullable=False),
)

# The number of the newest row whose status is `published` is what patients read, unless a
# `retired` one came after it. Drafts and reviews in between change nothing for them.
revision_table = sa.Table(
    "knowledge_revision",
    metadata,
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
        "status IN ('draft', 'in_review', 'published', 'retired')", name="knowledge_revision_status"
    ),
    sa.CheckConstraint("origin IN ('import', 'editor')", name="knowledge_revision_origin"),
)

# Section titles, closing safety nets, and why a fact is told nowhere.
text_table = sa.Table(
    "knowledge_text",
    metadata,
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("key", sa.String(100), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("changed_at", sa.DateTime(), nullable=False),
)

# One row, one number: it grows with every change, so that readers know when to read again.
stamp_table = sa.Table(
    "knowledge_stamp",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
