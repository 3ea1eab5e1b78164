"""The staff's database migrations, run by the program itself: `upgrade(engine)`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

VERSION_TABLE = "staff_version"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the staff's tables to `revision`, in one transaction.

    Raises `alembic.util.CommandError` for a database that a newer release has already changed.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.execution_options(write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
