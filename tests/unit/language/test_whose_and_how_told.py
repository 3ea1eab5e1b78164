"""Red flags as carers and far voices tell them, and what only sounds like one (H01)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import read
from bot.triage import screen

TODAY = date(2026, 6, 17)


def _status(text: str) -> set[tuple[str, str]]:
    return {(m.name, m.status) for m in read(text, TODAY).symptoms}


@pytest.mark.parametrize(
    "text",
    [
        "gf: lips blue, gasping",
        "Amma had the injections, now her hand is dropping things",
        "My girl's tongue has got fat, she had a lip flip an hour ago",
        "My mum says everything has gone double, she had her frown lines done last week",
        "A colleague from work, voice gone to nothing since Monday's neck botox",
        "mam. chin done tues. cant get her breath",
    ],
)
def test_a_carers_report_raises_and_is_the_others(text: str) -> None:
    assert screen(text, TODAY).red
    assert "other" in {status for _, status in _status(text)}


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("Reading to my dad is a pain, the lines on the page are doubling", "double_vision"),
        ("Driving my mother home and there were two of every car", "double_vision"),
        ("Watching the match with my son and there's two balls", "double_vision"),
        ("I was lifting my grandson and my arm gave out", "weakness"),
    ],
)
def test_who_does_something_with_another_speaks_of_themselves(text: str, symptom: str) -> None:
    assert (symptom, "present") in _status(text)


@pytest.mark.parametrize(
    "text",
    [
        # What is seen twice.
        "Two of everything on the telly tonight",
        "My football has a twin running beside it",
        "If I look to the side I get a spare nose on everyone",
        "One eye open it's fine, both eyes open there's a mess of two",
        "i dey see everything double double",
        # A lid that is down.
        "Half-closed on the left, as if I am permanently winking",
        "The lid's down over the brown bit of my eye",
        "One eye wide awake, the other one asleep",
        # Limbs, neck and waterworks.
        "My voice thick and my right arm's gone dead, jab was last week",
        "The pen won't stay in my hand",
        "My neck gets too tired to hold my head",
        "dad. neck jabs 9d ago. chin on chest, needs his hand to look up",
        "couldn't hold my water in the car",
        "carnt hold my wee an my legs r like jely",
        "weeing meself like a toddler",
        # Words and lips.
        "My mates reckon I sound steaming on the phone, stone cold sober me",
        "His talk is not clear since two days, botox ten days back, my father I mean",
    ],
)
def test_told_by_what_it_does_to_a_day(text: str) -> None:
    assert screen(text, TODAY).red


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("Can't get my chin down to my chest and I'm burning up", "chest_pain"),
        ("My brow collapsed on the left", "collapse"),
        ("My eyelid is having a fit, flickering like mad", "seizure"),
        ("Clenching feels feeble since the masseter", "weakness"),
        ("My cheek filler has gone lumpy", "weakness"),
    ],
)
def test_a_fragment_makes_no_second_flag(text: str, symptom: str) -> None:
    assert not {(symptom, "present"), (symptom, "other")} & _status(text)


@pytest.mark.parametrize(
    "text",
    [
        "The invoice gave me a heart attack and my hubby nearly passed out, lol",
        "My mother in law nearly keeled over when she heard what I paid",
        "My mate laughed till she couldn't breathe at my frozen brow",
        "My daughter died laughing and could hardly speak",
        "I'm seeing double the compliments",
        "I have two of everything on order from your range",
        "I've never had anything like this done before",
    ],
)
def test_a_figure_of_speech_is_no_flag(text: str) -> None:
    assert not screen(text, TODAY).red


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("Neck supple, turns freely, no fever", "neck_stiffness"),
        ("The nape is soft", "neck_stiffness"),
        ("Vision single", "double_vision"),
        ("One of everything, lids level", "double_vision"),
        ("Eyelids exactly where they were", "eyelid_droop"),
        ("Power 5/5 everywhere", "weakness"),
        ("Face symmetrical", "weakness"),
        ("No voice change at all", "speech_difficulty"),
        ("Sats 98", "breathing_difficulty"),
        ("My throat feels perfectly normal", "breathing_difficulty"),
        ("If my lid did end up drooping (it hasn't!) what then", "eyelid_droop"),
    ],
)
def test_denials_in_clinical_and_terse_form(text: str, symptom: str) -> None:
    assert (symptom, "denied") in _status(text)
