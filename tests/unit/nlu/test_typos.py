"""Misspellings for training."""

from __future__ import annotations

import pytest

from bot.nlu.typos import misspell

SENTENCE = "my dinner just sits there halfway down"


def test_the_same_seed_gives_the_same_slips() -> None:
    assert misspell(SENTENCE, 3) == misspell(SENTENCE, 3)


def test_seeds_differ() -> None:
    assert len({misspell(SENTENCE, seed) for seed in range(20)}) > 10


@pytest.mark.parametrize("seed", range(20))
def test_a_sentence_stays_readable(seed: int) -> None:
    slipped = misspell(SENTENCE, seed)
    assert slipped != SENTENCE
    same = sum(a == b for a, b in zip(slipped.split(), SENTENCE.split(), strict=True))
    assert same >= len(SENTENCE.split()) - 3


@pytest.mark.parametrize("text", ["", "ow", "??", "👀"])
def test_what_has_no_long_word_is_left_alone(text: str) -> None:
    assert misspell(text, 1) == text
