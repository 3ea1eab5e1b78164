"""What a message takes up from before without naming it: "mine is on day 15"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.case import CaseFacts
from bot.language.reading import Reading
from bot.language.tokens import tokenize

_OWN = frozenset("mine mines".split())
_WELL = frozenset("fine ok okay good great grand perfect gone not no never".split())


def wondered(reading: Reading, dialogue: Mapping[str, Any]) -> list[str]:
    """Symptoms that this message, or else the one before it, only asked about."""
    asked = [s.name for s in reading.symptoms if s.status == "hypothetical"]
    if any(s.status in {"present", "denied"} for s in reading.symptoms):
        return []
    return list(dict.fromkeys(asked)) or list(dialogue.get("wondered", []))


def taken_up(facts: CaseFacts, reading: Reading, dialogue: Mapping[str, Any]) -> CaseFacts:
    """`facts` with the symptom that was asked about, where this message tells of the writer's own.

    "How many days can a twitch last?", and then "mine is on day 15, chin". Doubt raises: a red flag
    that was asked about is taken up like any other.
    """
    words = {item.norm for item in tokenize(reading.text).items}
    told = reading.timings or reading.areas or reading.trend
    if (
        facts.symptoms
        or reading.symptoms
        or not told
        or not words & _OWN
        or words & _WELL
        or {"supposing", "not_yet_treated", "fiction"} & reading.flags
    ):
        return facts
    return replace(facts, symptoms=tuple(dialogue.get("wondered", ())))
