"""What is read in one message, in the form the tests compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.language import Reading, read

_TODAY = date(2026, 6, 17)


@pytest.fixture
def reading() -> Callable[..., Reading]:
    """Reads a text on one Wednesday."""
    return lambda text, **asked: read(text, _TODAY, **asked)


@pytest.fixture
def statuses(reading: Callable[..., Reading]) -> Callable[[str], dict[str, str]]:
    """The status of each symptom of a text."""
    return lambda text: {s.name: s.status for s in reading(text).symptoms}
