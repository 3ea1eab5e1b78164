"""A red flag goes where the patient says that it never was there, and by nothing less (H01, H02)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.case import CaseFacts, merge
from bot.language import read
from bot.triage import assess

TODAY = date(2026, 6, 17)
RED = [
    "I can't breathe",
    "my throat is closing up",
    "I collapsed after my jabs",
    "chest pain since the injections",
    "I have hives all over",
    "half my face has dropped",
    "I can't swallow",
    "I'm seeing double",
    "I want to die",
]


def _case(*texts: str) -> CaseFacts:
    facts = CaseFacts()
    for text in texts:
        facts = merge(facts, read(text, TODAY))
    return facts


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I can't breathe", "sorry, that was dictation, I said I can't believe it. breathing is fine"),
        ("my throat is closing up", "only testing if you're awake. my throat is normal"),
        ("I collapsed after my jabs", "into bed I mean! I didn't faint at all"),
        ("half my face has dropped", "that was a filter lol, my face is straight"),
        ("I'm seeing double", "joke! I'm a twin. my sight is perfect"),
        ("I can't swallow", "autocorrect!! I said I can't follow. swallowing is fine"),
        ("I have hives all over", "just testing, I'm totally fine"),
    ],
)  # fmt: skip
def test_what_was_never_there_goes_with_its_urgency(first: str, then: str) -> None:
    assert assess(_case(first)).red
    facts = _case(first, then)
    assert not assess(facts).red
    assert facts.symptoms == () and facts.denied
    assert not assess(merge(facts, read("so when can I exercise", TODAY))).red
    assert assess(merge(facts, read(first, TODAY))).red


@pytest.mark.parametrize("first", RED)
@pytest.mark.parametrize(
    "then",
    [
        "lol it's fine",
        "probably nothing, ignore me",
        "forget it, can I go to the gym",
        "never mind, it's gone now",
        "nah just being dramatic",
        "joking aside it is getting worse",
        "sorry, typo, I meant throat",
        "it passed after a minute, I'm ok now",
        "my husband says I'm exaggerating, it's normal",
        "don't want to make a fuss. I'm okay",
        "not testing you, this is real",
        "I was on the sofa when it happened",
        "in bed now, feel okay",
        "test results came back fine",
        "the photo shows it, but I'm ok",
        "sorry for the typo, I'm ok to wait",
        "I can breathe if I sit up",
        "sent a selfie to my injector, she says all is normal",
        "the app said it's normal",
        "jk... kind of. it's fine",
        "scratch that, I'm fine",
        "it's fine, happens when I lie in bed",
        "how long does a bruise last",
    ],
)
def test_playing_it_down_or_changing_the_subject_drops_nothing(first: str, then: str) -> None:
    assert assess(_case(first, then)).red


@pytest.mark.parametrize(
    "then", ["only joking, I'm fine", "just testing the bot, all is well", "that was autocorrect, not suicidal"]
)  # fmt: skip
def test_thoughts_of_suicide_are_never_taken_back(then: str) -> None:
    assert assess(_case("I want to die", then)).urgency == "emergency"


def test_what_is_reported_beside_the_taking_back_is_there() -> None:
    facts = _case("my throat is closing up", "just testing lol. but I do see double")
    assert assess(facts).red
