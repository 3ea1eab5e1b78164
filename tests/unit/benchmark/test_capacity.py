"""The capacity model: sums that can be checked by hand, and laws that any plan must keep."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from bot.benchmark.capacity import Cost, Load, Machines, main, measured, page, plan
from bot.settings import ROOT

COST, LOAD, MACHINES = Cost(), Load(), Machines()


def test_the_worst_minute_by_hand() -> None:
    load = replace(LOAD, patients=300_000, messages=10, monday=2, morning=0.18, bad=4, burst=1.5)
    found = plan(COST, load, MACHINES)
    # 3,000,000 / 30 = 100,000 a day, 200,000 on a Monday, 36,000 in its busiest hour: 10 a second.
    assert found.usual_peak == pytest.approx(15)
    assert found.bad_peak == pytest.approx(60)
    assert found.red_flags_in_the_worst_hour == 1_440
    assert found.commits_per_second == pytest.approx(60 * COST.commits)


def test_one_core_serves_what_its_busy_part_has_time_for() -> None:
    cost = replace(COST, web_ms=5, rasa_ms=10, actions_ms=5)
    assert plan(cost, LOAD, replace(MACHINES, busy=0.5)).one_core_serves == pytest.approx(25)


@pytest.mark.parametrize("name", ["patients", "messages", "monday", "morning", "bad", "burst"])
def test_more_of_anything_never_needs_less(name: str) -> None:
    twice = replace(LOAD, **{name: getattr(LOAD, name) * 2})
    little, much = plan(COST, LOAD, MACHINES), plan(COST, twice, MACHINES)
    assert much.bad_peak == pytest.approx(little.bad_peak * 2)
    for key in ("nodes", "rasa_workers", "web_workers", "action_workers", "month"):
        assert getattr(much, key) >= getattr(little, key)


def test_any_one_machine_may_fail() -> None:
    small = plan(COST, replace(LOAD, patients=1), MACHINES)
    assert small.nodes == 3 and min(small.rasa_workers, small.web_workers) == 2


def test_what_is_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="patients"):
        plan(COST, replace(LOAD, patients=-1), MACHINES)


def test_measured_figures_are_read(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    assert measured(file) == COST
    file.write_text(json.dumps([{"latency": {"whole chain": {"median": 31.5}}}]))
    assert measured(file).chain_ms == 31.5
    file.write_text("[]")
    with pytest.raises(ValueError, match="make bench"):
        measured(file)


def test_every_input_is_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--clinics", "10", "--patients", "10000", "--node-price", "80", "--chain-ms", "28"])
    told = capsys.readouterr().out
    assert "| clinics | 10 |" in told and "| chain ms | 28.0 |" in told


def test_the_page_shows_what_the_script_says() -> None:
    words = (ROOT / "docs/capacity.md").read_text(encoding="utf-8")
    shown = words.split("<!-- plan:begin -->")[1].split("<!-- plan:end -->")[0].strip()
    assert shown == page(COST, LOAD, MACHINES), "python -m bot.benchmark.capacity, then paste"
    for part in (COST, LOAD, MACHINES):
        assert [name for name in asdict(part) if not re.search(rf"`{name}`", words)] == []
