"""The embedder that keeps what it worked out, and works ahead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.nlu.sentence_sense import SIZE, Remembering


class Counting:
    """Rows that tell their text's length; keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.asked.append(list(texts))
        return np.stack([np.full(SIZE, float(len(text))) for text in texts])


class Failing:
    """A model that cannot work."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        raise MemoryError("no room")


def test_the_same_text_is_worked_out_once() -> None:
    model = Counting()
    embedder = Remembering(model)
    rows = embedder.embed(["a", "bb", "a"])
    assert rows[:, 0].tolist() == [1, 2, 1]
    assert embedder.embed(["bb"])[0, 0] == 2
    assert model.asked == [["a", "bb"]]


def test_what_was_begun_is_not_worked_out_again() -> None:
    model = Counting()
    embedder = Remembering(model)
    embedder.begin(["a", "bb", "a"])
    assert embedder.embed(["bb", "ccc", "a"])[:, 0].tolist() == [2, 3, 1]
    assert model.asked == [["a", "bb"], ["ccc"]]


def test_a_failure_ahead_is_told_to_who_needs_the_rows() -> None:
    embedder = Remembering(Failing())
    embedder.begin(["a"])
    with pytest.raises(MemoryError):
        embedder.embed(["a"])
