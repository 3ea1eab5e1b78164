"""A figure of speech about headaches never swallows the headache that needs care today."""

from __future__ import annotations

from datetime import date

import pytest

from bot.triage import screen

TODAY = date(2026, 6, 17)


@pytest.mark.parametrize(
    "text",
    [
        "this is the worst headache of my life, came on in a second",
        "it is the worst headache I have ever had",
        "it's my worst headache ever, since lunch",
        "biggest headache of my life, sudden",
        "massive headache, hit me like a hammer",
        "the worst headache of my life. botox 5 days ago",
    ],
)
def test_however_the_sentence_is_built(text: str) -> None:
    assert screen(text, TODAY).red


@pytest.mark.parametrize(
    "text",
    [
        "parking at your clinic is my biggest headache",
        "the worst headache is the paperwork, can I fill it in online",
    ],
)
def test_a_bother_is_no_headache(text: str) -> None:
    assert not screen(text, TODAY).red
