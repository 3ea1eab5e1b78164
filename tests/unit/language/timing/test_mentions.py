"""What a mention holds, for any text at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.timing import find_timings

Days = tuple[int, int]
_WORDS = st.sampled_from(
    "3 2 a couple few about nearly days weeks week month ago since for until by the my botox "
    "forehead done had twitching started on in tuesday friday last next 12 feb 3/6 6th may sat sun "
    "today yesterday tomorrow weekend easter day . , ! ? - / ( ) not no wait or and day 8 72h hace "
    "one two six twenty thirty dias vor seit 2day n 1/2 ½ 31st 99999 0".split()
)
_TIMELY = st.lists(_WORDS, max_size=40).map(" ".join)
_DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_ASKED = st.sampled_from([None, "timing", "area", "symptom"])


@given(st.one_of(st.text(max_size=1000), _TIMELY), _DATES, _ASKED)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_ranges_inside_it(text: str, today: date, asked: str | None) -> None:
    found = find_timings(text, today, asked=asked)
    for mention in found:
        low, high = mention.days
        assert low <= high
        assert mention.kind == "other" or low >= 0
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
    assert [m.start for m in found] == sorted(m.start for m in found)


@given(_TIMELY, _DATES)
@settings(max_examples=100, deadline=None)
def test_the_same_text_is_always_read_alike(text: str, today: date) -> None:
    assert find_timings(text, today) == find_timings(text, today)


@given(st.integers(1, 60), st.sampled_from(["botox", "forehead done", "injected"]))
def test_n_days_ago_is_n_days(days: int, treated: str) -> None:
    (mention,) = find_timings(f"{treated} {days} days ago", date(2026, 6, 17))
    assert (mention.kind, mention.days) == ("treatment", (days, days))


def test_one_time_can_date_both(today: date) -> None:
    first, second = find_timings("my lip shakes since botox 8 days ago", today)
    assert (first.kind, second.kind) == ("treatment", "onset")
    assert first.text == second.text == "8 days ago"


def test_two_treatments_are_both_told(kinds: Callable[..., list[tuple[str, Days]]]) -> None:
    assert kinds("neck treated 4 weeks ago and my scalp 3 days ago") == [
        ("treatment", (28, 28)),
        ("treatment", (3, 3)),
    ]


def test_offsets_are_those_of_the_text_as_typed(today: date) -> None:
    text = "Ünder-arm 🤕  done\t10dyas AGO"
    (mention,) = find_timings(text, today)
    assert mention.text == "10dyas AGO"
    assert text[mention.start : mention.end] == "10dyas AGO"


def test_a_booking_lies_ahead(today: date) -> None:
    (mention,) = find_timings("getting it done tomorrow", today)
    assert (mention.kind, mention.days) == ("other", (-1, -1))


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\x00\x1b[2J 3\x00 days\x07", "💉" * 200, "\u2028\ud800"]
)
def test_odd_characters_do_no_harm(text: str, today: date) -> None:
    find_timings(text, today)


@pytest.mark.parametrize(
    "text",
    [
        "3 days ago " * 90,
        "day " * 250,
        "since the " * 100,
        "1 - " * 250,
        "a and " * 160,
        "on friday " * 100,
    ],
)
def test_repetition_stays_quick(text: str, today: date) -> None:
    find_timings(text, today)
    started = time.thread_time()
    find_timings(text[:1000], today)
    assert time.thread_time() - started < 0.5
