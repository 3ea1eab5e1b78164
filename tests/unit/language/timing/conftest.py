"""What is read on one Wednesday, 17 June 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.language.timing import find_timings

_WEDNESDAY = date(2026, 6, 17)
Days = tuple[int, int]


@pytest.fixture
def today() -> date:
    """The day on which every message of these tests is written."""
    return _WEDNESDAY


@pytest.fixture
def treatment() -> Callable[..., Days | None]:
    """Reads the days of the first treatment time in a text."""

    def read(text: str, *, asked: str | None = None) -> Days | None:
        found = find_timings(text, _WEDNESDAY, asked=asked)
        return next((m.days for m in found if m.kind == "treatment"), None)

    return read


@pytest.fixture
def onset() -> Callable[[str], Days | None]:
    """Reads the days of the first onset in a text."""

    def read(text: str) -> Days | None:
        found = find_timings(text, _WEDNESDAY)
        return next((m.days for m in found if m.kind == "onset"), None)

    return read


@pytest.fixture
def kinds() -> Callable[[str], list[tuple[str, Days]]]:
    """Reads kind and days of every time in a text, in order."""
    return lambda text: [(m.kind, m.days) for m in find_timings(text, _WEDNESDAY)]
