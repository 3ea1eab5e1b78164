"""The staff's database migrations, run by the program itself: `upgrade(engine)`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Engine

VERSION_TABLE = "staff_version"
_ADVISORY_LOCK = 7_240_133


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the staff's tables to `revision`, in one transaction.

    Processes that start together wait for each other. Raises `alembic.util.CommandError` for a
    database that a newer release has already changed.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.execution_options(write=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            # However long the other takes.
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _ADVISORY_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
