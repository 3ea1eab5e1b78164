"""The plain words for a red flag are heard by the rules alone, in every frame people put them in.

Written without a look at the vocabulary: what the deterministic screen must never miss, with Rasa and
every model dead (hazards H01 and H03).
"""

from __future__ import annotations

from datetime import date

import pytest

from bot.triage import screen

TODAY = date(2026, 3, 4)
FRAMES = (
    "{}",
    "{}. botox 5 days ago",
    "sorry to bother you, probably nothing but {}",
    "hi, had my forehead done on friday, {}, is that normal?",
    "it's likely just anxiety but {}",
    "{} please help",
)
EMERGENCIES = (
    "I can't breathe properly",
    "I'm struggling to get my breath",
    "it's getting hard to breathe",
    "short of breath since the injections",
    "I'm breathless just sitting",
    "my breathing feels shallow and wrong",
    "I feel like I'm suffocating",
    "I keep gasping",
    "I'm wheezing badly",
    "my chest is wheezy and tight",
    "can't catch my breath",
    "throat is tightening up",
    "my throat is swelling",
    "my airway feels blocked",
    "my tongue is swollen",
    "my lips have swollen up massively",
    "my whole face has swollen",
    "tongue feels too big for my mouth",
    "my face blew up like a balloon",
    "hives all over my body",
    "covered head to toe in hives",
    "big itchy welts all over my body",
    "I've come out in welts everywhere",
    "chest pain since this morning",
    "crushing pain in my chest",
    "pressure on my chest going down my arm",
    "pain in my chest and left arm",
    "my heart is racing and my chest hurts",
    "the left side of my face has dropped and my arm is weak",
    "face drooping on one side and slurred speech",
    "can't move my right arm",
    "suddenly can't see out of one eye",
    "suddenly confused and can't find words",
    "half my smile doesn't move since this morning and my arm is numb",
    "I passed out after the appointment",
    "I fainted this morning",
    "blacked out in the kitchen",
    "found her unconscious",
    "he won't wake up",
    "she is not responding",
    "I had a seizure",
    "she's having a fit",
    "I collapsed in the shower",
    "I want to kill myself",
    "I don't want to live any more",
    "thinking of ending my life",
    "I'm going to hurt myself",
    "life isn't worth living with this face",
    "can't swallow and can't speak",
    "I can't swallow my own saliva and I'm struggling to breathe",
    "choking on water and short of breath",
    "my throat feels tight and I can't get air",
    "turning blue",
    "her lips have gone blue",
    "I took all my tablets",
    "I can't get enough air in",
    "feel like I'm going to die, can't breathe",
    "anaphylaxis I think",
    "I think I'm having an allergic reaction, my throat is itchy and closing",
    "my neck is so weak I can't hold my head and I can't breathe",
)
URGENT = (
    "I'm seeing double",
    "everything is doubled",
    "I have double vision",
    "there are two of every lamp on my left",
    "my vision is blurry",
    "blurred vision in my right eye",
    "can't focus my eyes",
    "things look foggy",
    "I have trouble swallowing",
    "food gets stuck in my throat",
    "I keep choking on my food",
    "I can't swallow tablets",
    "drinking makes me cough every time",
    "my voice is hoarse",
    "lost my voice",
    "I sound slurred",
    "my speech is slurred",
    "I'm slurring my words",
    "can't pronounce words properly",
    "voice has gone croaky since the neck injections",
    "my head feels too heavy for my neck",
    "I can't hold my head up",
    "neck is too weak to get my head up in bed",
    "my eyelid is drooping",
    "my eyelid has dropped",
    "one eye won't open fully",
    "my eye is half shut",
    "droopy eyelid covering my pupil",
    "my arms feel weak",
    "legs are weak",
    "I feel weak all over",
    "I can't grip anything",
    "muscle weakness all over",
    "I've wet myself",
    "can't control my bladder",
    "peeing without meaning to",
    "I have a fever",
    "temperature of 39",
    "fever and chills",
    "stiff neck and fever with headache",
    "can't bend my neck, awful headache",
    "worst headache of my life",
    "sudden thunderclap headache",
    "rash all over my body",
    "red rash spreading over my chest and arms",
    "the twitching has spread to my cheek",
    "twitching is spreading",
    "the twitching moved to my other eye",
    "I can't close my eye",
    "can't shut my eye at night",
    "I can't whistle or puff my cheeks, it's new",
    "general weakness since botox",
    "both eyelids drooping",
    "I'm having difficulty speaking",
    "swallowing feels funny",
    "my words come out mumbled",
    "I cannot lift my arms",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("words", EMERGENCIES)
def test_an_emergency_in_plain_words_is_one(words: str, frame: str) -> None:
    assert screen(frame.format(words), TODAY).urgency == "emergency"


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("words", URGENT)
def test_an_urgent_sign_in_plain_words_is_at_least_that(words: str, frame: str) -> None:
    assert screen(frame.format(words), TODAY).urgency in {"urgent", "emergency"}


def test_a_twitch_that_has_lasted_is_at_least_as_old_as_it_says() -> None:
    said = "eyelid twitching for 16 days and not stopping"
    assert screen(said, TODAY).urgency == "urgent"
