"""A red flag in another language is raised, a denied, supposed or ordinary one is not (H01, H02)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.triage import screen

TODAY = date(2026, 6, 17)
SENTENCES = yaml.safe_load(
    Path(__file__).with_name("foreign_sentences.yml").read_text(encoding="utf-8")
)
LEVELS = [
    (language, level, line.strip())
    for language, levels in SENTENCES.items()
    for level, lines in levels.items()
    for line in lines.splitlines()
]


@pytest.mark.parametrize(("language", "level", "text"), LEVELS)
def test_the_level_of_a_sentence(language: str, level: str, text: str) -> None:
    urgency = screen(text, TODAY).urgency
    if level == "calm":
        assert urgency not in {"emergency", "urgent"}
    else:
        assert urgency == level


def test_every_language_has_enough_sentences() -> None:
    for language, levels in SENTENCES.items():
        red = sum(len(levels[level].splitlines()) for level in ("emergency", "urgent"))
        assert red >= 6, language
        assert len(levels["calm"].splitlines()) >= 4, language
