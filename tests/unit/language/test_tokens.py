"""Words in one normal form, each knowing its characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.tokens import fold, tokenize


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("I can't", " i can not "),
        ("i cant", " i can not "),
        ("I CAN’T", " i can not "),
        ("I'm fine", " i am fine "),
        ("eye,chin", " eye , chin "),
        ("", " "),
        ("full-face", " full face "),
        ("café", " cafe "),
    ],
)
def test_the_line_that_rules_read(text: str, line: str) -> None:
    assert tokenize(text).line == line


def test_a_new_line_ends_a_sentence() -> None:
    assert tokenize("no pain\nchin").line == " no pain . chin "


def test_offsets_lead_back_to_the_original() -> None:
    text = "My  chin, twitches…"
    words = tokenize(text)
    at = words.line.index("twitches")
    start, end = words.span(at, at + len("twitches"))
    assert text[start:end].startswith("twitches")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_words_within_it(text: str) -> None:
    assert len(fold(text)) == len(text)
    words = tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) for token in words.items)
    assert [words.index(offset) for offset in words.offsets[: len(words.items)]] == list(
        range(len(words.items))
    )
