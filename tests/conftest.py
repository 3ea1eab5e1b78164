"""Order of the whole suite, what of it is long, and the report of `make faults`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import Report, figure

__all__ = ["figure"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--faults-report FILE`."""
    parser.addoption("--faults-report", type=Path, help="write the figures of faults here")


def pytest_configure(config: pytest.Config) -> None:
    """Collect figures when a report is wanted."""
    if path := config.getoption("faults_report"):
        config.pluginmanager.register(Report(path), "faults-report")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop of its own running in the main thread,
    beside which no asyncio test can start one."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def minutes(request: pytest.FixtureRequest) -> None:
    """For a test of many minutes: only when slow tests or faults are asked for by their mark."""
    chosen = request.config.getoption("markexpr") or ""
    if "slow" not in chosen and "fault" not in chosen:
        pytest.skip("many minutes: pytest -m slow, or make faults")
