"""The report in Markdown, with its plots beside it.

Texts of missed messages are printed: evaluation sets hold invented messages only. Never give a
file of real patients' words to the evaluation.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.evaluation.calibration import Bin, meaning
from bot.evaluation.figures import by_style, by_topic, confusion
from bot.evaluation.gold import URGENCIES
from bot.evaluation.headline import PUBLISHED
from bot.evaluation.outcomes import Report
from bot.evaluation.plots import draw, draw_calibration
from bot.evaluation.rows import Row, conversation_rows, message_rows, recall_rows

HEADS = (
    "style|rows|urgency|red flags|false escalation|areas F1|symptoms F1|denied F1|days|onset|words"
)


def write(
    report: Report, out: Path, *, names: Iterable[str] = (), calibration: Sequence[Bin] = ()
) -> Path:
    """Write `report.md` and its plots into the folder `out` (made when absent); the page's path."""
    out.mkdir(parents=True, exist_ok=True)
    plots = draw(report, out)
    page = out / "report.md"
    lines = _lines(report, plots, list(names))
    if calibration:
        draw_calibration(calibration, out / "calibration.svg")
        lines += _calibration(calibration)
    lines += ["## Beside others", "", PUBLISHED, "", *_misses(report)]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return page


def _lines(report: Report, plots: dict[str, Path], names: list[str]) -> list[str]:
    lines = ["# Evaluation", ""]
    if names:
        lines += ["Rows from " + ", ".join(f"`{name}`" for name in names) + ".", ""]
    lines += ["Shares are given with counts and the 95 % Wilson interval.", ""]
    if report.messages:
        lines += _figures(f"{report.figures.rows} single messages", message_rows(report))
        lines += _figures("Recall by urgency", recall_rows(report))
        lines += _confusion(report) + _styles(report) + _topics(report)
    if report.turns:
        lines += _figures(f"{len(report.turns)} turns of conversations", conversation_rows(report))
    for title, path in plots.items():
        lines += [f"## {title}", "", f"![{title}]({path.name})", ""]
    return lines


def _calibration(bins: Sequence[Bin]) -> list[str]:
    title = "Calibration of the learned detectors"
    rows = [(f"{100 * one.predicted:.1f} %", one.observed) for one in bins]
    return [
        *_grid(title, ["predicted probability of a red flag", "observed"], rows),
        f"![{title}](calibration.svg)",
        "",
        meaning(bins),
        "",
    ]


def _figures(title: str, rows: Sequence[Row]) -> list[str]:
    if any(goal for _, _, goal in rows):
        return _grid(title, ["figure", "value", "goal"], rows)
    return _grid(title, ["figure", "value"], [row[:2] for row in rows])


def _grid(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [f"## {title}", "", _line(heads), _line("---" for _ in heads)]
    return [*lines, *(_line(row) for row in rows), ""]


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _confusion(report: Report) -> list[str]:
    counts = confusion(row.outcome for row in report.messages)
    columns = (*URGENCIES, "silence")
    rows = [[label, *(counts[label, name] or "" for name in columns)] for label in URGENCIES]
    return _grid("Confusion of urgencies (labelled down, predicted across)", ["", *columns], rows)


def _styles(report: Report) -> list[str]:
    rows = [
        [
            style,
            f.rows,
            f.urgency,
            f.red,
            f.false_escalation.short(),
            *(f"{names.f1:.3f}" for names in f.names.values()),
            f.days.short(),
            f.onset.short(),
            f.mentions.short(),
        ]
        for style, f in by_style(report.messages).items()
    ]
    return _grid("By style, weakest first", HEADS.split("|"), rows)


def _topics(report: Report) -> list[str]:
    return _grid(
        "Recall by red-flag topic, weakest first",
        ["topic", "emergency and urgent rows right"],
        by_topic(report.messages).items(),
    )


def _misses(report: Report) -> list[str]:
    """Every miss; the texts are escaped, since `<` or `|` in one must not change the page."""
    rows = [
        (miss.id, miss.style, _escaped(miss.headline), _escaped(miss.text))
        for miss in report.misses
    ]
    return _grid(f"All {len(rows)} misses, worst first", ["row", "style", "wrong", "text"], rows)


def _escaped(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False).replace("|", "\\|")
