"""What a patient wrote of an answer that did not help, beside the question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds a column for them."""
    op.add_column("knowledge_question", sa.Column("words", sa.Text))


def downgrade() -> None:
    """Removes it; for a developer's own database only."""
    with op.batch_alter_table("knowledge_question") as table:
        table.drop_column("words")
