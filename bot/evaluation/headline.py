"""`python -m bot.evaluation.headline --set NAME PREDICTIONS FILE… [--set …]`: the headline table.

Markdown for the README, several sets of messages side by side, beside what published symptom
checkers reach. PREDICTIONS is what `aftercare ask --jsonl` printed, or `make evaluate` kept; FILE…
are the labelled rows that it answers.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.evaluation.figures import false_escalation
from bot.evaluation.gold import load
from bot.evaluation.intervals import Share
from bot.evaluation.outcomes import Report, judge_rows
from bot.evaluation.predictions import load as load_predictions

PUBLISHED = (
    "For comparison: 23 symptom checkers found 80 % of emergencies (Semigran 2015, BMJ); 22 apps did "
    "no better in 2022; one telephone triage system had no hazardous under-triage in 2,543 calls "
    "(SMASS 2024, JMIR); a product built on a large language model under-triaged 52 % of emergencies "
    "(2026, Nature Medicine). Their cases are not ours, so these are marks to steer by and no contest."
)


def headline(reports: Mapping[str, Report]) -> list[str]:
    """The table, a column a report, and the comparison below it."""
    columns = [dict(_figures(report)) for report in reports.values()]
    labels = list(dict.fromkeys(label for column in columns for label in column))
    rows = [["", *reports], ["---"] * (1 + len(columns))]
    rows += [[label, *(column.get(label, "") for column in columns)] for label in labels]
    table = ["| " + " | ".join(row) + " |" for row in rows]
    return ["Wilson 95 % intervals in brackets.", "", *table, "", PUBLISHED]


def _figures(report: Report) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    if report.messages:
        f = report.figures
        hard = [*report.of_style("negated"), *report.of_style("hypothetical")]
        names = ", ".join(f"{one.f1:.3f}".lstrip("0") for one in f.names.values())
        rows += [
            ("messages", str(f.rows)),
            ("emergencies raised", _share(_raised(report, "emergency"))),
            ("urgent messages raised", _share(_raised(report, "urgent"))),
            ("emergency or urgent, at the right level", _share(f.red)),
            ("emergencies answered as if they could wait", _count(f.dangerous)),
            ("false escalation", _share(f.false_escalation)),
            ("… where red flags are denied or supposed", _share(false_escalation(hard))),
            ("urgency exact", _share(f.urgency)),
            ("areas, symptoms, denied: F1", names),
            ("days since treatment, exact", _share(f.days)),
            ("trend", _share(f.trend)),
            ("every must-mention in the answer", _share(f.mentions)),
            ("off-topic recognised", _share(f.recall["out_of_scope"])),
            ("in scope, refused", _share(f.refused)),
        ]
    if report.turns:
        rows.append(("conversation turns fully right", _share(report.conversations.turns)))
    return rows


def _raised(report: Report, level: str) -> Share:
    """Single messages of a level that a person is called for at once, whichever of the two it is."""
    return Share.of(
        row.outcome.urgency or row.outcome.predicted.escalates
        for row in report.messages
        if row.outcome.expected.urgency == level
    )


def _share(share: Share) -> str:
    if share.value is None:
        return ""
    low, high = (100 * bound for bound in share.bounds)
    return f"{100 * share.value:.1f} % ({low:.1f} to {high:.1f})"


def _count(share: Share) -> str:
    return f"{share.hits} of {share.total}" if share.total else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.headline", description=__doc__)
    parser.add_argument(
        "--set",
        dest="sets",
        action="append",
        nargs="+",
        required=True,
        metavar="WORD",
        help="a column: its name, the predictions, then the labelled files",
    )
    chosen = parser.parse_args(arguments)
    reports = {}
    for words in chosen.sets:
        if len(words) < 3:
            parser.error("--set needs a name, the predictions and at least one labelled file")
        name, predictions, *files = words
        rows = [row for file in files for row in load(Path(file))]
        with Path(predictions).open(encoding="utf-8") as said:
            reports[name] = judge_rows(rows, load_predictions(said))
    print("\n".join(headline(reports)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
