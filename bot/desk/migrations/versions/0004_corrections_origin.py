"""Corrections know, by a hash, the chat they came from, so that forgetting it erases them too."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column for the hash; what was kept before has none and goes after the retention time."""
    op.add_column("desk_corrections", sa.Column("origin", sa.String(32)))
    op.create_index("desk_corrections_by_origin", "desk_corrections", ["origin"])
