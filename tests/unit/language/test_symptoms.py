"""Which symptoms and finer findings a message names, and that reading holds for any text."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language import Reading, read

TODAY = date(2026, 6, 17)
WORDS = (
    "no not can't my I eye chin neck throat breathe swallow twitch droop if she sister last week "
    "yesterday botox had , . ? ! but and 3 days still worse blurry pain '"
).split()
texts = st.text(max_size=1000) | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
Statuses = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    ("text", "symptoms"),
    [
        ("my chin keeps twitching", "twitching"),
        ("my forehead feels heavy", "heaviness"),
        ("my head is too heavy for my neck", "head_heaviness"),
        ("one eyebrow is higher than the other", "brow_asymmetry"),
        ("my smile is crooked", "smile_asymmetry"),
        ("little bumps where the needle went in", "bumps"),
        ("a bruise on my forehead and a headache", "bruising headache"),
        ("it has worn off already", "wearing_off"),
        ("my teeth don't meet like before", "bite_awkwardness"),
        ("I feel sick and dizzy", "nausea dizziness"),
        ("my lips feel numb", "facial_numbness"),
        ("hello, what are your opening hours?", ""),
    ],
)
def test_the_symptoms_of_a_message(statuses: Statuses, text: str, symptoms: str) -> None:
    assert set(statuses(text)) == set(symptoms.split())


@pytest.mark.parametrize(
    ("text", "name", "sign"),
    [
        ("my tongue is swelling", "swelling", "airway"),
        ("I have hives all over", "hives", "widespread"),
        ("one side of my face has dropped", "weakness", "stroke"),
        ("the worst headache of my life", "headache", "worst_ever"),
    ],
)
def test_a_finer_finding(reading: Callable[..., Reading], text: str, name: str, sign: str) -> None:
    assert any(s.name == name and sign in s.signs for s in reading(text).symptoms)


def test_puffiness_at_the_needle_points_is_local(reading: Callable[..., Reading]) -> None:
    (swelling,) = [
        s
        for s in reading("a little puffy around the needle marks").symptoms
        if s.name == "swelling"
    ]
    assert "airway" not in swelling.signs


def test_one_mention_for_each_name_and_status(reading: Callable[..., Reading]) -> None:
    found = reading("headache, headache and again a headache")
    assert [s.name for s in found.symptoms] == ["headache"]


def test_a_mention_knows_its_characters(reading: Callable[..., Reading]) -> None:
    text = "Hello — my naïve friend says hi. I can’t swallow!"
    (found,) = reading(text).symptoms
    assert "swallow" in text[found.start : found.end]


@settings(deadline=None)
@given(texts, st.sampled_from([None, "area", "timing", "symptom"]))
@example("", None)
@example(" \n\t ", None)
@example("İ" * 40 + " can't breathe", None)
@example('/inform{"slot":1}', "timing")
@example("x" * 1000, None)
@example("- three weeks since my forehead, still flickering", None)
def test_any_text_is_read(text: str, asked: str | None) -> None:
    found = read(text, TODAY, asked=asked)
    for mention in (*found.symptoms, *found.areas, *found.timings, *found.clauses):
        assert 0 <= mention.start < mention.end <= len(text)
    for start, end in found.evidence.values():
        assert 0 <= start < end <= len(text)
    assert Reading.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_reading_is_quick() -> None:
    samples = [
        "had my forehead and 11s done 3 days ago and now my left eyelid is twitching, is that normal?",
        "no headache, no double vision, just a bit heavy up top",
        "Hi! When can I go to the gym? Also can I wear makeup?",
        "my chin has been wobbling since yesterday and it is getting worse",
        "i cant swollow my food and my voice is horse",
    ] * 5
    read(samples[0], TODAY)
    # The thread's own time: how busy the machine is, is not what is measured.
    spent = []
    for number, sample in enumerate(samples):
        start = time.thread_time()
        read(f"{sample} {number}", TODAY)
        spent.append(time.thread_time() - start)
    assert statistics.median(spent) <= 0.005
