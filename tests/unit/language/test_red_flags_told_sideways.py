"""Red flags told by what is read, heard, done or wished, by kind; and what only sounds like them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.symptoms import find_symptoms
from bot.language.tokens import tokenize
from bot.triage import screen

TODAY = date(2026, 6, 17)


def present(text: str) -> set[str]:
    return {m.name for m in find_symptoms(tokenize(text))[0] if m.status in {"present", "other"}}


TOLD = {
    "a nasal voice is speech": (
        "speech_difficulty",
        "my sister says I honk down my nose when I talk",
    ),
    "a twang": ("speech_difficulty", "there is a nasal ring to my voice since the neck was done"),
    "others lean in": ("speech_difficulty", "my pupils lean in to hear me now"),
    "the machine": ("speech_difficulty", "the bank's robot doesn't recognise my voice any more"),
    "no carry": ("speech_difficulty", "no power in my voice to call the children in"),
    "one thing for another": ("speech_difficulty", "I keep calling the fridge a horse"),
    "print gone soft": ("blurred_vision", "my hymn numbers went woolly at evensong"),
    "seen through something": ("blurred_vision", "the news looks as if it's behind a net curtain"),
    "letters that run": ("blurred_vision", "the stitches run into each other when I knit"),
    "no edges": ("blurred_vision", "everything has lost its edges"),
    "made larger": ("blurred_vision", "I've had to enlarge the text on my phone"),
    "a thing that has too many": ("double_vision", "the clock has four hands"),
    "one beside the other": ("double_vision", "two kerbs, one beside the other"),
    "until an eye is shut": ("double_vision", "two chairs there until I shut one eye"),
    "right with one eye": ("double_vision", "it's only right when I cover my left eye"),
    "a drink that runs out": ("weakness", "tea trickles out of the corner of my mouth"),
    "a lip that lies there": ("weakness", "I bite my lip because it just lies there"),
    "short of air": ("breathing_difficulty", "short of wind just from peeling potatoes"),
    "a big one": ("breathing_difficulty", "I can't get a deep one"),
    "slowly down": ("swallowing_difficulty", "my lunch goes down slowly and sets me coughing"),
    "no warning": ("bladder_loss", "had a leak at choir without any warning"),
    "felt to be near": ("collapse", "I feel like I might pass out"),
    "any second": ("collapse", "I could faint any second"),
    "nobody would notice": ("suicidal_thoughts", "I want to vanish. Nobody would even notice"),
    "no point in being alive": ("suicidal_thoughts", "can't see any use in going on living"),
    "tablets put by": ("suicidal_thoughts", "I'm stashing painkillers away behind the flour"),
    "a bare figure": ("fever", "38.6 and a sore throat, jaw treated at the weekend"),
}


@pytest.mark.parametrize(("name", "text"), TOLD.values(), ids=TOLD.keys())
def test_a_red_flag_told_sideways(name: str, text: str) -> None:
    assert name in present(text)
    assert screen(text, TODAY).red


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("she talks through her nose since the neck bands", "swallowing_difficulty"),
        ("sentences come out blurry whenever I speak", "blurred_vision"),
        ("the words on the page are blurry", "speech_difficulty"),
        ("one corner of my lip has gone limp on the fork side", "collapse"),
        ("my cheek collapses when I drink through a straw", "collapse"),
        ("she keeks round the curtain at the postie", "collapse"),
        ("my left arm has gone dead and my mouth has dropped", "chest_pain"),
        ("the puffiness won't go down", "swallowing_difficulty"),
        ("the sight in my left eye suddenly went blurry", "weakness"),
    ],
)
def test_what_is_meant_is_the_neighbour(text: str, name: str) -> None:
    assert name not in present(text)


@pytest.mark.parametrize(
    "text",
    [
        "is swelling normal after a lip flip?",
        "is twitching all over my forehead normal on day two?",
        "my lip is a bit puffy where the needle went",
        "the swelling just won't go down",
        "I'm seeing double with these twins about the house",
        "their drum practice has my head fit to burst with the racket",
        "I can't swallow those prices",
        "my camera is blurry so no photo, sorry",
        "your leaflet is torn so I can't make out the number",
        "there are two of you called Anne, which one do I see?",
        "a lump in my throat watching my son get married",
        "choking with a cold, should I move my slot?",
        "my head is heavy with exams and planning",
        "can't talk, I'm driving",
        "I can't open the tube of cream you sold me",
        "it's 39 degrees outside, may I sit in the sun?",
        "soup for dinner, is that allowed?",
        "no future bookings for me please",
    ],
)
def test_what_only_sounds_like_a_red_flag(text: str) -> None:
    assert not screen(text, TODAY).red


@pytest.mark.parametrize(
    "text",
    [
        "the flutter was at my temple on Sunday, then it crept to the cheek",
        "my lip quivers, and today not just my lip, the nose and the brow quiver too",
        "my eyelid twitched, then the cheek and now the lip",
        "the twitch is travelling, Monday the temple, today the jaw",
    ],
)
def test_a_twitch_that_goes_step_by_step(text: str) -> None:
    assert screen(text, TODAY).red


@pytest.mark.parametrize(
    "text",
    ["I've taken all my painkillers at once", "I'm hoarding painkillers at the back of a drawer"],
)
def test_painkillers_are_no_pain_and_may_be_a_means(text: str) -> None:
    assert "suicidal_thoughts" in present(text)


def test_a_question_about_fainting_is_none() -> None:
    assert not screen("might I faint at the needle?", TODAY).red
    assert not screen("what if I feel like I might pass out afterwards?", TODAY).red
