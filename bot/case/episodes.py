"""A new treatment: the same place done again, or another session, begins a new episode of the case."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.case.facts import CaseFacts, Told
from bot.language.concepts import RED_LABELS
from bot.language.reading import Reading, TimingMention

_TOPPED_UP = re.compile(
    r"(?i)\b(?:topped|touched|tweaked|redone|re-?did|re-?injected)(?: (?:it|me|them|that|mine|my \w+|the \w+))?(?: up| again| a bit)?\b"
    r"|\b(?:had|got|did|done|gave|given|been|went|popped|came|come|nipped|dropped|was)(?: me| us| back| in| for| a| an| my| the| another| wee| little| quick| small| bit of a)*"
    r" (?:top[- ]?up|touch[- ]?up|tweak)\b"
    r"|\b(?:went|gone|been|popped|nipped|dropped|came|come|was|back)(?: \w+){0,3} for (?:a|my|the|another) (?:(?:wee|little|quick|small) )?(?:top[- ]?up|touch[- ]?up|tweak)\b"
    r"|\b(?:put|popped|added|gave|given|injected|did|squirted|stuck|whacked|got|had|shot)(?: (?:me|in|it|another|some|a|few|couple|of|wee|tiny|little|bit|more|extra))*"
    r" (?:more|extra|again|(?:bit|drop|units?|touch|dose)s? (?:more|extra))\b"
)
_NOT_YET = re.compile(
    r"(?i)\b(?:book\w*|need\w*|want\w*|if|should|can|could|would|will|going to|gonna|supposed|due|offer\w*|when|before|next|tomorrow|haven'?t|hasn'?t|not|no|never|without|ask\w*)\b|\?"
)


def begun_anew(facts: CaseFacts, reading: Reading, asked: str | None) -> tuple[CaseFacts, Reading]:
    """The case and the message where it tells of a new treatment; both as they were where it doesn't.

    What was urgent before the new treatment stays so: a second session cures no swallowing.
    """
    if asked or not (facts.symptoms or facts.days):
        return facts, reading
    anew = "new_treatment" in reading.flags
    when = _later(facts, reading) if anew else _topped_up(facts, reading)
    if when is None:
        return (_next_episode(facts) if anew else facts), reading
    timings = tuple(
        replace(one, kind="treatment") if one is when else one for one in reading.timings
    )
    own = tuple(
        # She who topped it up has no bumps; the writer has.
        replace(one, status="present")
        if one.status == "other" and not _names_somebody(reading)
        else one
        for one in reading.symptoms
    )
    about = "self" if own != reading.symptoms else reading.about
    return _next_episode(facts), replace(reading, timings=timings, symptoms=own, about=about)


_SOMEBODY = re.compile(
    r"(?i)\b(?:my|our|a) (?:mum|mom|mother|dad|father|sister|brother|friend|mate|wife|husband|partner|aunt\w*|nan|gran|cousin|colleague|neighbou?r|daughter|son|girlfriend|boyfriend|gf|bf)\b"
)


def _names_somebody(reading: Reading) -> bool:
    return _SOMEBODY.search(reading.text) is not None


def _topped_up(facts: CaseFacts, reading: Reading) -> TimingMention | None:
    """When the known place was done again, if the message says so."""
    said = _TOPPED_UP.search(reading.text)
    if said is None or facts.days is None or {"not_yet_treated"} & reading.flags:
        return None
    if _NOT_YET.search(reading.text[: said.end()]):
        return None
    return _later(facts, reading)


def _later(facts: CaseFacts, reading: Reading) -> TimingMention | None:
    """The message's one time after the known treatment."""
    later = [
        one
        for one in reading.timings
        if one.days[0] >= 0 and (facts.days is None or one.days[1] < facts.days[0])
    ]
    return later[0] if len(later) == 1 else None


def _next_episode(facts: CaseFacts) -> CaseFacts:
    fresh = CaseFacts(areas=facts.areas, episode=facts.episode + 1, spoken=facts.spoken)
    kept = _red_flags(facts)
    if not kept:
        return fresh
    told = dict(facts.told)
    if facts.days:
        before = told.get(_BEFORE)
        days = max(facts.days, before.days) if before else facts.days
        told[_BEFORE] = Told(days, kept)
    return replace(
        fresh,
        symptoms=kept,
        signs=frozenset(sign for sign in facts.signs if sign.split(":")[0] in kept),
        trend=facts.trend,
        told=told,
    )


_BEFORE = "earlier"
_ADVERSE = frozenset({"spreading", "worsening"})
_SETTLED = 14
"""The last day on which a twitch may still settle (S03.P5)."""


def _red_flags(facts: CaseFacts) -> tuple[str, ...]:
    """The symptoms that are red flags on any day, and a twitch that has become one by its course or its
    days: a new treatment ends none of them."""
    labels = {*facts.symptoms, *facts.signs} & RED_LABELS
    names = {label.partition(":")[0] for label in labels}
    if facts.trend in _ADVERSE or facts.days and facts.days[1] > _SETTLED:
        names.add("twitching")
    return tuple(name for name in facts.symptoms if name in names)
