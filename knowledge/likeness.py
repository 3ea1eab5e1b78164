"""How alike two sentences are: the form of the answer, whoever gives it.

Kept apart from `knowledge.similarity`, so that lookups depend on no model and no library for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Fit:
    """How a text fits each group of questions.

    `closeness`: the best cosine in the group, 0 to 1, good for judging whether anything fits.
    `order`: good for choosing between groups; higher is better, differences are comparable to those
    of cosines.
    """

    closeness: Scores
    order: Scores


class Similarity(Protocol):
    """Scores from 0 (nothing in common) to 1 (the same), one for each question, in their order."""

    name: str
    floor: float
    """Closeness below which nothing fits; each measures on its own scale."""
    reluctance: float
    """How much better than every entry other matters must fit before they win, in `Fit.order`."""

    def rank(self, text: str, questions: Sequence[str]) -> Scores:
        """How like `text` each of `questions` is. An empty text is like nothing (all 0)."""
        ...

    def fit(self, text: str, questions: Sequence[str], groups: Sequence[int]) -> Fit:
        """How `text` fits each group; `groups` numbers them from 0, one for each question."""
        ...

    def fit_all(
        self, texts: Sequence[str], lists: Sequence[tuple[Sequence[str], Sequence[int]]]
    ) -> list[list[Fit]]:
        """For each of `lists` (questions and their groups), `fit` of each text: the same, at once."""
        ...

    def prepare(self, questions: Sequence[str], groups: Sequence[int] = ()) -> None:
        """Does now what the first `rank`, or with `groups` the first `fit`, would wait for."""
        ...
