"""Times told without a word of treatment, by an event, or about something else; Wednesday, 17 June 2026."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Days = tuple[int, int]
Both = tuple[Days | None, Days | None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("chin keeps dimpling on its own. last lot were Monday", (2, 2)),
        ("I have injections for my jaw, the latest lot was two weeks back, it jumps", (14, 14)),
        ("my last session with you was the fifth of june and the eyelid's still going", (12, 12)),
        ("my most recent round was nine days ago and my brow is twitching", (9, 9)),
        ("last session was in march and this one was 5 days ago. lip trembles", (5, 5)),
        ("Bit of a bruise on the frown lines you gave me at half ten this morning", (0, 0)),
        ("Bruise is under the eye you treated Monday", (2, 2)),
        ("the bit u did on sat is bruised, forehead", (4, 4)),
        ("came home from yours at lunchtime and my forehead's tight", (0, 0)),
        ("had my face done first thing, is gym ok later", (0, 0)),
        ("my botox is five days old tomorrow and the lid flickers", (4, 4)),
        ("It'll be three weeks old on Friday, my brow lift, and it jumps", (19, 19)),
        ("can i have wine tonight if my forehead was done this mornin", (0, 0)),
        ("can i fly tomorrow if my forehead was done two days ago", (2, 2)),
        ("my forehead moves about as if it had never been touched at day 3", (3, 3)),
        ("just had my second lot in three months, eyelid twitches, was done friday", (5, 5)),
        ("lip flip yesty, lip's trembly", (1, 1)),
        ("had it dun wens, brow twitches", (7, 7)),
    ],
)
def test_dates_the_treatment(text: str, days: Days, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("headache's two days old, frown lines on Saturday", ((4, 4), (2, 2))),
        ("15 minutes now my throat's been closing, forehead on Monday", ((2, 2), None)),
        ("chest squeezing came on, it's been about an hour, forehead on friday", ((5, 5), (0, 0))),
        ("seeing two of it since I drove back Monday. Crow's feet on the 8th", ((9, 9), (2, 2))),
        ("head pounding since I got off the bus an hour ago, forehead Sunday", ((3, 3), (0, 0))),
        ("eyes crossing since I got in from work, frown lines on Thursday", ((6, 6), (0, 0))),
        (
            "at mass on Sunday I saw two priests and it hasn't cleared. crow's feet, 9 days ago",
            ((9, 9), (3, 3)),
        ),
        ("third day of this headache, forehead was on the 8th", ((9, 9), (3, 3))),
        ("coughing on my tea this past hour. Neck on Monday.", ((2, 2), (0, 0))),
        ("cant get my breth sinse lastnite, nek botx fri", ((5, 5), (1, 1))),
        ("the rash came up within an hour of the needle, yesterday", ((1, 1), (0, 1))),
        ("eleven days since my masseters, jaw quivers at breakfast", ((11, 11), None)),
        ("The rash is a day old. Forehead was Saturday.", ((4, 4), (1, 1))),
        ("neck feels weak for a few days now, injected 11 days ago", ((11, 11), (3, 5))),
        ("sight's been blurry since half eleven, crow's feet Monday", ((2, 2), (0, 0))),
        ("I went swimming yesterday, I had my brows done on Sunday", ((3, 3), None)),
    ],
)
def test_dates_the_beginning(
    text: str,
    days: Both,
    treatment: Callable[..., Days | None],
    onset: Callable[[str], Days | None],
) -> None:
    assert (treatment(text), onset(text)) == days


@pytest.mark.parametrize(
    "text",
    [
        "do you leave 4 months between sessions or 3",
        "is the gap two or three months for a brow like mine",
        "Is four months too long to leave it between top ups?",
        "could a droop turn up two weeks later?",
        "in theory might my lip swell days later",
        "can a twitch start a month after treatment?",
        "im 20 wks preggo is it safe",
        "about ten weeks along, the test came back positive this morning, is botox ok",
        "the bridesmaids are fixed for 29 August, how early should I be treated",
        "I'm the groom on 4 July, when should I be treated so it's at its best",
        "you watching the cup final saturday",
        "I want to complain about the long wait on Wednesday",
        "my niece looks so fresh at five months, how long does it last",
        "been off the fags three weeks, does smoking matter",
        "how much is a forehead in ur clinic, student discount?",
        "my son is four days into a fever, can I still come",
        "is three days enough before a photoshoot",
        "on the news last night they said botox was dodgy",
        "i was meant to come yesterday but missed it, can i rebook",
        "got my driving test thurs, can i come wed instead",
        "im on my period since monday, ok to have botox?",
        "my mate had hers a month ago and swears by you, how much is it",
        "I'm 32 weeks on Friday, can I have my lips done after the birth",
        "on Thursday your lights were off, are you still trading",
        "can my eyelid drop six weeks in?",
        "is day 14 when it's fully working",
    ],
)
def test_is_about_something_else(text: str, kinds: Callable[[str], list[tuple[str, Days]]]) -> None:
    assert not [kind for kind, _ in kinds(text) if kind != "other"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("wens", (7, 7)),
        ("less than a week", (4, 6)),
        ("day 9. no change", (9, 9)),
        ("Wednesday gone, no wait, Tuesday", (1, 1)),
        ("a wk on thurs", (6, 6)),
        ("Monday... no Sunday, Sunday definitely", (3, 3)),
        ("lastnite", (1, 1)),
    ],
)
def test_answers_when_asked(text: str, days: Days, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text, asked="timing") == days
