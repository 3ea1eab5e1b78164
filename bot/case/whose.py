"""Whose symptoms a message tells of, when only the talk so far says so.

A message of its own tells whose throat it is ("my wife's throat"); the next may only say "she says it's
worse" or nothing at all. What is urgent is so for either; whose it is decides in whose case it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.case.facts import CaseFacts
from bot.language.reading import Reading, Status, SymptomMention

_BRAIN = re.compile(r"(?i)\b(?:baby|mum|mom|mummy|mama|preg\w*|nurse|dad) ?brain\b")
"""Whose brain this is, is no other person."""
_KIN = (
    r"(?:mum|mom|mummy|mother|ma|dad|father|sister|sis|brother|bro|friend|bestie|mate|wife|husband|hubby|partner|aunt\w*|uncle|nan|nana|gran\w*|cousin"
    r"|colleague|workmate|neighbou?r|daughter|son|girlfriend|boyfriend|gf|bf|fianc\w+|boss|flatmate|roommate|client|patient|lady|gentleman)"
)
_THEIR_TREATMENT = re.compile(
    rf"(?i)\b(?:my|our|me|a|an|the) (?:\w+ )?{_KIN}(?:'s)?(?:,? (?:she|he|who|just|also|has|have|only|in law|of mine))* (?:had|got|has had|went|did|is having|was)\b"
)
_SHE = re.compile(r"(?i)\b(?:she|he|her|his|him|hers|she'?s|he'?s|shes|hes)\b")
_I = re.compile(
    r"(?i)\b(?:i|i'?m|i'?ve|me|my|mine|myself|we|our|us)\b(?! (?:mum|mom|mother|sister|brother|friend|wife|husband|gf|bf|nan|dad)\b)"
)


def whose(facts: CaseFacts, reading: Reading) -> Reading:
    """`reading` with its symptoms given to whom the talk is about."""
    if _BRAIN.search(reading.text):
        return _given(reading, "other", "present", "self")
    if facts.symptoms or reading.about == "other" or _I.search(_without_possessor(reading.text)):
        return reading
    # Without a "she" it is theirs only while theirs is what is urgent: else it may be the writer's own.
    present = any(s.status == "present" for s in reading.symptoms)
    if facts.about == "other" and (_SHE.search(reading.text) or facts.others and present):
        return _given(reading, "present", "other", "other")
    if not reading.symptoms and _THEIR_TREATMENT.search(reading.text):
        return replace(reading, about="other")
    return reading


def _without_possessor(text: str) -> str:
    """ "My gf had her jaw done" speaks of nobody but her."""
    return re.sub(rf"(?i)\b(?:my|our|me) (?:\w+ )?{_KIN}\b", "", text)


def _given(reading: Reading, old: Status, new: Status, about: str) -> Reading:
    symptoms: tuple[SymptomMention, ...] = tuple(
        replace(one, status=new) if one.status == old else one for one in reading.symptoms
    )
    return replace(reading, symptoms=symptoms, about="self" if about == "self" else "other")
