"""Order of the whole suite."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop of its own running in the main thread,
    beside which no asyncio test can start one."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
