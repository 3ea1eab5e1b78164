"""Merging one message into the case: corrections replace, denials remove, a new treatment starts anew."""

from __future__ import annotations

from dataclasses import replace

from bot.case.context import in_context
from bot.case.episodes import begun_anew
from bot.case.facts import CaseFacts
from bot.case.findings import found
from bot.case.places import places, spoken_of
from bot.case.times import dated
from bot.language.bare import complains_of_nothing
from bot.language.concepts import RED_LABELS
from bot.language.reading import Reading

_OTHERS = RED_LABELS | {"twitching"}
"""What of somebody else is looked at: a twitch can be urgent by its days or its course."""


def merge(facts: CaseFacts, reading: Reading, *, asked: str | None = None) -> CaseFacts:
    """The case after `reading`. `asked`: what the bot had asked, so that a bare answer lands there."""
    return take_in(facts, reading, asked=asked)[0]


def take_in(
    facts: CaseFacts, reading: Reading, *, asked: str | None = None
) -> tuple[CaseFacts, Reading]:
    """The case after `reading`, and the reading as the case makes it clear (`bot.case.context`)."""
    facts, reading = begun_anew(facts, reading, asked)
    reading = in_context(facts, reading, asked)
    if facts.about == "other" and not facts.symptoms and _turns_to_self(reading):
        told = any(t.kind in {"treatment", "onset"} for t in reading.timings)
        facts = replace(facts, areas=(), felt_at=(), trend=None, days=None if told else facts.days)
    if reading.about == "self" or not (facts.symptoms or facts.days):
        # Told of a sister's treatment, the writer's own days and places stay what they are.
        before = facts.areas
        areas, felt = places(facts, reading)
        facts = replace(facts, areas=areas, felt_at=felt)
        facts = dated(facts, reading, asked, before)
    facts = found(facts, reading)
    facts = replace(
        facts,
        trend=reading.trend or facts.trend,
        about=reading.about,
        others=_others(facts, reading),
        spoken=spoken_of(reading) or facts.spoken,
    )
    return facts, reading


def _turns_to_self(reading: Reading) -> bool:
    """Whether, after a tale of somebody else, the writer tells of a symptom and a place of their own."""
    return (
        reading.about == "self"
        and any(m.status == "present" for m in reading.symptoms)
        and any(not a.withdrawn for a in reading.areas)
    )


def _others(facts: CaseFacts, reading: Reading) -> tuple[str, ...]:
    """Somebody else's findings: of this message, and of those before while the talk stays with them."""
    stays = reading.about == "other" or _only_presses(reading)
    labels = list(facts.others) if facts.about == "other" and stays else []
    for mention in reading.symptoms:
        if mention.status == "other":
            names = [mention.name, *(f"{mention.name}:{sign}" for sign in sorted(mention.signs))]
            if _OTHERS.intersection(names):
                labels += names
    if reading.trend and "twitching" in labels:
        labels.append(f"twitching:{reading.trend}")
    return tuple(dict.fromkeys(labels))


def _only_presses(reading: Reading) -> bool:
    """Whether it adds nothing but that it is bad or worse: "help us", "it's getting worse"."""
    adds = reading.symptoms or reading.areas or reading.timings
    return not adds and (reading.trend is not None or complains_of_nothing(reading))
