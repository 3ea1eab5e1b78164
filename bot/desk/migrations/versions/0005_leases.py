"""Who of several processes does what must be done once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table with one row."""
    op.create_table(
        "desk_leases",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("term", sa.Integer, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
    )
