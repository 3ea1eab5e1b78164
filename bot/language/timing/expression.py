"""What the grammar finds in a line before anybody asks what it dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal[
    "ago",
    "length",
    "day_number",
    "point",
    "today",
    "month",
    "clock",
    "vague",
    "future",
    "after",
    "never",
]
"""How a time was put: "3 weeks ago", bare "3 weeks", "day 8", "on Tuesday", "this morning", "in Feb",
"at 2", "the other day", "tomorrow", "the next day" or "an hour after …", an earlier year."""


@dataclass(frozen=True)
class Expression:
    """A time in a line: `start` and `end` are places of the line, `days` is before today."""

    start: int
    end: int
    days: tuple[int, int]
    form: Form
    unit: str = "day"
