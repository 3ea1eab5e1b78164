"""The plain fallback: sentences are alike as far as they share runs of letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness import Fit, Scores
from knowledge.plain_words import plain

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

_REMEMBERED_LISTS = 4


class CharacterSimilarity:
    """Runs of characters in common, weighted by rarity. Needs no model; misses paraphrases."""

    name = "characters"
    floor = 0.3
    reluctance = 0.05

    def __init__(self) -> None:
        self._fitted: list[tuple[tuple[str, ...], TfidfVectorizer, csr_matrix]] = []

    def prepare(self, questions: Sequence[str], groups: Sequence[int] = ()) -> None:
        """See `Similarity`."""
        self._index(tuple(questions))

    def rank(self, text: str, questions: Sequence[str]) -> Scores:
        """See `Similarity`."""
        if not questions or not text.strip():
            return np.zeros(len(questions), dtype=np.float32)
        vectorizer, matrix = self._index(tuple(questions))
        scores = (matrix @ vectorizer.transform([plain(text)]).T).toarray().ravel()
        return np.clip(scores, 0, 1).astype(np.float32)

    def fit(self, text: str, questions: Sequence[str], groups: Sequence[int]) -> Fit:
        """See `Similarity`."""
        scores = self.rank(text, questions)
        best, second = _two_best(scores, np.asarray(groups, dtype=np.intp))
        return Fit(closeness=best, order=(best + second) / 2)

    def fit_all(
        self, texts: Sequence[str], lists: Sequence[tuple[Sequence[str], Sequence[int]]]
    ) -> list[list[Fit]]:
        """See `Similarity`."""
        return [
            [self.fit(text, questions, groups) for text in texts] for questions, groups in lists
        ]

    def _index(self, questions: tuple[str, ...]) -> tuple[TfidfVectorizer, csr_matrix]:
        for known, vectorizer, matrix in self._fitted:
            if known is questions or known == questions:
                return vectorizer, matrix
        # Only when needed: importing it costs a second, and the sentence model does without.
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        try:
            matrix = vectorizer.fit_transform([plain(question) for question in questions])
        except ValueError:  # nothing but punctuation
            vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 1))
            matrix = vectorizer.fit_transform([question or " " for question in questions])
        self._fitted = [(questions, vectorizer, matrix), *self._fitted][:_REMEMBERED_LISTS]
        return vectorizer, matrix


def _two_best(scores: Scores, groups: NDArray[np.int_]) -> tuple[Scores, Scores]:
    """The best and the second best score of each group; the best again where there is but one."""
    count = int(groups.max()) + 1 if len(groups) else 0
    best = np.zeros(count, dtype=np.float32)
    np.maximum.at(best, groups, scores)
    at_best = np.zeros(len(scores), dtype=bool)
    seen: set[int] = set()
    for i in np.flatnonzero(scores >= best[groups]):
        if int(groups[i]) not in seen:
            seen.add(int(groups[i]))
            at_best[i] = True
    second = np.full(count, -1, dtype=np.float32)
    np.maximum.at(second, groups[~at_best], scores[~at_best])
    return best, np.where(second < 0, best, second)
