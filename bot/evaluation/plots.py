"""The plots of the report, as SVG files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")  # no window: reports are written on servers too

from matplotlib import pyplot

from bot.evaluation.calibration import Bin
from bot.evaluation.figures import by_style, by_topic, confusion
from bot.evaluation.gold import URGENCIES
from bot.evaluation.intervals import Share
from bot.evaluation.outcomes import Report

INK, BAND = "#1f4e79", "#9db8d2"


def draw(report: Report, out: Path) -> dict[str, Path]:
    """Write the plots that have something to show into `out`; returns title and file."""
    pyplot.rcParams["svg.hashsalt"] = "aftercare"  # the same figures give the same file
    plots: dict[str, Path] = {}
    if report.messages:
        plots["Urgency: labelled and predicted"] = _confusion(report, out / "confusion.svg")
        styles = {style: f.urgency for style, f in by_style(report.messages).items()}
        plots["Urgency right, by style"] = _dots(styles, out / "styles.svg")
    if topics := by_topic(report.messages):
        plots["Recall by red-flag topic"] = _dots(topics, out / "topics.svg")
    return plots


def _confusion(report: Report, path: Path) -> Path:
    counts = confusion(row.outcome for row in report.messages)
    columns = (*URGENCIES, "silence")
    shares = []
    for label in URGENCIES:
        total = sum(counts[label, name] for name in columns) or 1
        shares.append([counts[label, name] / total for name in columns])
    figure, axes = pyplot.subplots(figsize=(7, 5))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, label in enumerate(URGENCIES):
        for column, name in enumerate(columns):
            if number := counts[label, name]:
                colour = "white" if shares[row][column] > 0.6 else "black"
                axes.text(column, row, str(number), ha="center", va="center", color=colour)
    axes.set_xticks(range(len(columns)), columns, rotation=30, ha="right")
    axes.set_yticks(range(len(URGENCIES)), URGENCIES)
    axes.set_xlabel("predicted (an accepted level counts as the label)")
    axes.set_ylabel("labelled")
    return _save(figure, path)


def _dots(shares: dict[str, Share], path: Path) -> Path:
    """One dot with its Wilson interval a line, weakest on top."""
    figure, axes = pyplot.subplots(figsize=(7, 1.2 + 0.28 * len(shares)))
    for line, share in enumerate(shares.values()):
        low, high = share.bounds
        axes.plot([100 * low, 100 * high], [line, line], color=BAND, linewidth=5)
        axes.plot(100 * (share.value or 0), line, "o", color=INK)
    labels = [f"{name} ({share.hits}/{share.total})" for name, share in shares.items()]
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_xlim(0, 101)
    axes.set_xlabel("%, with the 95 % Wilson interval")
    axes.grid(axis="x", alpha=0.3)
    return _save(figure, path)


def draw_calibration(bins: Sequence[Bin], path: Path) -> Path:
    """Observed over predicted, with Wilson intervals; on the diagonal the two agree."""
    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], "--", color="grey", linewidth=1)
    for one in bins:
        axes.plot([one.predicted] * 2, one.observed.bounds, color=BAND, linewidth=5)
    axes.plot([b.predicted for b in bins], [b.observed.value or 0 for b in bins], "o-", color=INK)
    axes.set_xlabel("predicted probability of a red flag")
    axes.set_ylabel("observed share, with the 95 % Wilson interval")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    return _save(figure, path)


def _save(figure: pyplot.Figure, path: Path) -> Path:
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    return path
