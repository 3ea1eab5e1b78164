"""Kinds of denial, supposition, past, other people and fiction, each in several voices (H01)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.language import Reading
from bot.language.concepts import CONCEPTS

Statuses = Callable[[str], dict[str, str]]
DATA = Path(__file__).parents[3] / "data" / "nlu" / "red_flags"
_PRESENT = {"present", "other"}


@pytest.mark.parametrize(
    "text",
    [
        "were my eyelid to sink after Tuesday's session, who do I ring",
        "should double vision set in, may I still operate machinery?",
        "whom do I telephone should my lid droop",
        "let's imagine I choke on my lunch the day after",
        "on the off chance I can't swallow pills afterwards, is there a liquid",
        "God forbid I get a fever, do I still come Thursday",
        "unless I start struggling for breath I needn't call, correct?",
        "which is commoner, a droop or a rash",
        "how soon would hives show up if they were going to",
        "would flying make my face swell",
        "I'm petrified of ending up with a droopy eye",
        "my biggest fear is waking up with half my face hanging",
        "the consent mentions loss of bladder control. How many of your patients get that",
    ],
)
def test_other_grammar_supposes(statuses: Statuses, text: str) -> None:
    assert not _PRESENT & set(statuses(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "I'm worried about my droopy eyelid",
        "what do I do my throat is closing",
        "if anything the droop is worse today",
        "were it not for my throat closing I'd be in bed",
        "in case it matters my vision is doubled",
        "I suppose my speech is a bit slurred since yesterday",
        "why am I seeing double",
        "can you tell me why I can't hold my head up",
        "what if my droopy eyelid never lifts, it began on Monday",
        "how long does a droopy eyelid last, mine dropped on Friday",
        "the leaflet says to call for hives and I have them all over",
        "could I have had a stroke? my smile is down on one side and my hand is numb",
        "if I lie flat I can't breathe",
    ],
)
def test_what_is_there_is_not_supposed(statuses: Statuses, text: str) -> None:
    assert _PRESENT & set(statuses(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "I cannot talk for a minute without gasping",
        "my lid won't open past half",
        "this is not a joke, I passed out twice today",
        "no bumps, no rash, lid shut completely",
        "no itching but the hives are everywhere",
        "not a day goes by without me choking on water",
        "no strength in my arms",
        "it doesn't help my droopy eyelid",
        "I never get rashes and now I'm covered in one",
        "never had a fit until an hour ago",
        "no sign of my droopy eyelid lifting",
        "not a headache, I have slurred speech",
    ],
)
def test_a_denial_that_is_none(statuses: Statuses, text: str) -> None:
    assert _PRESENT & set(statuses(text).values())


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("haven't had a fever, nor a rash", "fever rash"),
        ("chest pain? no. rash? also no.", "chest_pain rash"),
        ("fever no rash no headache no", "fever rash headache"),
        ("never once lost my balance or felt weak", "weakness"),
        ("no trouble with food or drink", "swallowing_difficulty"),
        ("swallowing and my voice are the same as ever", "swallowing_difficulty speech_difficulty"),
        ("what is well: breathing, swallowing", "breathing_difficulty swallowing_difficulty"),
        ("I can swallow, I can breathe", "swallowing_difficulty breathing_difficulty"),
        ("vision isn't double", "double_vision"),
        ("no palpitations", "chest_pain"),
        ("I'm not thinking about hurting myself", "suicidal_thoughts"),
        ("last round I saw double, nothing like that this time", "double_vision"),
    ],
)
def test_a_clear_denial(statuses: Statuses, text: str, denied: str) -> None:
    found = statuses(text)
    assert {name: found.get(name) for name in denied.split()} == dict.fromkeys(
        denied.split(), "denied"
    )
    assert not _PRESENT & {found[name] for name in found if name != "pain"}


@pytest.mark.parametrize(
    "text",
    [
        "I had terrible hives off an antibiotic in 2009",
        "as a teenager I had seizures, grew out of them",
        "when I was carrying my second I fainted a lot",
        "after my last baby I couldn't hold my wee for a year",
        "my aunt had a stroke fifteen years ago",
        "the last time I had it my eyelid drooped for three weeks",
    ],
)
def test_what_is_over(statuses: Statuses, text: str) -> None:
    assert not _PRESENT & set(statuses(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "it started last week and the droopy lid is still there",
        "last time it was just a bruise, this time I can't swallow",
        "like last time my eyelid is hanging but worse",
        "I had it in 2023 with no trouble, now my eyelid is hanging",
        "I used to take the stairs two at a time, today I can't breathe on the third",
        "my head falls back when I sit up and won't stay up",
        "rash on my back and thighs",
    ],
)
def test_what_is_not_over(statuses: Statuses, text: str) -> None:
    assert _PRESENT & set(statuses(text).values())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("my brother had his neck done Monday, he can't swallow his food", "other"),
        ("he went down like a sack of spuds in the kitchen", "other"),
        ("our Linda has hives all over her", "other"),
        ("my lola got the jaw injections and she can't breathe", "other"),
        ("bro I can't swallow", "present"),
        ("my neighbour drove me home as I saw double", "present"),
        ("my wife thinks my words are slurred", "present"),
        ("my sister's a nurse, she says my slurred speech needs checking", "present"),
    ],
)
def test_whose_it_is(statuses: Statuses, text: str, status: str) -> None:
    assert status in statuses(text).values()
    assert not (_PRESENT - {status}) & set(statuses(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "in the book I'm reading the heroine can't breathe in her corset",
        "compose a limerick about a dumpling that couldn't breathe",
        "they did stroke on the radio this morning",
        "our old spaniel had a stroke",
        "your price list nearly gave me a stroke",
        "I had palpitations in my wallet",
        "knees went weak when he walked in",
    ],
)
def test_nobody_has_it(statuses: Statuses, text: str) -> None:
    assert not _PRESENT & set(statuses(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "this is the worst headache of my life",
        "it is the biggest headache I have ever had, it came in a second",
        "I fed the dog and I had a seizure",
        "I was reading my kid a story and had to keep gasping for air",
        "watching telly I noticed I see two of everyone",
        "the screen looks blurry to me",
    ],
)
def test_a_figure_swallows_no_complaint(reading: Callable[..., Reading], text: str) -> None:
    assert any(s.status == "present" for s in reading(text).symptoms)


def test_scope_lowers_almost_no_present_training_sentence(
    reading: Callable[..., Reading],
) -> None:
    """Of thousands of sentences in which a red flag is there, scope may take back a handful."""
    read, lowered = 0, []
    for path in sorted(DATA.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            marks = block.get("metadata") or {}
            if not (marks.get("concept") and marks.get("present")):
                continue
            name = CONCEPTS[marks["concept"]][0]
            lines = block["examples"].splitlines()[::3]
            for text in (line[2:].strip() for line in lines if line.startswith("- ")):
                found = [s.status for s in reading(text).symptoms if s.name == name]
                read += 1
                if found and not _PRESENT & set(found):
                    lowered.append(text)
    assert read > 1000
    assert len(lowered) <= read * 0.006, lowered
