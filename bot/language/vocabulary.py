"""The one vocabulary: words, patterns and aliases from `vocabulary/*.yml`, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.language.patterns import PatternIndex

FOLDER = Path(__file__).parent / "vocabulary"


@dataclass(frozen=True)
class Vocabulary:
    """Compiled patterns by kind, spelling aliases, and every word the patterns know."""

    symptoms: PatternIndex
    denials: PatternIndex
    figures: PatternIndex
    areas: PatternIndex
    cues: PatternIndex
    trends: PatternIndex
    signs: PatternIndex
    aliases: dict[str, str]
    words: frozenset[str]
    left_alone: frozenset[str]
    """Words that no dictionary has and that are no slips."""
    stems: tuple[str, ...]
    raw: dict[str, dict[str, list[str]]]


def load(folder: Path = FOLDER) -> dict[str, dict[str, list[str]]]:
    """The vocabulary's files merged into one mapping."""
    data: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.yml")):
        for key, section in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            for label, block in section.items():
                lines = [line.strip() for line in str(block).splitlines()]
                lines = [line for line in lines if line and not line.startswith("#")]
                data.setdefault(key, {}).setdefault(str(label), []).extend(lines)
    return data


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The product's vocabulary, compiled. Raises `PatternError` on a pattern that is not of its form."""
    data = load()
    classes = {
        name: [w.strip() for line in lines for w in line.split("|")]
        for name, lines in data["classes"].items()
    }
    common = frozenset(word for line in data["lists"]["common"] for word in line.split())

    def index(section: str) -> PatternIndex:
        pairs = [(label, p) for label, patterns in data[section].items() for p in patterns]
        return PatternIndex(pairs, classes, common)

    indexes = {
        name: index(name)
        for name in ("symptoms", "denials", "figures", "areas", "cues", "trends", "signs")
    }
    aliases = {}
    for target, slips in data["aliases"].items():
        for slip in " ".join(slips).split():
            aliases[slip] = target
    words = set().union(*(i.words for i in indexes.values()), *[t.split() for t in data["aliases"]])
    words |= {word for line in data["lists"]["known_words"] for word in line.split()}
    words -= {w for w in words if len(w) < 3}
    return Vocabulary(
        **indexes,
        aliases=aliases,
        words=frozenset(words),
        left_alone=frozenset(w for line in data["lists"]["left_alone"] for w in line.split()),
        stems=tuple(sorted(set().union(*(i.stems for i in indexes.values())))),
        raw=data,
    )
