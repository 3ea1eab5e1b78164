"""Cleaning never lets a command or a control character through."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.web.incoming import clean, for_engine

anything = st.text(
    st.one_of(st.characters(), st.sampled_from("/／ \u00a0\u200b\u200d\ufeff\n\t\x00\ud800\u202e"))
)


@given(anything)
def test_no_command_starts_a_message_for_rasa(text: str) -> None:
    seen = for_engine(clean(text))
    assert seen and not seen.strip().startswith("/")
    assert not unicodedata.normalize("NFKC", seen).strip().startswith("/")


@given(anything)
def test_clean_text_is_storable_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in cleaned)


@given(st.text(st.characters(whitelist_categories=["Lu", "Ll", "Nd"]), min_size=1))
def test_plain_words_stay(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)
