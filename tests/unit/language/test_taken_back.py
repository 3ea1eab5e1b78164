"""What a writer takes back is denied where that is explicit and whole, and nowhere else (H01, H02)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import read
from bot.triage import screen

TODAY = date(2026, 6, 17)


def _denied(text: str) -> set[str]:
    return {m.name for m in read(text, TODAY).symptoms if m.status == "denied"}


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        # A slip of the phone: what was meant sounds like what was said.
        (
            "Struggling to swallow - voice to text! I said struggling to FOLLOW the leaflet",
            "swallowing_difficulty",
        ),
        ("High fever - no, sorry, high favour is what I meant to ask", "fever"),
        (
            "I typed can't swallow but that was autocorrect, I can swallow fine",
            "swallowing_difficulty",
        ),
        # The wrong word.
        (
            "My lid is drooping. Drooping was the wrong word, it sits where it should",
            "eyelid_droop",
        ),
        ("Slurring was a bad choice of word, I just talk fast", "speech_difficulty"),
        # A test or a joke that the writer owns up to, and all is well.
        (
            "My throat is closing. I was only testing the chat, my throat is normal",
            "breathing_difficulty",
        ),
        ("I'm seeing double! Only kidding, my vision is normal", "double_vision"),
        # Something else was meant, and all is well.
        (
            "Half my face has dropped - no, I mean in the filter, my real face is straight",
            "weakness",
        ),
        ("I collapsed after it. Into bed I mean. I never fainted", "collapse"),
    ],
)
def test_an_explicit_and_whole_taking_back_denies(text: str, symptom: str) -> None:
    assert symptom in _denied(text)
    assert not screen(text, TODAY).red


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("Not swallow, I said follow. Dictation!", "swallowing_difficulty"),
        ("Drooping was the wrong word, I meant twitching", "eyelid_droop"),
        ("Oh, autocorrect. I meant follow, as in the leaflet", "swallowing_difficulty"),
        ("Nobody fainted, I dropped onto the settee after a long shift", "collapse"),
        ("I meant the photo filter, my real face is straight", "weakness"),
        ("No no, I can breathe, it was just giggles", "breathing_difficulty"),
        ("Not the head, the forehead. My head sits fine on my shoulders", "head_heaviness"),
    ],
)
def test_a_later_message_takes_back_by_name(text: str, symptom: str) -> None:
    assert symptom in _denied(text)


@pytest.mark.parametrize(
    "text",
    [
        # Playing it down takes nothing back.
        "I can't swallow lol, probably nothing",
        "My lid is dropping, sorry to bother you",
        # What is meant is a complaint itself, a side, or a day.
        "Can't talk, I mean walk. My legs won't go",
        "My left arm's gone weak, sorry I mean the right one",
        "I can't swallow since Monday. Sorry, meant Tuesday",
        "Sorry, wrong word: not blurry, double",
        "My lid is drooping. Typo, I meant it's shut completely",
        # Only a part is well.
        "My face has dropped. I mean the left half, the right side of my face is fine",
        "I can't swallow solids, I mean tea goes down fine but bread sticks",
        # It is no joke, or only others call it one.
        "Chest pain. Not joking. My breathing is ok",
        "I can't breathe, I'm not making this up",
        "Slurring a bit. My husband says I made it up and my speech is fine",
        "My throat feels tight, the doctor said it's normal",
        # It comes again.
        "Only joking earlier, but now I really can't swallow",
        "I said swallowing is fine but now I'm choking on water",
        # The slip is in something else.
        "Dictating this because my hand's too weak to type",
        "Can't swallow, my phone changed it to wallow earlier",
        # Never where somebody wants to die.
        "I want to die. Just kidding. Or am I",
        "I'm going to kill myself, sorry, autocorrect, chill myself",
    ],
)
def test_anything_less_takes_nothing_back(text: str) -> None:
    assert screen(text, TODAY).red
