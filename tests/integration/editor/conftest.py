"""An office for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.engine import create
from knowledge.migrations import upgrade
from tests.integration.editor.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The editors' pages over three entries."""
    database = create(f"sqlite:///{tmp_path / 'knowledge.db'}")
    upgrade(database)
    return open_office(database, tmp_path)
