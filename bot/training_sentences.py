"""Our own training sentences, read from data/nlu as the detectors and the intents see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Sentence:
    """One training sentence. `concept` and `present` are those of its red-flag file, if any."""

    text: str
    intent: str
    concept: str = ""
    present: bool = False

    @property
    def kind(self) -> tuple[str, str, bool]:
        """What is spread evenly over the folds."""
        return self.intent, self.concept, self.present


def sentences(folder: Path) -> list[Sentence]:
    """Every sentence below `folder`, or of that one file, in order, the same sentence only once."""
    found: dict[str, Sentence] = {}
    for path in sorted(folder.rglob("*.yml")) if folder.is_dir() else [folder]:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for block in content.get("nlu") or ():
            if "intent" in block:
                for sentence in _sentences(block):
                    found.setdefault(_plain(sentence.text), sentence)
    return list(found.values())


def _sentences(block: dict[str, Any]) -> Iterator[Sentence]:
    marks = block.get("metadata") or {}
    examples = block.get("examples") or ""
    lines = examples.splitlines() if isinstance(examples, str) else [e["text"] for e in examples]
    for line in lines:
        text = line.strip().removeprefix("- ").strip()
        if text:
            concept, present = str(marks.get("concept", "")), bool(marks.get("present", False))
            yield Sentence(text, str(block["intent"]), concept, present)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
