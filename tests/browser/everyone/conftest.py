"""Everyone can use the chat: with the keyboard, a screen reader, big text, their own colours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chat_clinic import clinic
from tests.integration.web.fakes import FakeEngine
from tests.integration.web.server import serving


@pytest.fixture
def address(tmp_path: Path, engine: FakeEngine) -> Iterator[str]:
    """The served app."""
    with serving(clinic(tmp_path, engine)) as address:
        yield address
