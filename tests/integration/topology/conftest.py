"""The servers that a several-machine setup needs, each started once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.integration.topology.services import Redis, redis_server


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    """A Redis of the test's own, to be stopped and started."""
    with redis_server(tmp_path) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server; skips where none is installed."""
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian's package postgresql)")
    with postgres.server(programs) as address:
        yield address


@pytest.fixture
def database_url(postgres_server: str) -> str:
    """A new, empty database."""
    return postgres.fresh_database(postgres_server)
