"""The sentence model for the components, loaded once in a process, or None where it is missing."""

from __future__ import annotations

from functools import cache

from bot.nlu.concept_model import Embedder


@cache
def sentence_model() -> Embedder | None:
    """The verified model of `knowledge.similarity`; None, with its warning logged, without it."""
    from knowledge.similarity import MiniLmSimilarity, best_available

    similarity = best_available()
    return similarity if isinstance(similarity, MiniLmSimilarity) else None
