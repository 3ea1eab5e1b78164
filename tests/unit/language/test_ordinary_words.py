"""Ordinary after-effects in everyday words, and the same words where they mean something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Reading

Statuses = Callable[[str], dict[str, str]]
Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        # a place and a verb of stirring
        "my cheek has been jiggling since lunch",
        "the corner of my lip keeps flinching",
        "my brow gives a tiny kick now and again",
        "there is a small beat under my left eye",
        # by itself
        "my nose wrinkles move on their own",
        "my forehead has a mind of its own",
        "the muscle over my eye won't lie still",
        # what it is like
        "my chin is like a jelly on a plate",
        "it's like a tadpole under the skin of my temple",
        "my eyelid is having a ceilidh",
        "my lid goes tick tick tick",
        "my lower lip looks as if I'm about to cry",
        # other Englishes, and slips
        "my eye dey jump since morning",
        "ma lid is shoogling awa",
        "chinn wobels alot",
    ],
)
def test_a_twitch_in_any_words(statuses: Statuses, text: str) -> None:
    assert statuses(text).get("twitching") == "present"


@pytest.mark.parametrize(
    "text",
    [
        "can I go dancing after a lip flip?",
        "the strip light in your corridor flickers",
        "my phone keeps buzzing with your reminders",
        "there were butterflies in my stomach before the jab",
        "my toddler jumped on my face, does it matter?",
        "do you treat a tic disorder?",
        "my pulse is 70",
        "my forehead is doing a great job",
        "it came in a jelly mask, safe on my cheeks?",
    ],
)
def test_words_of_stirring_that_are_no_twitch(statuses: Statuses, text: str) -> None:
    assert statuses(text).get("twitching") != "present"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("my lid is not twitching", "denied"),
        ("my lid has not stopped twitching", "present"),
        ("my jaw used to hop twice a week, now it never rests", "present"),
        ("my brow moves without me telling it to", "present"),
    ],
)
def test_what_a_negation_does_to_a_twitch(statuses: Statuses, text: str, status: str) -> None:
    assert statuses(text).get("twitching") == status


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("I can pull every face I could before", "no_effect"),
        ("my frown lines haven't softened a bit", "no_effect"),
        ("I think they injected saline", "no_effect"),
        ("as if a sandbag lay above my eyes", "heaviness"),
        ("a snug cap pressing low on my forehead", "heaviness"),
        ("my brows have slid down since Monday", "brow_droop"),
        ("one eyebrow has shot up, the other stays flat", "brow_asymmetry"),
        ("my mouth drags to one side when I grin", "smile_asymmetry"),
        ("my noggin is pounding", "headache"),
        ("a violet smudge next to my brow", "bruising"),
        ("the jabbed places are smarting", "pain"),
        ("a hard little nodule at one of the jabs", "bumps"),
        ("my jaw gives out halfway through a steak", "chewing_difficulty"),
        ("chewing has become a slog", "chewing_difficulty"),
        ("my back teeth aren't meeting", "bite_awkwardness"),
        ("my stomach is churning", "nausea"),
        ("my eyes feel like sandpaper", "dry_eye"),
        ("one eye keeps leaking", "tearing"),
        ("my lines are peeking through, it lasted only two months", "wearing_off"),
        ("my upper lip has fallen asleep", "facial_numbness"),
    ],
)
def test_ordinary_symptoms(statuses: Statuses, text: str, symptom: str) -> None:
    assert statuses(text).get(symptom) == "present"


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("it still moves, the flicker by my nose", "no_effect"),
        ("can I still move my appointment?", "no_effect"),
        ("your card machine did not work", "no_effect"),
        ("no side effects at all", "no_effect"),
        ("my ego is bruised", "bruising"),
        ("is it the right number?", "facial_numbness"),
        ("do you use numbing cream?", "facial_numbness"),
        ("can I lift heavy weights?", "heaviness"),
        ("paying that bill was painful", "pain"),
        ("I've a sore throat", "pain"),
        ("I bumped into your nurse", "bumps"),
        ("that raised a few eyebrows", "brow_asymmetry"),
        ("dry January starts tomorrow", "dry_eye"),
        ("tears of laughter in my eyes", "tearing"),
        ("I am sick of waiting", "nausea"),
    ],
)
def test_the_same_words_meaning_something_else(statuses: Statuses, text: str, symptom: str) -> None:
    assert statuses(text).get(symptom) != "present"


def test_redness_at_the_needle_is_no_rash_but_hot_or_spreading_redness_is(
    statuses: Statuses,
) -> None:
    assert "rash" not in statuses("a bit of redness where the needle went in")
    assert "rash" in statuses("the redness is hot and spreading")
    assert "rash" in statuses("little red points on my belly and arms")
