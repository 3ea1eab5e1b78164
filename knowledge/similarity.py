"""How alike two sentences are: the sentence model when it can be had, else runs of letters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import structlog

from knowledge.character_similarity import CharacterSimilarity
from knowledge.likeness import Fit, Scores, Similarity
from knowledge.minilm import MiniLmSimilarity, ModelUnavailable

__all__ = [
    "CharacterSimilarity",
    "Fit",
    "MiniLmSimilarity",
    "ModelUnavailable",
    "Similarity",
    "best_available",
    "remembering",
]

log = structlog.get_logger(__name__)


class _Remembering(MiniLmSimilarity):
    """Keeps every text's embedding in memory; for a process that compares the same ones again."""

    def __init__(self, *, cache: Path | None = None) -> None:
        super().__init__(cache=cache)
        self._seen: dict[str, Scores] = {}

    def embed(self, texts: Sequence[str]) -> Scores:
        """See `MiniLmSimilarity`."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._seen))
        if missing:
            self._seen.update(zip(missing, super().embed(missing), strict=True))
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in enumerate(texts):
            rows[row] = self._seen[text]
        return rows


def remembering(*, cache: Path | None = None) -> Similarity:
    """`best_available` for a short-lived process that compares the same texts again and again."""
    try:
        return _Remembering(cache=cache)
    except ModelUnavailable:
        return best_available(cache=cache)


def best_available(*, cache: Path | None = None) -> Similarity:
    """The sentence model when it can be had and is sound, else, with a warning, characters."""
    try:
        return MiniLmSimilarity(cache=cache)
    except ModelUnavailable as error:
        log.warning(
            "knowledge.sentence_model_unavailable",
            reason=str(error),
            consequence="questions are matched by characters; answers will fit less often",
        )
        return CharacterSimilarity()
