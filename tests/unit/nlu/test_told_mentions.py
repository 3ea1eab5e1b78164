"""What the learned opinion on ordinary after-effects may add to the rules' reading."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from bot.language import read
from bot.nlu.told_mentions import told_mentions

TODAY = date(2026, 6, 17)


class Certain:
    """A model that gives every clause the same symptom."""

    def told(self, clauses: list[str], embedder: object) -> list[tuple[str, float]]:
        return [("no_effect", 1.0) for _ in clauses]


class Blank:
    """An embedder that nobody asks."""

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.zeros((len(texts), 1))


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("frown lines, 6 days ago", 0),
        ("had my forehead done on Monday", 0),
        ("six days on and the lot still marches up my forehead", 1),
    ],
)
def test_a_clause_of_places_and_days_tells_of_nothing(text: str, added: int) -> None:
    reading = read(text, TODAY)
    assert len(told_mentions(reading, Certain(), Blank())) == added
