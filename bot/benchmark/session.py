"""One benchmark session from start to report."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bot.benchmark import defaults, product, report
from bot.benchmark.processes import PhaseFailed
from bot.benchmark.subject import Effort, Measured

# Nothing here is worth more than this many messages; the session stays bounded.
MOST = Effort(messages=1000, load_seconds=120.0)


def run(out: Path = Path("var/bench"), *, quick: bool = False, effort: Effort | None = None) -> int:
    """Measure the product and, unless `quick`, Rasa's defaults; write `report.md` into `out`.

    Rasa's defaults take most of an hour to train on our data: `effort` can shorten that.
    Returns 0, or 1 when a phase of the product failed. A failure of the defaults is noted only.
    """
    effort = effort or Effort()
    effort = replace(
        effort,
        messages=min(effort.messages, MOST.messages),
        load_seconds=min(effort.load_seconds, MOST.load_seconds),
    )
    with tempfile.TemporaryDirectory(prefix="aftercare-bench-") as name:
        folder = Path(name)
        try:
            ours = product.measure(folder, effort)
        except PhaseFailed as problem:
            print(f"Aftercare could not be measured: {problem}", file=sys.stderr)
            return 1
        theirs: Measured | None = None
        if not quick:
            try:
                theirs = defaults.measure(folder, effort, kept=out / "defaults")
            except PhaseFailed as problem:
                print(f"Rasa's defaults could not be measured: {problem}", file=sys.stderr)
                ours.notes.append("Rasa's defaults could not be measured")
    page = report.write(out, ours, theirs)
    print(page.read_text(encoding="utf-8"))
    print(f"Report: {page}")
    return 0
