"""Alembic's entry: uses the connection that `upgrade` hands over."""

from alembic import context

from bot.staff.migrations import VERSION_TABLE
from bot.staff.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
