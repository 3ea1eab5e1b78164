"""What a message takes up from before without naming it: "mine is on day 15", "is this normal?"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.case import CaseFacts
from bot.language.reading import Reading
from bot.language.tokens import tokenize

_OWN = frozenset("mine mines".split())
_WELL = frozenset("fine ok okay good great grand perfect gone not no never".split())
_POINTING = frozenset(
    """
    is this that it its these be am are was do does did will would should could can may might have has got
    get gets getting feel feels happen happens happening going go i me my mine you we u what why how about
    if to a the so or and but of for with in on at from just only really still now yet also too very bit
    little lot normal ok okay alright right usual common fine bad good serious dangerous expected supposed
    meant like worry worried worrying concerned concern scared nervous panic panicking wrong weird strange
    odd funny off something anything thing stuff please pls help hi hello hey there sorry um er well actually
    ? . ! , - …
    """.split()
)
"""Words of a question that names nothing: neither a place, nor a day, nor what is felt."""
_TREATED = frozenset(
    """
    had have having botox tox toxin jab jabs jabbed injection injections injected treatment treated treat
    done ago since today yesterday her his she he gf girlfriend wife mum friend sister husband first time
    """.split()
)
_ASKING = frozenset("normal ok okay alright right usual common worry worried concerned bad serious help wrong".split())  # fmt: skip


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


def only_where_and_when(reading: Reading) -> bool:
    """Whether a message holds a place or a day and says nothing of what is felt: "lip flip", "neck
    done on Monday and it's a bit odd"."""
    spans = [*reading.areas, *reading.timings]
    rest = {
        item.norm
        for item in tokenize(reading.text).items
        if not any(s.start < item.end and s.end > item.start for s in spans)
    }
    return bool(spans) and rest <= _POINTING | _TREATED


def names_nothing(text: str) -> bool:
    """Whether a message asks of something it doesn't name: "is this normal?", "should I worry?"."""
    words = {item.norm for item in tokenize(text).items}
    return bool(words & _ASKING) and words <= _POINTING
