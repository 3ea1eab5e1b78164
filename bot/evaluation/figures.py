"""Figures over many judged rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.fields import f1
from bot.evaluation.gold import URGENCIES
from bot.evaluation.intervals import Share
from bot.evaluation.score import (
    OPTIONAL_TURN_FIELDS,
    TURN_FIELDS,
    MessageOutcome,
    Outcome,
    TurnOutcome,
)


@dataclass(frozen=True)
class NameFigures:
    """Micro figures of one list of names."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class MessageFigures:
    """All figures of a set of single messages (a whole file, or one style)."""

    rows: int
    urgency: Share
    recall: dict[str, Share]
    red: Share
    """Emergency and urgent rows together whose urgency is right."""
    red_raised: Share
    """The same rows, when either of the two levels (or an accepted one) is good enough."""
    under_triage: Share
    dangerous: Share
    false_escalation: Share
    names: dict[str, NameFigures]
    days: Share
    days_said: Share
    days_tight: Share
    onset: Share
    trend: Share
    refused: Share
    """Rows that are not out of scope, refused."""
    refused_wrongly: Share
    """The same without rows for which a refusal is accepted."""
    mentions: Share


def message_figures(rows: Sequence[MessageOutcome]) -> MessageFigures:
    """Every figure of the evaluation set's scoring rules, over `rows`."""
    outcomes = [row.outcome for row in rows]
    red = [o for o in outcomes if o.expected.is_red]
    in_scope = [o for o in outcomes if o.expected.urgency != "out_of_scope"]
    return MessageFigures(
        rows=len(rows),
        urgency=Share.of(o.urgency for o in outcomes),
        recall={
            level: Share.of(o.urgency for o in outcomes if o.expected.urgency == level)
            for level in URGENCIES
        },
        red=Share.of(o.urgency for o in red),
        red_raised=Share.of(o.urgency or o.predicted.escalates for o in red),
        under_triage=Share.of(o.under_triage for o in outcomes),
        dangerous=Share.of(o.dangerous for o in outcomes if o.expected.urgency == "emergency"),
        false_escalation=false_escalation(outcomes),
        names={
            name: NameFigures(*f1(getattr(o, name) for o in outcomes))
            for name in ("areas", "symptoms", "denied")
        },
        days=Share.of(o.days for o in outcomes),
        days_said=Share.of(o.days for o in outcomes if o.expected.days),
        days_tight=Share.of(o.days_tight for o in outcomes),
        onset=Share.of(o.onset_days for o in outcomes),
        trend=Share.of(o.trend for o in outcomes),
        refused=Share.of(o.predicted.urgency == "out_of_scope" for o in in_scope),
        refused_wrongly=Share.of(
            o.predicted.urgency == "out_of_scope" and not o.urgency for o in in_scope
        ),
        mentions=Share.of(o.mentions for o in outcomes if o.expected.must_mention),
    )


def false_escalation(outcomes: Iterable[Outcome]) -> Share:
    """Of rows for which neither red level is right, those predicted one of the two."""
    return Share.of(o.predicted.escalates for o in outcomes if o.expected.is_calm)


def by_style(rows: Sequence[MessageOutcome]) -> dict[str, MessageFigures]:
    """The same figures for each style, weakest urgency first."""
    groups: dict[str, list[MessageOutcome]] = defaultdict(list)
    for row in rows:
        groups[row.message.style].append(row)
    figures = {style: message_figures(group) for style, group in groups.items()}
    return dict(sorted(figures.items(), key=lambda item: (item[1].urgency.value or 0, item[0])))


def by_topic(rows: Sequence[MessageOutcome]) -> dict[str, Share]:
    """Recall of emergency and urgent rows for each red-flag topic, weakest first."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row.outcome.expected.is_red:
            groups[row.message.topic].append(row.outcome.urgency)
    shares = {topic: Share.of(hits) for topic, hits in groups.items()}
    return dict(sorted(shares.items(), key=lambda item: (item[1].value or 0, item[0])))


def confusion(outcomes: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    """Counts of (label, prediction); an accepted prediction is counted as the label."""
    return Counter(
        (o.expected.urgency, o.expected.urgency if o.urgency else o.predicted.urgency or "silence")
        for o in outcomes
    )


@dataclass(frozen=True)
class ConversationFigures:
    """Figures of a set of conversations."""

    turns: Share
    whole: Share
    turns_without_needless_questions: Share
    fields: dict[str, Share]
    needless_questions: Share


def conversation_figures(rows: Sequence[TurnOutcome]) -> ConversationFigures:
    """Shares of turns and of whole conversations right, and of each field where it is labelled."""
    whole: dict[str, bool] = defaultdict(lambda: True)
    for row in rows:
        whole[row.conversation] &= row.outcome.turn_right()
    fields = {name: Share.of(name not in r.outcome.failed() for r in rows) for name in TURN_FIELDS}
    for name in OPTIONAL_TURN_FIELDS:
        given = [r for r in rows if name in r.outcome.expected.given]
        fields[name] = Share.of(name not in r.outcome.failed() for r in given)
    quiet = [r for r in rows if not r.outcome.expected.asks]
    return ConversationFigures(
        turns=Share.of(r.outcome.turn_right() for r in rows),
        whole=Share.of(whole.values()),
        turns_without_needless_questions=Share.of(
            r.outcome.turn_right(needless_is_wrong=True) for r in rows
        ),
        fields=fields,
        needless_questions=Share.of(r.outcome.asks_needless for r in quiet),
    )
