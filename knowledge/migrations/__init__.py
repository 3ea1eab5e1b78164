"""Brings a database to the present form of the knowledge tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Engine

from knowledge.engine import writing

_ADVISORY_LOCK = 7_240_131


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations that `engine`'s database still lacks, all in one transaction.

    Processes that start together wait for each other. Raises `sqlalchemy.exc.OperationalError`
    when the database can't be reached or stays locked.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            # However long the other takes.
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _ADVISORY_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
