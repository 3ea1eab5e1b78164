"""The report of `make faults`: of every fault, what was measured and whether it held.

A test marked `@pytest.mark.fault("H05", "what is broken")` gives its figures through the fixture
`figure`. Tests of the same hazard and fault share a row, whose figures are the worst of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

KEY = "fault"
Figure = Callable[..., None]


@dataclass
class Row:
    """One fault: the worst of each figure, and how its tests ended."""

    figures: dict[str, tuple[float, str, float | None]] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.outcomes.get("failed"):
            return "**FAILS**"
        return "holds" if self.outcomes.get("passed") else "left out"


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Notes a figure for the report: `figure("slowest card", 0.2 * 1000, "ms", most=1000)`.

    With `most`, what is more fails the test; nothing lost is `most=0`.
    """

    def note(measured: str, value: float, unit: str = "", *, most: float | None = None) -> None:
        request.node.user_properties.append((KEY, (measured, float(value), unit, most)))
        assert most is None or value <= most, f"{measured}: {value:g} {unit}, at most {most:g}"

    return note


def rows(reports: Iterable[tuple[tuple[str, str], Any]]) -> dict[tuple[str, str], Row]:
    """Hazard and fault to their row, by hazard; `reports` are pytest's, each with its mark."""
    found: dict[tuple[str, str], Row] = {}
    for key, report in reports:
        row = found.setdefault(key, Row())
        row.outcomes[report.outcome] = row.outcomes.get(report.outcome, 0) + 1
        for name, value in report.user_properties:
            if name == KEY:
                measured, figure, unit, most = value
                worst = max(figure, row.figures.get(measured, (figure, "", None))[0])
                row.figures[measured] = (worst, unit, most)
    return dict(sorted(found.items(), key=lambda item: item[0][0]))


def markdown(found: dict[tuple[str, str], Row], day: date) -> str:
    """The report."""
    lines = [
        "# Faults",
        "",
        f"{day.isoformat()}, by `make faults`. Of faults that were tried several times, the worst figure.",
        "",
        "| hazard | fault | what was measured | figure | at most | tries | verdict |",
        "|---|---|---|---|---|---|---|",
    ]
    for (hazard, fault), row in found.items():
        first, tries = True, sum(row.outcomes.values())
        for measured, (value, unit, most) in (
            row.figures or {"": (float("nan"), "", None)}
        ).items():
            shown = f"{value:,.0f} {unit}".strip() if measured else ""
            limit = "" if most is None else f"{most:,.0f}"
            head = (hazard, fault) if first else ("", "")
            tail = (str(tries), row.verdict) if first else ("", "")
            lines.append("| " + " | ".join((*head, measured, shown, limit, *tail)) + " |")
            first = False
    return "\n".join(lines) + "\n"


class Report:
    """Collects while pytest runs, writes at its end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._marks: dict[str, tuple[str, str]] = {}
        self._reports: list[tuple[tuple[str, str], Any]] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Remember which test is of which fault."""
        for item in items:
            if mark := item.get_closest_marker("fault"):
                self._marks[item.nodeid] = (mark.args[0], mark.args[1])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Of each test its call, or what kept it from one."""
        key = self._marks.get(report.nodeid)
        if key and (report.when == "call" or report.outcome != "passed"):
            self._reports.append((key, report))

    def pytest_sessionfinish(self) -> None:
        """Write."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = markdown(rows(self._reports), date.today())
        self.path.write_text(text, encoding="utf-8")

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say where."""
        terminalreporter.write_line(f"faults: {self.path}")
