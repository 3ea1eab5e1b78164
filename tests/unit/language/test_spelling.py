"""Slips are drawn to the nearest word we know; real words are left alone."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.spelling import correct
from bot.language.vocabulary import vocabulary
from bot.settings import ROOT


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("swollow", "swallow"),
        ("brething", "breathing"),
        ("tounge", "tongue"),
        ("forhead", "forehead"),
        ("twiching", "twitching"),
        ("hed", "head"),
        ("botx", "botox"),
        ("cant", "can not"),
        ("siezure", "seizure"),
        ("heeeadache", "headache"),
    ],
)
def test_a_slip(slip: str, word: str) -> None:
    assert correct(slip) == word


@pytest.mark.parametrize(
    "word", ["garden", "window", "rise", "wise", "shallow", "weather", "breeze", "eye", "3", "a1b2"]
)
def test_a_real_word_stays(word: str) -> None:
    assert correct(word) == word


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_word_has_a_form(word: str) -> None:
    assert isinstance(correct(word), str)


def test_every_word_we_know_stays_or_is_an_alias() -> None:
    known = vocabulary()
    assert [w for w in sorted(known.words) if w not in known.aliases and correct(w) != w] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("teef", "teeth"),
        ("mouf", "mouth"),
        ("breavin", "breathing"),
        ("complane", "complain"),
        ("chocking", "choking"),
        ("five", "five"),
        ("fluffy", "fluffy"),
    ],
)
def test_f_for_th_and_a_silent_e(typed: str, meant: str) -> None:
    assert correct(typed) == meant


def test_every_process_corrects_alike() -> None:
    """Words that are equally near: which one wins must not hang on how a set lies in memory."""
    program = (
        "from bot.language.spelling import correct\n"
        "print([correct(w) for w in 'dios bltb lidd frwn nekc jow'.split()])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
