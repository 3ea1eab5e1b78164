"""Days as other voices tell them, each with the day it means on Wednesday, 17 June 2026."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Days = tuple[int, int]
Treatment = Callable[..., Days | None]
Onset = Callable[[str], Days | None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("neck dun tewsday, stiff", (1, 1)),
        ("brows on fridee, itchy", (5, 5)),
        ("my jaw on setterdee", (4, 4)),
        ("ate days since my chin", (8, 8)),
        ("mondays jabs left a bruise", (2, 2)),
        ("temple buzzes, jaw injected 9am", (0, 0)),
    ],
)
def test_written_as_heard(text: str, days: Days, treatment: Treatment) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("lump on my brow straight after the needle", (0, 0)),
        ("sore spots two hours afterwards, crow's feet", (0, 0)),
        ("dull headache the day after my lip flip", (1, 1)),
        ("my session was in the morning, may I swim", (0, 0)),
        ("a wee mark since yesterday's sitting, chin", (1, 1)),
        ("a sore dot from my chin yesterday", (1, 1)),
        ("my cousin and I went on Monday, foreheads, mine is tight", (2, 2)),
        ("she topped me up on Sunday, brow is heavy", (3, 3)),
        ("neck was last June 11, voice hoarse", (6, 6)),
        ("27/5 chin done, dimples", (21, 21)),
        ("twelve days today since my jaw, it aches", (12, 12)),
        ("frown was a week gone friday", (12, 12)),
        ("had my lip done monday week", (9, 9)),
        ("quarter past eight this morning, both brows", (0, 0)),
        ("is it usual 2 hours later to have lumps on my chin", (0, 0)),
        ("day 10 tomorrow, forehead tight", (9, 9)),
        ("the Friday before last, jaw, not the one before that", (12, 12)),
        ("not this Sunday gone, the one before, forehead", (10, 10)),
        ("forehead, last-but-one Thursday", (13, 13)),
        ("my wife had hers Friday and mine was Sunday, lid itches", (3, 3)),
        ("the injections? two weeks this Friday. chin", (12, 12)),
    ],
)
def test_told_beside_something(text: str, days: Days, treatment: Treatment) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("chaar din pehle forehead karwaya, heavy hai", (4, 4)),
        ("kal shaam chin mein lagwaya", (1, 1)),
        ("aaj subah hi masseter kiya, dard hai", (0, 0)),
        ("I do my chin last two weeks and e dey shake", (14, 14)),
        ("e don reach nine days wey dem do my jaw", (9, 9)),
        ("na upper Monday I do am, forehead", (9, 9)),
        ("ten days back only I took botox in frown", (10, 10)),
        ("lip flip kahapon, namamaga", (1, 1)),
        ("frente done antier, headache", (2, 2)),
    ],
)
def test_other_englishes(text: str, days: Days, treatment: Treatment) -> None:
    assert treatment(text) == days


def test_hindi_kal_may_be_to_come(treatment: Treatment) -> None:
    assert treatment("kal mera appointment hai, coffee pi sakti hoon") is None


def test_hindi_says_since_after_the_time(onset: Onset) -> None:
    assert onset("2 din se eyelid phadak rahi hai, botox 5 din pehle kiya tha") == (2, 2)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("13th. fat thumbs", (4, 4)),
        ("wait no saturday", (4, 4)),
        ("hang on, make that monday", (2, 2)),
        ("autocorrect, fridays jabs", (5, 5)),
    ],
)
def test_a_correction_and_no_more(text: str, days: Days, treatment: Treatment) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "suppose they gave me extra on day 4",
        "it should be gone by day 7?",
        "the effects last 3 months, don't they",
        "I've been watching videos about it for three nights",
        "on antibiotics for 6 days since last Friday, may I have my botox tomorrow",
        "the work xmas do is on the way, can I drink",
        "may I run the day after my botox",
        "I get headaches in the morning",
        "anything to tell the injector before Friday's session?",
        "eid prayers start when",
    ],
)
def test_not_told_of_a_treatment(text: str, treatment: Treatment, onset: Onset) -> None:
    assert treatment(text) is None
    assert onset(text) is None


def test_fine_for_some_days_after(onset: Onset) -> None:
    assert onset("fine for three days after my lip, now it trembles. done 5 days ago") == (2, 2)


def test_had_again(kinds: Callable[[str], list[tuple[str, Days]]]) -> None:
    assert ("treatment", (7, 7)) in kinds("had it in March and again on the 10th, frown")
