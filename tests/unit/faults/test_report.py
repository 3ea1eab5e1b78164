"""The report of `make faults`: the worst figure of each fault, and a verdict."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.faults import KEY, Figure, markdown, rows


def report(outcome: str, *figures: tuple[str, float, str, float | None]) -> Any:
    return SimpleNamespace(outcome=outcome, user_properties=[(KEY, one) for one in figures])


KILLED = ("H05", "killed")
HUNG = ("H03", "hung")


def test_tries_of_one_fault_share_a_row_with_their_worst_figure() -> None:
    found = rows(
        [
            (KILLED, report("passed", ("lost", 0, "", 0))),
            (HUNG, report("passed", ("slowest card", 210, "ms", 1000))),
            (HUNG, report("passed", ("slowest card", 90, "ms", 1000))),
        ]
    )
    assert list(found) == [HUNG, KILLED]
    assert found[HUNG].figures == {"slowest card": (210, "ms", 1000)}
    text = markdown(found, date(2025, 3, 10))
    assert "| H03 | hung | slowest card | 210 ms | 1,000 | 2 | holds |" in text


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        (["passed"], "holds"),
        (["passed", "failed"], "**FAILS**"),
        (["skipped"], "left out"),
        (["skipped", "passed"], "holds"),
    ],
)
def test_one_failure_is_the_verdict(outcomes: list[str], verdict: str) -> None:
    found = rows((KILLED, report(one)) for one in outcomes)
    assert found[KILLED].verdict == verdict
    assert verdict in markdown(found, date(2025, 3, 10))


def test_a_figure_above_its_limit_fails_the_test(
    figure: Figure, request: pytest.FixtureRequest
) -> None:
    figure("slowest card", 300, "ms", most=300)
    with pytest.raises(AssertionError, match="slowest card: 301 ms, at most 300"):
        figure("slowest card", 301, "ms", most=300)
    assert [name for name, _ in request.node.user_properties] == [KEY, KEY]
