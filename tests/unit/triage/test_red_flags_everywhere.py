"""A red flag rules wherever it stands: in a friendly question, played down, shouted (H01, H02)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.concepts import CONCEPTS
from bot.triage import screen

TODAY = date(2026, 6, 17)

PHRASES = {
    "breathing_difficulty": (
        "I can't breathe properly",
        "my throat is closing up",
        "I'm short of breath",
    ),
    "swallowing_difficulty": (
        "I can't swallow my food",
        "water keeps going down the wrong way",
        "swallowing is really hard",
    ),
    "speech_difficulty": (
        "my speech is slurred",
        "my voice has gone hoarse",
        "I can't talk properly",
    ),
    "airway_swelling": (
        "my tongue is swelling",
        "my lips are swollen",
        "my whole face is swelling up",
    ),
    "hives": ("I have hives all over", "I came out in itchy welts"),
    "chest_pain": ("my chest hurts", "I have a crushing pain in my chest"),
    "stroke_signs": (
        "one side of my face has dropped",
        "my left arm went numb",
        "I suddenly lost my sight in one eye",
    ),
    "collapse": ("I fainted", "I passed out", "I collapsed in the kitchen"),
    "seizure": ("I had a seizure", "I had a fit on the floor"),
    "suicidal_thoughts": ("I want to die", "I am going to kill myself", "I want to end my life"),
    "double_vision": ("I'm seeing double", "I see two of everything"),
    "blurred_vision": ("my vision is blurry", "everything looks blurred"),
    "eyelid_droop": ("my eyelid is drooping", "my left eye is half shut"),
    "head_heaviness": ("I can't hold my head up", "my head is too heavy for my neck"),
    "weakness": ("my arms are weak", "I can't close my eye"),
    "bladder_loss": ("I wet myself", "I can't control my bladder"),
    "fever": ("I have a fever", "I'm running a temperature"),
    "rash": ("I've got a rash on my arms", "there is a rash on my body"),
    "worst_headache": ("I have the worst headache of my life",),
    "twitch_spreading": ("the twitching is spreading to my cheek",),
}
"""At least one clear sentence for each concept; a stiff neck is red only with a headache."""

QUESTIONS = (
    "Hi, can I wear makeup today?",
    "When can I go back to the gym?",
    "How long does it take to work?",
    "Is it okay to have a glass of wine tonight?",
    "Thank you so much for yesterday!",
    "My forehead feels a bit heavy.",
    "I have a small bruise by my eye.",
    "My chin has been twitching for three days.",
    "Can I book my next appointment?",
    "How much is a top up?",
    "Should I sleep on my back?",
    "No headache and no bruising at all.",
)
MANNERS = {
    "plain": "{}",
    "minimised": "probably nothing but {}",
    "shouted": "{upper}!!!",
    "laughed off": "lol {}",
    "emoji": "{} 😅😬",
    "slow": "sorry to bother you, I'm sure you're busy, {}, should I just wait?",
}
NAMED = [(concept, phrase) for concept, phrases in PHRASES.items() for phrase in phrases]


def _said(manner: str, phrase: str) -> str:
    return MANNERS[manner].format(phrase, upper=phrase.upper())


def test_every_concept_has_a_phrase() -> None:
    assert set(PHRASES) | {"neck_stiffness", "twitch_worsening"} == set(CONCEPTS)


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize(("concept", "phrase"), NAMED)
def test_a_red_flag_however_it_is_said(concept: str, phrase: str, manner: str) -> None:
    assert screen(_said(manner, phrase), TODAY).red


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_red_flag_after_or_before_an_ordinary_message(question: str, manner: str) -> None:
    missed = [
        text
        for _, phrase in NAMED
        for text in (f"{question} {_said(manner, phrase)}", f"{_said(manner, phrase)}. {question}")
        if not screen(text, TODAY).red
    ]
    assert not missed


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_ordinary_message_alone_is_not_red(question: str) -> None:
    assert not screen(question, TODAY).red


@pytest.mark.parametrize(
    "text",
    [
        "i cant breath propely",
        "i cnt brethe",
        "my thoat is closing",
        "cant swollow my food",
        "its hard to swalow",
        "my speach is slured",
        "my vioce is horse",
        "my tounge is sweling",
        "my lipps are swolen",
        "my chset hurts",
        "my vison is blury",
        "i cant hold my hed up",
        "i had a siezure",
        "i wnat to die",
        "i hav a fevr",
    ],
)
@pytest.mark.parametrize(
    "question", ["{}", "how long does it take to work? {}", "{} thx, can i go to the gym"]
)
def test_a_red_flag_with_slips_of_the_finger(text: str, question: str) -> None:
    assert screen(question.format(text), TODAY).red


@pytest.mark.parametrize(("concept", "phrase"), NAMED)
def test_a_red_flag_at_the_end_of_a_long_story(concept: str, phrase: str) -> None:
    story = (
        "I came in on Monday with my friend and we had a lovely time. The nurse was kind. I had my forehead "
        "and frown lines done. On the way home we stopped for coffee and I went to bed early. "
    )
    assert screen(story + f"This morning {phrase}. Anyway, have a great weekend!", TODAY).red


@pytest.mark.parametrize(
    "text",
    [
        "my sister can't breathe after her botox",
        "my mum had botox and her face has dropped on one side",
        "my husband cannot swallow his food",
        "my friend collapsed after her injections",
        "my daughter is seeing double since her treatment",
    ],
)
def test_a_red_flag_of_somebody_else(text: str) -> None:
    assert screen(text, TODAY).red


@pytest.mark.parametrize(
    "text", ["my head hurts and my neck is stiff", "I have a headache, a stiff neck and a fever"]
)
def test_a_stiff_neck_with_a_headache(text: str) -> None:
    assert screen(text, TODAY).red


@pytest.mark.parametrize(
    "text",
    [
        "the twitch is getting stronger, I was treated 12 days ago",
        "treated three weeks ago and it twitches worse every day",
    ],
)
def test_a_twitch_that_grows_late(text: str) -> None:
    assert screen(text, TODAY).red
