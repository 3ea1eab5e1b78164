"""Knowledge on both kinds of database, and its samples for whichever import mode pytest runs in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from knowledge.engine import create
from knowledge.migrations import upgrade
from tests import postgres

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "unit" / "knowledge"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server; skips where none is installed."""
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    with postgres.server(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'knowledge.db'}"
    return postgres.fresh_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database with today's tables."""
    engine = create(url)
    upgrade(engine)
    yield engine
    engine.dispose()
