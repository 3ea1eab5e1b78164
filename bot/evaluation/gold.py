"""The labelled rows: single messages and conversations, as the evaluation files hold them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Days = tuple[int, int]

URGENCIES = ("emergency", "urgent", "review", "self_care", "info", "out_of_scope")
"""Highest first; a prediction without an urgency (silence) counts as below all of them."""
RED = frozenset({"emergency", "urgent"})


class UnreadableGold(ValueError):
    """A line of an evaluation file is not a labelled message or conversation."""


@dataclass(frozen=True)
class Expected:
    """The labels of one message, or of one turn (where they describe the merged case)."""

    urgency: str
    accept: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    days: Days | None = None
    onset_days: Days | None = None
    symptoms: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    trend: str | None = None
    also: tuple[str, ...] = ()
    must_mention: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    """Names of the labels the row holds; a turn is scored on `onset_days`, `denied` and `trend`
    only where they are given."""

    @property
    def right_urgencies(self) -> frozenset[str]:
        """Every level that is not wrong."""
        return frozenset({self.urgency, *self.accept})

    @property
    def is_red(self) -> bool:
        """Whether the message is labelled emergency or urgent."""
        return self.urgency in RED

    @property
    def is_calm(self) -> bool:
        """Whether escalating it would be false: no right level is emergency or urgent."""
        return not self.right_urgencies & RED


@dataclass(frozen=True)
class Message:
    """One labelled single message."""

    id: str
    today: str | None
    text: str
    style: str
    topic: str
    expected: Expected


@dataclass(frozen=True)
class Conversation:
    """One labelled conversation; each turn is what the patient typed and what should follow."""

    id: str
    today: str | None
    turns: tuple[tuple[str, Expected], ...]


def load(path: Path) -> list[Message | Conversation]:
    """The rows of one JSON-lines file, in its order; raises `UnreadableGold` naming the line."""
    rows: list[Message | Conversation] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append(parse(json.loads(line)))
        except (KeyError, TypeError, ValueError) as problem:
            raise UnreadableGold(f"{path.name} line {number}: {problem!r}") from problem
    return rows


def parse(row: dict[str, Any]) -> Message | Conversation:
    """One row of either form; raises `KeyError` or `TypeError` when it has neither."""
    if "turns" in row:
        turns = tuple((turn["user"], _expected(turn["expect"])) for turn in row["turns"])
        return Conversation(row["id"], row.get("today"), turns)
    return Message(
        id=row["id"],
        today=row.get("today"),
        text=row["text"],
        style=row.get("style", "unknown"),
        topic=row.get("topic", "unknown"),
        expected=_expected(row),
    )


def _expected(labels: dict[str, Any]) -> Expected:
    if labels["urgency"] not in URGENCIES:
        raise ValueError(f"unknown urgency {labels['urgency']!r}")
    return Expected(
        urgency=labels["urgency"],
        accept=tuple(labels.get("accept") or ()),
        areas=tuple(labels.get("areas") or ()),
        days=as_days(labels.get("days")),
        onset_days=as_days(labels.get("onset_days")),
        symptoms=tuple(labels.get("symptoms") or ()),
        denied=tuple(labels.get("denied") or ()),
        trend=labels.get("trend"),
        also=tuple(labels.get("also") or ()),
        must_mention=tuple(labels.get("must_mention") or ()),
        asks=tuple((labels.get("asks") or "").split("|")) if labels.get("asks") else (),
        given=frozenset(labels),
    )


def as_days(value: Any) -> Days | None:
    """A closed range of days from `[min, max]`, or None."""
    return (int(value[0]), int(value[1])) if value else None
