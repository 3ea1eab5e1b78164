"""`python -m bot.evaluation FILE… [--predictions P.jsonl]`: figures and the worst misses."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.evaluation.ask import ask_product
from bot.evaluation.gate import Gate
from bot.evaluation.gold import Conversation, Message, load
from bot.evaluation.outcomes import judge_rows
from bot.evaluation.predictions import load as load_predictions
from bot.evaluation.predictions import save
from bot.evaluation.table import table

if TYPE_CHECKING:
    from bot.evaluation.calibration import Bin

REPORTS = Path("var/evaluation")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 0, or 1 when a gate is asked for and not passed."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="labelled rows, JSON lines")
    parser.add_argument(
        "--predictions", type=Path, help="what `aftercare ask --jsonl` printed; asked now if absent"
    )
    parser.add_argument(
        "--rules", action="store_true", help="only rules and triage, without Rasa: takes seconds"
    )
    parser.add_argument(
        "--out",
        type=Path,
        help=f"write report.md and its plots here; {REPORTS} when the product is asked now",
    )
    parser.add_argument(
        "--calibration",
        action="store_true",
        help="with a calibration curve in the report: trains detectors on three quarters, a minute",
    )
    parser.add_argument("--worst", type=int, default=25, help="how many misses to list")
    parser.add_argument("--gate", choices=["red-flags"], help="fail when red flags are missed")
    parser.add_argument("--min-recall", type=float, default=Gate.recall)
    parser.add_argument("--min-lower-bound", type=float, default=Gate.lower_bound)
    parser.add_argument("--max-false-escalation", type=float, default=Gate.false_escalation)
    chosen = parser.parse_args(arguments)

    rows = [row for file in chosen.files for row in load(file)]
    if chosen.predictions:
        with chosen.predictions.open(encoding="utf-8") as lines:
            report = judge_rows(rows, load_predictions(lines))
    elif chosen.rules:
        from bot.evaluation.rules import judge_rules

        report = judge_rules(rows)
    else:
        chosen.out = chosen.out or REPORTS
        replies = ask_product(rows)
        save(replies, chosen.out / "predictions.jsonl")
        report = judge_rows(rows, replies)
    print(table(report, worst=chosen.worst))
    if chosen.out:
        from bot.evaluation.report import write

        bins = _calibration(rows) if chosen.calibration else ()
        names = [f.name for f in chosen.files]
        print(f"Report: {write(report, chosen.out, names=names, calibration=bins)}")
    if not chosen.gate:
        return 0
    gate = Gate(chosen.min_recall, chosen.min_lower_bound, chosen.max_false_escalation)
    problems = gate.problems(report)
    for problem in problems:
        print(f"gate not passed: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _calibration(rows: Sequence[Message | Conversation]) -> list[Bin]:
    from bot.evaluation.calibration import calibration
    from bot.evaluation.seeds import examples
    from bot.nlu.sentence_sense import sentence_model
    from bot.settings import ROOT
    from bot.training_sentences import sentences

    learned = examples(sentences(ROOT / "data" / "nlu"))
    embedder = sentence_model()
    return calibration([row for row in rows if isinstance(row, Message)], learned, embedder)


if __name__ == "__main__":
    sys.exit(main())
