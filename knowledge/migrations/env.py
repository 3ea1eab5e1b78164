"""Run by Alembic inside `knowledge.migrations.upgrade`, on the connection given there."""

from __future__ import annotations

from alembic import context

from knowledge.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="knowledge_version",
    # The desk keeps its own tables, and its own version, in the same database.
    include_name=lambda name, kind, _parents: kind != "table" or name in metadata.tables,
)
with context.begin_transaction():
    context.run_migrations()
