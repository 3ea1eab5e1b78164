"""Syllables and grades, against figures counted by hand."""

from __future__ import annotations

import pytest

from knowledge.readability import grade, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("twitch", 1), ("eyelid", 2), ("treatment", 2), ("injections", 3), ("usually", 4),
        ("muscle", 2), ("fades", 1), ("relaxed", 2), ("started", 2), ("watches", 2), ("area", 3),
        ("clinic", 2), ("emergency", 4), ("breathing", 2), ("product", 2), ("review", 2),
        ("don't", 1), ("swallowing", 3), ("temporary", 4), ("imbalance", 3), ("14", 2), ("a", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_words_keep_contractions_whole() -> None:
    assert words("Don't rub it, day-1 or day 2!") == [
        "Don't",
        "rub",
        "it",
        "day-1",
        "or",
        "day",
        "2",
    ]


def test_short_plain_sentences_read_easily_and_long_ones_do_not() -> None:
    assert grade("A small twitch is common. It will fade. Call us if it grows.") < 3
    assert grade("Neuromuscular irritability occasionally accompanies denervation.") > 15


def test_an_empty_text_has_grade_nought() -> None:
    assert grade("  ") == 0
