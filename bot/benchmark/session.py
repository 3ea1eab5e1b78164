"""One benchmark session from start to report."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from bot.benchmark import defaults, product, report
from bot.benchmark.processes import PhaseFailed
from bot.benchmark.progress import phase
from bot.benchmark.subject import CLIENTS, Effort, time_layers

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
    with tempfile.TemporaryDirectory(prefix="aftercare-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        try:
            subjects = [stack.enter_context(product.running(folder))]
        except PhaseFailed as problem:
            print(f"Aftercare could not be measured: {problem}", file=sys.stderr)
            return 1
        if not quick:
            theirs = defaults.running(folder, effort, kept=out / "defaults")
            try:
                subjects.append(stack.enter_context(theirs))
            except PhaseFailed as problem:
                print(f"Rasa's defaults could not be measured: {problem}", file=sys.stderr)
                subjects[0].measured.notes.append("Rasa's defaults could not be measured")
        with phase("latency through each layer, subjects taking turns"):
            time_layers(subjects, effort)
        for subject in subjects:
            with phase(f"{subject.measured.name}: load of {CLIENTS} clients"):
                subject.load(effort)
    measured = [subject.measured for subject in subjects]
    page = report.write(out, measured[0], measured[1] if len(measured) > 1 else None)
    print(page.read_text(encoding="utf-8"))
    print(f"Report: {page}")
    return 0
