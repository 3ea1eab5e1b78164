"""The sentence model for the components, loaded once in a process, or None where it is missing."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

import numpy as np

from bot.nlu.concept_model import Embedder

SIZE = 384
KEPT = 16


class Remembering:
    """An embedder that does not work the same sentence out twice in a row.

    In training, two components ask for the same thousands of sentences; in service, a short message
    is its own only clause.
    """

    def __init__(self, model: Embedder) -> None:
        """`model` does the work."""
        self._model = model
        self._rows: dict[str, np.ndarray] = {}
        self._begun: tuple[list[str], Future[np.ndarray]] | None = None
        self.kept = KEPT

    def begin(self, texts: Sequence[str]) -> None:
        """Start to work `texts` out beside whatever else goes on; the next `embed` waits for them.

        Rasa reads its data in Python, on one core; the model needs no Python and takes the other.
        """
        texts = list(dict.fromkeys(texts))
        thread = ThreadPoolExecutor(1)
        self._begun = texts, thread.submit(self._model.embed, texts)
        thread.shutdown(wait=False)
        self.kept = len(texts)

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        if self._begun:
            begun, future = self._begun
            self._begun = None
            self._rows.update(zip(begun, future.result(), strict=True))
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if new:
            self._rows.update(zip(new, self._model.embed(new), strict=True))
        rows = np.stack([self._rows[text] for text in texts]) if texts else np.zeros((0, SIZE))
        for old in list(self._rows)[: max(0, len(self._rows) - self.kept)]:
            del self._rows[old]
        return rows


@cache
def sentence_model() -> Remembering | None:
    """The verified model of `knowledge.similarity`; None, with its warning logged, without it."""
    from knowledge.similarity import MiniLmSimilarity, best_available

    similarity = best_available()
    return Remembering(similarity) if isinstance(similarity, MiniLmSimilarity) else None
