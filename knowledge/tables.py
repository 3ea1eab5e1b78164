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

# The newest row whose status is `published` and whose time has come is what patients read, unless a
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
    # The step that made it (knowledge.publishing), by whom, from which revision, towards what.
    sa.Column("author_id", sa.String(100), nullable=False, server_default=""),
    sa.Column("step", sa.String(20), nullable=False, server_default="saved"),
    sa.Column("aim", sa.String(10), nullable=False, server_default="published"),
    sa.Column("based_on", sa.Integer),
    # A decision that waits for its time (UTC) does not count before it.
    sa.Column("live_from", sa.DateTime()),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
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

# What colleagues say to each other about one revision.
comment_table = sa.Table(
    "knowledge_comment",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("entry_id", sa.String(100), sa.ForeignKey("knowledge_entry.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("author_id", sa.String(100), nullable=False),
    sa.Column("author", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
)

# A form as somebody left it, right or wrong; one for each person and entry ("" for a new one).
autosave_table = sa.Table(
    "knowledge_autosave",
    metadata,
    sa.Column("account_id", sa.String(100), primary_key=True),
    sa.Column("entry_id", sa.String(100), primary_key=True),
    sa.Column("based_on", sa.Integer),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("saved_at", sa.DateTime(), nullable=False),
)

# How patients' answers would change if a revision went live; `live` names what was live then.
replay_table = sa.Table(
    "knowledge_replay",
    metadata,
    sa.Column("entry_id", sa.String(100), sa.ForeignKey("knowledge_entry.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("live", sa.String(64), nullable=False),
    sa.Column("status", sa.String(10), nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("result", sa.Text),
    sa.Column("started_at", sa.DateTime(), nullable=False),
    sa.Column("finished_at", sa.DateTime()),
    sa.CheckConstraint("status IN ('running', 'done', 'failed')", name="knowledge_replay_status"),
)

# What patients asked and we answered badly; stripped of who asked. `origin` is a hash of the chat, so
# that forgetting the chat erases these too.
question_table = sa.Table(
    "knowledge_question",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("why", sa.String(20), nullable=False),
    sa.Column("entry_id", sa.String(100), nullable=False),
    sa.Column("origin", sa.String(32), nullable=False, index=True),
    sa.Column("at", sa.DateTime(), nullable=False),
    sa.Column("settled_at", sa.DateTime()),
    sa.Column("settled_by", sa.String(200)),
    sa.Column("settled_how", sa.String(300)),
    sa.Column("words", sa.Text),
)

# Trainings of a new model, started on the editors' pages; `result` holds marks and reasons.
training_table = sa.Table(
    "knowledge_training",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("status", sa.String(10), nullable=False),
    sa.Column("step", sa.String(200), nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("started_by", sa.String(200), nullable=False),
    sa.Column("started_at", sa.DateTime(), nullable=False),
    sa.Column("told_at", sa.DateTime(), nullable=False),
    sa.Column("result", sa.Text),
    sa.CheckConstraint(
        "status IN ('running', 'live', 'refused', 'failed')", name="knowledge_training_status"
    ),
)

# One row, one number: it grows when what patients read changes, so that readers know to read again.
stamp_table = sa.Table(
    "knowledge_stamp",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
