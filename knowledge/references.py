"""What an editor may cite: the article's sections, their paragraphs, and what each tells, in our own
words. The article's text itself is not ours to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge import files

_FILE = Path(__file__).resolve().parent / "facts.yml"


@dataclass(frozen=True)
class Fact:
    """One thing the article says: its number, our words for it, whether it is a warning sign."""

    number: int
    text: str
    warning: bool


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that can be cited ("S06.P2"), or a whole section ("LABEL"), with its facts."""

    source: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Section:
    """A section, the title patients see, and its paragraphs."""

    key: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@lru_cache(maxsize=1)
def facts() -> Mapping[int, Fact]:
    """Every fact by its number."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    warnings = set(data["warning"])
    return {int(n): Fact(int(n), str(text), n in warnings) for n, text in data["facts"].items()}


def sections(titles: Mapping[str, str]) -> list[Section]:
    """Everything that can be cited, by section; `titles` are those of the knowledge base."""
    carried: dict[str, list[Fact]] = {}
    for number, paragraphs in files.known_facts().items():
        for paragraph in paragraphs:
            carried.setdefault(paragraph, []).append(facts()[number])
    found = []
    for key, title in titles.items():
        sources = sorted(source for source in carried if source.split(".")[0] == key) or [key]
        paragraphs = tuple(Paragraph(s, tuple(carried.get(s, ()))) for s in sources)
        found.append(Section(key, title, paragraphs))
    return found


def with_paragraphs(sources: tuple[str, ...], told: tuple[int, ...]) -> tuple[str, ...]:
    """`sources`, and for each fact told that none of them carries, its first paragraph."""
    found = list(sources)
    for number in told:
        paragraphs = files.known_facts().get(number, ())
        carried = any(p in found or p.split(".")[0] in found for p in paragraphs)
        if paragraphs and not carried:
            found.append(paragraphs[0])
    return tuple(found)
