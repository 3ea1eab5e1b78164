"""What the knowledge base covers: the article's sections and facts, and the areas by time. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.entry import Entry
from knowledge.library import Library
from knowledge.references import Fact, Section, sections
from knowledge.terms import AREAS, area_family

PERIODS: tuple[tuple[str, int, int], ...] = (
    ("day 0–1", 0, 1),
    ("day 2–4", 2, 4),
    ("day 5–9", 5, 9),
    ("day 10–14", 10, 14),
    ("week 3–5", 15, 41),
    ("week 6–12", 42, 90),
    ("later", 91, 730),
)
"""Spans of days since treatment, as the article's timeline has them."""


@dataclass(frozen=True)
class FactUse:
    """A fact, the live entries that tell it, and why none does, where that was decided."""

    fact: Fact
    entries: tuple[Entry, ...]
    unused: str

    @property
    def gap(self) -> bool:
        """Whether nothing tells it and nobody said why."""
        return not self.entries and not self.unused


@dataclass(frozen=True)
class SectionUse:
    """A section with the live entries that cite it and its facts; `stale` are overdue entries."""

    section: Section
    entries: tuple[Entry, ...]
    facts: tuple[FactUse, ...]
    stale: tuple[Entry, ...]


@dataclass(frozen=True)
class Cell:
    """What answers for one area in one span of time: entries for that very place, and those that hold
    for any place or its neighbours."""

    own: tuple[Entry, ...]
    general: tuple[Entry, ...]

    @property
    def level(self) -> int:
        """How well it is covered: 0 nothing, 1 only general answers, 2 one of its own, 3 several."""
        if not self.own:
            return 1 if self.general else 0
        return 2 if len(self.own) == 1 else 3


@dataclass(frozen=True)
class Row:
    """An area with a cell for each of `PERIODS`."""

    area: str
    cells: tuple[Cell, ...]


def by_section(library: Library, unused: Mapping[int, str], today: date) -> list[SectionUse]:
    """Each section with what uses it, in the sections' order."""
    live = list(library.entries.values())
    found = []
    for section in sections(library.sections):
        citing = tuple(e for e in live if any(s.split(".")[0] == section.key for s in e.sources))
        facts = {fact.number: fact for p in section.paragraphs for fact in p.facts}
        found.append(
            SectionUse(
                section=section,
                entries=citing,
                facts=tuple(
                    FactUse(
                        fact,
                        tuple(e for e in live if number in e.facts),
                        unused.get(number, ""),
                    )
                    for number, fact in sorted(facts.items())
                ),
                stale=tuple(e for e in citing if e.due_on is not None and e.due_on <= today),
            )
        )
    return found


def grid(entries: Sequence[Entry]) -> list[Row]:
    """The areas by time since treatment, for entries about symptoms: what is answered where."""
    told = [entry for entry in entries if entry.applies.symptoms and entry.urgency != "info"]
    return [
        Row(area, tuple(_cell(told, area, first, last) for _, first, last in PERIODS))
        for area in sorted(AREAS - {"other"})
    ]


def _cell(entries: Sequence[Entry], area: str, first: int, last: int) -> Cell:
    own, general = [], []
    for entry in entries:
        window, areas = entry.applies.days, entry.applies.areas
        if window and (window[1] < first or window[0] > last):
            continue
        if area in areas:
            own.append(entry)
        elif not areas or area_family(area).intersection(areas):
            general.append(entry)
    return Cell(tuple(own), tuple(general))
