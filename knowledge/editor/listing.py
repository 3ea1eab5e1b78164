"""The list of entries: one row for each, filtered, searched, sorted. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge import publishing
from knowledge.entry import Entry
from knowledge.publishing import Revision

STATES = ("draft", "in_review", "scheduled", "published", "retired")
SORTS = {"title": "Title", "changed": "Last changed", "due": "Due for review", "urgency": "Urgency"}
DUE_SOON = timedelta(days=30)
PAGE = 50

_URGENCY = ("emergency", "urgent", "review", "self_care", "info", "out_of_scope")


@dataclass(frozen=True)
class Row:
    """An entry as the list shows it: its newest words, where they stand, what is live."""

    entry: Entry
    state: str
    live: Entry | None
    author: str
    changed_at: datetime
    due_on: date | None

    def due(self, today: date) -> bool:
        """Whether it should be looked at again within a month."""
        return self.live is not None and self.due_on is not None and self.due_on <= today + DUE_SOON


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty means everything."""

    text: str = ""
    state: str = ""
    area: str = ""
    symptom: str = ""
    section: str = ""
    due: bool = False
    sort: str = "title"
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """From an address's query; what makes no sense is left out."""
        number = query.get("page", "")
        return cls(
            text=query.get("q", "").strip()[:200],
            state=query.get("status", "") if query.get("status") in STATES else "",
            area=query.get("area", ""),
            symptom=query.get("symptom", ""),
            section=query.get("section", ""),
            due=query.get("due") == "yes",
            sort=query.get("sort", "") if query.get("sort") in SORTS else "title",
            page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
        )


def row(history: Sequence[Revision], now: datetime) -> Row:
    """An entry's row, from its history, newest first."""
    newest, live = history[0], publishing.live(history, now)
    return Row(
        entry=newest.entry,
        state=publishing.state(history, now),
        live=live.entry if live else None,
        author=newest.author,
        changed_at=newest.created_at,
        due_on=live.entry.due_on if live else None,
    )


def wanted(rows: Sequence[Row], want: Wanted, today: date) -> list[Row]:
    """The rows that fit, in their order."""
    found = [one for one in rows if _fits(one, want, today)]
    found.sort(key=lambda one: (one.entry.title.lower(), one.entry.id))
    if want.sort == "changed":
        found.sort(key=lambda one: one.changed_at, reverse=True)
    elif want.sort == "due":
        found.sort(key=lambda one: one.due_on or date.max)
    elif want.sort == "urgency":
        found.sort(key=lambda one: _rank(one.entry))
    return found


def _rank(entry: Entry) -> int:
    return _URGENCY.index(entry.urgency) if entry.urgency in _URGENCY else len(_URGENCY)


def _fits(one: Row, want: Wanted, today: date) -> bool:
    entry, applies = one.entry, one.entry.applies
    if want.state and want.state != one.state:
        # A live entry with a newer draft is still one that patients read.
        if not (want.state == "published" and one.live):
            return False
    if want.area and want.area not in applies.areas:
        return False
    if want.symptom and want.symptom not in applies.symptoms:
        return False
    if want.section and not any(s.split(".")[0] == want.section for s in entry.sources):
        return False
    if want.due and not one.due(today):
        return False
    text = "\n".join((entry.id, entry.title, entry.answer, *entry.questions)).lower()
    return all(word in text for word in want.text.lower().split())
