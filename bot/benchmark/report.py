"""Writes the benchmark's figures as a page with ratios, and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from pathlib import Path

from bot.benchmark.default_project import __doc__ as substitutes
from bot.benchmark.subject import Measured
from bot.benchmark.timing import Latency

LAYERS = {
    "language": "language layer alone, in the process",
    "parse": "Rasa /model/parse",
    "webhook": "Rasa webhook, with action",
    "whole chain": "whole chain: web, Rasa, action, database",
}
Line = tuple[str, float | None, float | None, str]


def write(out: Path, product: Measured, defaults: Measured | None) -> Path:
    """Write `figures.json` and `report.md` into `out` (made when absent); the page's path."""
    out.mkdir(parents=True, exist_ok=True)
    measured = [product, *([defaults] if defaults else [])]
    figures = json.dumps([one.to_dict() for one in measured], indent=1)
    (out / "figures.json").write_text(figures + "\n", encoding="utf-8")
    page = out / "report.md"
    page.write_text("\n".join(_page(product, defaults)) + "\n", encoding="utf-8")
    return page


def _page(product: Measured, defaults: Measured | None) -> Iterable[str]:
    yield "# Benchmark"
    yield ""
    yield (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}. "
        "Everything on loopback, over kept connections, a new conversation every five messages; the "
        "two take turns, message by message. Load average at the end: "
        f"{os.getloadavg()[0]:.1f}."
    )
    yield ""
    yield "| figure | Aftercare | Rasa's defaults | ratio | goal |"
    yield "| --- | --- | --- | --- | --- |"
    for label, ours, theirs, goal in lines(product, defaults):
        ratio = _ratio(ours, theirs, more_is_better="messages/s" in label)
        yield f"| {label} | {_number(ours)} | {_number(theirs)} | {ratio} | {goal} |"
    yield ""
    yield "A ratio over 1 is in Aftercare's favour. Defaults have no web process and no database, "
    yield "so their webhook is the whole chain there."
    notes = [f"{one.name}: {note}" for one in (product, defaults) if one for note in one.notes]
    if notes:
        yield from ("", "## Notes", "", *(f"- {note}" for note in notes))
    if defaults:
        yield from ("", "## How the defaults were set up", "", *(substitutes or "").splitlines())


def lines(product: Measured, defaults: Measured | None) -> Iterable[Line]:
    """Label, our figure, the defaults' (None where there is none), and the goal."""
    theirs = defaults or Measured("none")
    yield "training, s", product.training, theirs.training, "40"
    yield "first start, s", product.first_start, None, ""
    yield "cold start until ready, s", product.start, theirs.start, "20"
    for label, ours, other in (
        ("memory when ready", product.idle_memory, theirs.idle_memory),
        ("memory after load", product.loaded_memory, theirs.loaded_memory),
    ):
        shares = _of(ours, "proportional"), _of(other, "proportional")
        yield f"{label}, all processes, MB (shared pages once)", *shares, "1000"
        yield f"{label}, sum of resident, MB", _of(ours, "resident"), _of(other, "resident"), ""
    for layer, label in LAYERS.items():
        counterpart = theirs.latency.get("webhook" if layer == "whole chain" else layer)
        goal = "30, and 6 times faster" if layer == "whole chain" else ""
        yield from _latency(label, product.latency.get(layer), counterpart, goal)
    loads = product.throughput, theirs.throughput
    yield "16 clients, messages/s", _of(loads[0], "per_second"), _of(loads[1], "per_second"), "50"
    under_load = [load.latency if load else None for load in loads]
    yield from _latency("16 clients", under_load[0], under_load[1], "")
    yield "16 clients, lost", _of(loads[0], "lost"), _of(loads[1], "lost"), "0"


def _latency(label: str, ours: Latency | None, theirs: Latency | None, goal: str) -> Iterable[Line]:
    yield f"{label}, median ms", _of(ours, "median"), _of(theirs, "median"), goal
    yield f"{label}, 95th percentile ms", _of(ours, "p95"), _of(theirs, "p95"), ""


def _of(figures: object, name: str) -> float | None:
    value = getattr(figures, name, None)
    return None if value is None else float(value)


def _ratio(ours: float | None, theirs: float | None, *, more_is_better: bool) -> str:
    if not ours or not theirs:
        return ""
    return f"{(ours / theirs if more_is_better else theirs / ours):.1f}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
