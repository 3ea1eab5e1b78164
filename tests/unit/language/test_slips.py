"""A slip costs little where ears and thumbs err; what it stands for is the likeliest real word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.slips import by_ear, cost
from bot.language.spelling import correct
from bot.language.tokens import respelled

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [
        ("conect", "connect", "convict"),
        ("kiks", "kicks", "kids"),
        ("hapend", "happened", "hardened"),
        ("freind", "friend", "fiend"),
        ("tomoro", "tomorrow", "tempura"),
    ],
)
def test_what_is_meant_is_nearer(typed: str, meant: str, other: str) -> None:
    assert cost(typed, meant) < cost(typed, other)


@given(WORDS)
def test_a_word_is_nothing_away_from_itself(word: str) -> None:
    assert cost(word, word) == 0


@given(WORDS, WORDS)
def test_another_word_is_some_way_off(typed: str, meant: str) -> None:
    assert typed == meant or cost(typed, meant) > 0


def test_words_that_sound_alike_are_written_alike() -> None:
    assert by_ear("kicks") == by_ear("kiks")
    assert by_ear("phone") == by_ear("fone")
    assert by_ear("swallow") != by_ear("shallow")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dosent", "does not"),
        ("plz", "please"),
        ("goingdown", "going down"),
        ("cantbreathe", "can not breathe"),
        ("shuttin", "shutting"),
        ("hw", "how"),
    ],
)
def test_hurried_writing(typed: str, meant: str) -> None:
    assert correct(typed) == meant


@pytest.mark.parametrize("word", ["lol", "googling", "whatsapp", "selfie", "ozempic", "hosepipe"])
def test_words_of_our_day_are_no_slips(word: str) -> None:
    assert correct(word) == word


def test_a_stem_guards_its_forms_and_not_what_only_begins_like_it() -> None:
    assert correct("slured") == "slured"  # "slur*" matches it as it is
    assert correct("propaly") == "properly"


def test_respelled_text_keeps_everything_else() -> None:
    assert respelled("Wen dos the skin cleer up?? I'm dun 😂") == (
        "when does the skin clear up?? I'm done 😂"
    )
    assert respelled("ok, my hed hurts", 4) == "my head hurts"


@given(st.text(max_size=60))
def test_any_text_can_be_respelled(text: str) -> None:
    assert isinstance(respelled(text), str)
