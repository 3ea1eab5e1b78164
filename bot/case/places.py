"""The treated places of a case, and those where something is felt."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.case.facts import CaseFacts
from bot.language.areas import case_areas
from bot.language.concepts import RED_LABELS
from bot.language.reading import AreaMention, Reading

_WELL_AFTER = re.compile(
    r"(?i)^(?:\s*(?:,|and|n|&|\+)\s*\w+)?\s*(?:'s|is|are|r|was|feels?|looks?|look)?\s*(?:all|both|totally|completely|perfectly)?"
    r"\s*(?:normal|fine|ok|okay|unaffected|not affected|untouched|as usual)\b"
)
_RULED_OUT = frozenset({"upper_lip", "eyelid", "neck"})
"""Places named to say that they are well: "lips and tongue normal"."""
_ANOTHER_TIME = re.compile(
    r"(?i)^\W*(?:bit |part |one )?(?:was|were|is|are|had|got|i had|thing was)(?: (?:been|done|only|just|actually))*"
    r" (?:another|a different|a separate|the other|some other|an earlier|a previous|last (?:time|year)|(?:for )?ages|months|years"
    r"|back in|in (?:19|20)\d\d|the time before|the previous|not this|my (?:sister|mum|mom|friend|wife|husband|mate|partner))\b"
)
_TREATED_TOO = re.compile(
    r"(?i)\b(?:it|that|they|which|those|also) (?:was|were|got|had been|has been|have been)(?: all| also| both)? (?:treated|done|injected|botoxed)\b"
    r"|(?:^|[.,;!]\s*)(?:had (?:it|that|them) )?(?:done|treated|injected)\b"
)
"""A place that is felt and was treated: "my neck feels floppy, it was done the same day"."""
_ODD = re.compile(
    r"(?i)\b(?:weird|wierd|odd|funny|strange|peculiar|off|wrong|not right|isn'?t right|acting up|playing up|silly|different|iffy|dodgy"
    r"|bothering|bugging|worrying)\b"
)
_DOING = re.compile(
    r"(?i)\b(?:rais|lift|mov|wiggl|scrunch|wrinkl|purs|puck?er|clench|open|clos|shut|touch|rub|tuck|pout|turn|tilt|press|knit|furrow|squint|narrow)\w*"
    r"(?: up| down)? (?:my|the|both|them|those|an?)? ?(?:left |right |both |top |upper |lower )?$"
)
"""What one does with a place, which says neither where it is felt nor where it was done."""
_BARE = 3
"""Words of a message that names a place and hardly anything else."""


def places(facts: CaseFacts, reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(areas of the case after the message, those of them where something is only felt)."""
    named = tuple(a for a in reading.areas if not _beside_the_point(facts, reading, a))
    if named and all(a.withdrawn and a.name not in facts.areas for a in named):
        # "Top lip, sorry, was busy": what was never said can't be taken back.
        named = tuple(replace(a, withdrawn=False) for a in named)
    treated, felt = case_areas(named, reading.symptoms)
    if not treated and felt and _TREATED_TOO.search(reading.text):
        treated, felt = felt, ()
    withdrawn = {a.name for a in named if a.withdrawn} - set(treated)
    if withdrawn and not treated:
        # "not neck, I meant chin": what stands beside a withdrawn place takes its part.
        treated = tuple(
            dict.fromkeys(a.name for a in named if not a.withdrawn and a.name not in withdrawn)
        )
    old = tuple(a for a in facts.areas if a not in withdrawn)
    if treated:
        only_felt = set(facts.felt_at) - set(treated)
        corrects = "correction" in reading.flags and not withdrawn and not reading.symptoms
        if corrects and facts.areas and not set(treated) <= set(facts.treatments):
            return treated, ()
        return tuple(dict.fromkeys([*(a for a in old if a not in only_felt), *treated])), ()
    if old:
        return old, tuple(a for a in facts.felt_at if a in old)
    if any(m.status == "other" and m.name in RED_LABELS for m in reading.symptoms):
        return old, ()
    felt = felt or _oddly_felt(named, reading)
    return felt, felt


def spoken_of(reading: Reading) -> str:
    """The place that "it" would mean after this message: where something is felt, before where it was done."""
    named = [a for a in reading.areas if not a.withdrawn]
    felt = [a.name for a in named if not a.treated]
    return (felt or [a.name for a in named] or [""])[0]


def _beside_the_point(facts: CaseFacts, reading: Reading, area: AreaMention) -> bool:
    """Whether a place is named only to be ruled out: it is well, or was another time."""
    if area.withdrawn:
        return False
    after = reading.text[area.end :]
    others = [a for a in reading.areas if a.name != area.name and not a.withdrawn]
    if facts.areas and area.name not in facts.areas and _DOING.search(reading.text[: area.start]):
        return True
    if area.name in _RULED_OUT and (others or facts.areas) and _WELL_AFTER.match(after):
        return True
    if area.name == "full_face" and any(a.treated for a in others):
        return any(s.start <= area.start and area.end <= s.end for s in reading.symptoms)
    return bool(others) and "correction" in reading.flags and _ANOTHER_TIME.match(after) is not None


def _oddly_felt(named: tuple[AreaMention, ...], reading: Reading) -> tuple[str, ...]:
    """The place of a complaint without a name: "my lip's being weird", or "eye" and no more."""
    if any(s.status == "denied" for s in reading.symptoms) or "supposing" in reading.flags:
        return ()
    if len(reading.text.split()) > _BARE and not _ODD.search(reading.text):
        return ()
    return tuple(dict.fromkeys(a.name for a in named if not a.withdrawn))[:1]
