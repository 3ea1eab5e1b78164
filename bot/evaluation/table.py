"""A compact table for the terminal."""

from __future__ import annotations

from bot.evaluation.figures import by_style, by_topic, confusion
from bot.evaluation.gold import URGENCIES
from bot.evaluation.outcomes import Report
from bot.evaluation.rows import Row, conversation_rows, message_rows, recall_rows


def table(report: Report, *, worst: int = 25, width: int = 110) -> str:
    """Figures, confusion, styles, red-flag topics and the `worst` misses, `width` wide."""
    parts: list[str] = []
    if report.messages:
        parts += [_section(f"{report.figures.rows} messages", message_rows(report))]
        parts += [_section("recall by urgency", recall_rows(report))]
        parts += [_confusion(report), _styles(report), _topics(report)]
    if report.turns:
        parts += [_section(f"{len(report.turns)} turns", conversation_rows(report))]
    wrong = report.misses
    if wrong and worst:
        lines = [f"worst misses ({min(worst, len(wrong))} of {len(wrong)})"]
        for miss in wrong[:worst]:
            text = " ".join(miss.text.split())
            lines += [
                f"  {miss.id} {miss.style}: {miss.headline}",
                f"      {text[: width - 6] + ('…' if len(text) > width - 6 else '')}",
            ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _section(title: str, rows: list[Row]) -> str:
    return "\n".join([title, *(f"  {label:<44}{figure}" for label, figure, _ in rows)])


def _confusion(report: Report) -> str:
    counts = confusion(row.outcome for row in report.messages)
    columns = (*URGENCIES, "silence")
    lines = ["urgency: labelled down, predicted across (accepted counts as right)"]
    lines.append(" " * 16 + "".join(f"{name[:9]:>10}" for name in columns))
    for label in URGENCIES:
        cells = "".join(f"{counts[label, name] or '·':>10}" for name in columns)
        lines.append(f"  {label:<14}{cells}")
    return "\n".join(lines)


def _styles(report: Report) -> str:
    heads = (
        "rows",
        "urgency",
        "red",
        "false",
        "areas",
        "sympt",
        "denied",
        "days",
        "onset",
        "words",
    )
    lines = ["by style" + " " * 8 + "".join(f"{head:>8}" for head in heads)]
    for style, f in by_style(report.messages).items():
        cells = (
            str(f.rows),
            f.urgency.short(),
            f.red.short(),
            f.false_escalation.short(),
            *(f"{100 * names.f1:.1f}" for names in f.names.values()),
            f.days.short(),
            f.onset.short(),
            f.mentions.short(),
        )
        lines.append(f"  {style:<14}" + "".join(f"{cell:>8}" for cell in cells))
    return "\n".join(lines)


def _topics(report: Report) -> str:
    shares = by_topic(report.messages)
    if not shares:
        return "no red flags in these rows"
    return "\n".join(
        ["recall by red-flag topic", *(f"  {topic:<30}{share}" for topic, share in shares.items())]
    )
