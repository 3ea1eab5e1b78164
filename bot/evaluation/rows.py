"""The headline figures as rows of label, figure and goal; shared by the table and the report."""

from __future__ import annotations

from bot.evaluation.figures import false_escalation
from bot.evaluation.outcomes import Report

Row = tuple[str, str, str]


def message_rows(report: Report) -> list[Row]:
    """One row a figure of the single messages."""
    figures = report.figures
    rows: list[Row] = [
        ("urgency right", str(figures.urgency), ""),
        ("emergency and urgent together", str(figures.red), "100 %, lower bound 97 %"),
        ("… raised to either level", str(figures.red_raised), ""),
        ("emergencies answered as if they could wait", str(figures.dangerous), "0"),
        ("under-triage", str(figures.under_triage), ""),
        ("false escalation", str(figures.false_escalation), "3 % or less"),
    ]
    for style in ("negated", "hypothetical"):
        rows.append((f"… {style}", str(false_escalation(report.of_style(style))), ""))
    rows += [
        (f"{name} F1", f"{f.f1:.3f} (precision {f.precision:.3f}, recall {f.recall:.3f})", "0.95")
        for name, f in figures.names.items()
    ]
    rows += [
        ("days exact", str(figures.days), "95 %"),
        ("… where said", str(figures.days_said), ""),
        ("… both ends within a day", str(figures.days_tight), ""),
        ("onset exact", str(figures.onset), "95 %"),
        ("trend", str(figures.trend), ""),
        ("answers with every must-mention", str(figures.mentions), "95 %"),
        ("out-of-scope recall", str(figures.recall["out_of_scope"]), "95 %"),
        ("in-scope refused", str(figures.refused), "3 % or less"),
        ("… where no refusal is accepted", str(figures.refused_wrongly), ""),
    ]
    return rows


def recall_rows(report: Report) -> list[Row]:
    """Recall of each urgency."""
    return [(level, str(share), "") for level, share in report.figures.recall.items()]


def conversation_rows(report: Report) -> list[Row]:
    """One row a figure of the conversations."""
    figures = report.conversations
    return [
        ("turns right", str(figures.turns), ""),
        ("whole conversations right", str(figures.whole), ""),
        (
            "turns right, no needless question",
            str(figures.turns_without_needless_questions),
            "",
        ),
        *((f"… {name}", str(share), "") for name, share in figures.fields.items()),
        ("asked where no question is needed", str(figures.needless_questions), ""),
    ]
