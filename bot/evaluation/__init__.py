"""Scores the product from outside: `aftercare ask --jsonl` against labelled messages.

`run` does all of it; `evaluate` without the writing; `python -m bot.evaluation` from a shell.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.ask import Ask, ask_product
from bot.evaluation.gate import Gate
from bot.evaluation.gold import Conversation, Message, load
from bot.evaluation.outcomes import Report, judge_rows

__all__ = ["Gate", "Report", "evaluate", "run"]


def evaluate(files: Sequence[Path], ask: Ask = ask_product) -> Report:
    """Put every row of `files` to the product through `ask` and judge what it answers.

    Raises `gold.UnreadableGold` for a bad file and `ask.ProductFailed` when the product stops.
    """
    rows: list[Message | Conversation] = [row for file in files for row in load(Path(file))]
    return judge_rows(rows, ask(rows))


def run(
    files: Sequence[Path], out: Path = Path("var/evaluation"), *, gate: Gate | None = None
) -> int:
    """Evaluate `files`, print the figures, write `report.md` and its plots into `out`.

    Returns 0, or 1 when `gate` is given and not passed.
    """
    from bot.evaluation.report import write
    from bot.evaluation.table import table

    report = evaluate(files)
    print(table(report))
    print(f"Report: {write(report, out, names=[Path(file).name for file in files])}")
    problems = gate.problems(report) if gate else []
    for problem in problems:
        print(f"gate not passed: {problem}", file=sys.stderr)
    return 1 if problems else 0
