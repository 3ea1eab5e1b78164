"""The published knowledge at one moment: what lookups read. Immutable, safe to share by threads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from knowledge.entry import Entry


def _frozen(mapping: Mapping[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(dict(mapping))


@dataclass(frozen=True, eq=False)
class Library:
    """Published entries by id, section titles and safety nets, as of `stamp`."""

    entries: Mapping[str, Entry]
    sections: Mapping[str, str] = field(default_factory=dict)
    safety_nets: Mapping[str, str] = field(default_factory=dict)
    stamp: int = 0

    def __post_init__(self) -> None:
        for name in ("entries", "sections", "safety_nets"):
            object.__setattr__(self, name, _frozen(getattr(self, name)))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Every entry's example questions, title and sentences, then what no entry answers."""
        told = (text for entry in self.entries.values() for text in _asked(entry))
        return (*told, *(text for group in _elsewhere() for text in group))

    @cached_property
    def question_groups(self) -> tuple[int, ...]:
        """The place, in `entries`, of the entry that each of `questions` belongs to.

        Numbers past the last entry's are those of what no entry answers.
        """
        told = (i for i, entry in enumerate(self.entries.values()) for _ in _asked(entry))
        others = enumerate(_elsewhere(), len(self.entries))
        return (*told, *(i for i, group in others for _ in group))

    def safety_net(self, entry: Entry) -> str:
        """The closing text of `entry`, placeholders still in it; empty if it has none."""
        return self.safety_nets.get(entry.safety_net, "")

    def source_title(self, source: str) -> str:
        """The title of a source such as `S06.P2`: its own, or its section's; empty if unknown."""
        return self.sections.get(source) or self.sections.get(source.split(".")[0], "")


def _asked(entry: Entry) -> tuple[str, ...]:
    # The answer's own sentences count as things one may ask about: where the questions leave a
    # gap, they still lead here. Lines with a number to call say nothing of the subject.
    told = re.split(r"(?<=[.!?])\s+", entry.answer)
    sentences = (s for s in told if "{" not in s and len(s.split()) > 1)
    return (*entry.questions, entry.title, *sentences)


@cache
def _elsewhere() -> tuple[tuple[str, ...], ...]:
    """Groups of sentences that nothing here answers: other matters, and words that say too little."""
    text = Path(__file__).with_name("elsewhere.txt").read_text(encoding="utf-8")
    groups = (group.splitlines() for group in text.split("\n\n"))
    return tuple(tuple(s for s in group if s and s[0] != "#") for group in groups)
