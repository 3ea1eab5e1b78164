"""The shapes in which people rule things out, joke, ask ahead and speak of others, and their near misses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Reading

Statuses = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("sore neck no, temperature no, rash no", "fever rash"),
        ("nae fever, nae droop", "fever eyelid_droop"),
        ("wisnae sick and didnae faint", "nausea collapse"),
        ("I wouldn't describe it as a rash, and it's not swollen", "rash swelling"),
        ("it isn't sore and I'm not short of breath", "pain breathing_difficulty"),
        ("not dizzy not seeing double not feverish", "dizziness double_vision fever"),
        ("nothing has drooped", "eyelid_droop"),
        ("haven't had so much as a headache", "headache"),
        ("completely free of any rash or fever", "rash fever"),
        ("ruled out by the nurse: ptosis, rash, fever in the last week", "eyelid_droop rash fever"),
        ("fever n/a, rash n/a for the whole of the week", "fever rash"),
        ('"any difficulty breathing" no, "any rash" no', "breathing_difficulty rash"),
        ("I looked for the rash you mention and there isn't one", "rash"),
        ("expected a headache, didn't get one", "headache"),
        ("the swelling never came", "swelling"),
        ("never had any bruising this time round", "bruising"),
        ("dinner goes down no bother", "swallowing_difficulty"),
        ("hasn't affected my swallowing or my voice", "swallowing_difficulty speech_difficulty"),
        ("voice: normal, swallowing: normal", "speech_difficulty swallowing_difficulty"),
        ("my temp is 36.8 and steady", "fever"),
        ("it's not like I can't breathe or anything", "breathing_difficulty"),
        (
            "no signs of any breathing or swallowing issues",
            "breathing_difficulty swallowing_difficulty",
        ),
        ("it is the brow that has sunk, not my eyelid", "eyelid_droop"),
    ],
)
def test_the_shapes_of_a_denial(statuses: Statuses, text: str, denied: str) -> None:
    found = statuses(text)
    assert {name for name, status in found.items() if status == "denied"} >= set(denied.split())
    assert "present" not in {found[name] for name in denied.split()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I wouldn't call it a small rash, it's everywhere", "rash"),
        ("no luck with the nurse: chest pain since noon", "chest_pain"),
        ("I asked about chest pain and none of you rang back", "chest_pain"),
        ("I told them I can't breathe and it's not any better", "breathing_difficulty"),
        ("when will I be free of this double vision", "double_vision"),
        ("no painkillers touch this headache", "headache"),
        ("I can't pretend I'm not struggling to breathe", "breathing_difficulty"),
        ("no rash, throat swelling though", "swelling"),
        ("you said no droop would happen and my lid is half way down", "eyelid_droop"),
        ("this droopy eyelid wasn't there yesterday", "eyelid_droop"),
        ("not free of the double vision yet", "double_vision"),
        ("I didn't have this droop yesterday, eyelid is halfway down", "eyelid_droop"),
        ("no: double vision is still there", "double_vision"),
        ("I'm not imagining the droop in my eyelid", "eyelid_droop"),
    ],
)
def test_what_only_looks_like_a_denial(statuses: Statuses, text: str, name: str) -> None:
    assert statuses(text)[name] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "the bill made me choke and almost gave me a stroke",
        "laughed so hard at my own eyebrows that I couldn't get my breath",
        "choking on my toast at your prices",
        "I would sell my left leg for an earlier slot",
        "lost my voice shouting at the match",
        "my mother-in-law brings me out in hives",
        "couldn't hold my head high in company until I had these wrinkles seen to",
        "can't see straight I'm that busy",
        "two heads are better than one, so my sister is coming",
        "brain's gone to mush since the exams",
    ],
)
def test_jokes_are_no_symptoms(statuses: Statuses, text: str) -> None:
    assert "present" not in statuses(text).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hilarious I know but I really can't breathe", "breathing_difficulty"),
        ("my husband laughed, I can't breathe", "breathing_difficulty"),
        (
            "was laughing with mates then couldn't breathe and it's not stopped",
            "breathing_difficulty",
        ),
        ("paid the deposit and my left arm went numb", "weakness"),
        ("the bill was fine but driving home I got crushing chest pain", "chest_pain"),
        ("my boss noticed I came out in hives", "hives"),
        ("I can't hold my head up at my desk until I rest my chin on my hand", "head_heaviness"),
        ("climbing the stairs left me breathless", "breathing_difficulty"),
        ("my legs went weak for ten minutes after the jabs", "weakness"),
    ],
)
def test_no_joke_swallows_a_complaint(
    reading: Callable[..., Reading], text: str, name: str
) -> None:
    assert name in {m.name for m in reading(text).symptoms if m.status == "present"}


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("my flatmates can't understand a word I say", "speech_difficulty", "present"),
        ("chin trembling, which it never did last time", "twitching", "present"),
        ("last time my forehead twitched, now it's doing it again", "twitching", "present"),
        (
            "my gran has a hoarse voice, she has parkinsons, would mine go",
            "speech_difficulty",
            "past",
        ),
        ("my friend got a droopy lid from hers. Could I?", "eyelid_droop", "past"),
        (
            "my mum had a stroke last year so I panicked when my lip twitched",
            "twitching",
            "present",
        ),
        (
            "any chance of struggling to swallow afterwards",
            "swallowing_difficulty",
            "hypothetical",
        ),
        ("asking ahead: has anybody lost their voice from it", "speech_difficulty", "hypothetical"),
        ("she told me I might get a headache, and I did", "headache", "present"),
        ("my mum had botox and she can't swallow, is it safe", "swallowing_difficulty", "other"),
        ("my wife has chest pain, could it be the injections", "chest_pain", "other"),
        ("told my son I couldn't keep my head upright", "head_heaviness", "present"),
        ("my boss pulled me aside because one eyelid is nearly closed", "eyelid_droop", "present"),
    ],
)
def test_whose_and_when(statuses: Statuses, text: str, name: str, status: str) -> None:
    assert statuses(text)[name] == status
