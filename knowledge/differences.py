"""What changed between two versions of an entry, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from knowledge.entry import Entry

_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")

LABELS = {
    "title": "Title",
    "answer": "Answer",
    "urgency": "Urgency",
    "safety_net": "Closing advice",
    "hand_over": "A person takes over",
    "questions": "Example questions",
    "areas": "Areas",
    "symptoms": "Symptoms",
    "days": "Days since treatment",
    "trends": "How it is going",
    "topic": "Topic",
    "sources": "Where it comes from",
    "facts": "Facts it tells",
    "review_by": "Look at it again by",
}
"""The parts of an entry that people change, in the order they read them."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is in both versions, only in the old, or only in the new."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True)
class Change:
    """One part of an entry that differs, with its old and new text and the words between them."""

    name: str
    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def words(before: str, after: str) -> tuple[Piece, ...]:
    """The way from `before` to `after`: joined, "same" and "removed" give the one, "same" and
    "added" the other."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[i:j])))
            continue
        if i < j:
            found.append(Piece("removed", "".join(old[i:j])))
        if k < m:
            found.append(Piece("added", "".join(new[k:m])))
    return tuple(found)


def changes(before: Entry | None, after: Entry) -> tuple[Change, ...]:
    """The parts in which `after` differs from `before`; all that are filled in when it is new."""
    found = []
    for name, label in LABELS.items():
        old = told(before, name) if before else ""
        new = told(after, name)
        if old != new:
            found.append(Change(name, label, old, new, words(old, new)))
    return tuple(found)


def told(entry: Entry, name: str) -> str:
    """One part of an entry as text; lists one item a line."""
    return _TOLD.get(name, lambda one: str(getattr(one, name)))(entry)


_TOLD: dict[str, Callable[[Entry], str]] = {
    "hand_over": lambda entry: "yes" if entry.hand_over else "no",
    "questions": lambda entry: "\n".join(entry.questions),
    "areas": lambda entry: ", ".join(entry.applies.areas),
    "symptoms": lambda entry: ", ".join(entry.applies.symptoms),
    "days": lambda entry: "{} to {}".format(*entry.applies.days) if entry.applies.days else "",
    "trends": lambda entry: ", ".join(entry.applies.trends),
    "topic": lambda entry: entry.applies.topic,
    "sources": lambda entry: ", ".join(entry.sources),
    "facts": lambda entry: ", ".join(map(str, entry.facts)),
    "review_by": lambda entry: entry.review_by.isoformat() if entry.review_by else "",
}
