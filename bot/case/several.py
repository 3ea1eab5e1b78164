"""Several treatments with days of their own: which one is spoken of, and what was told of each.

`days` follows the place spoken of. What was told of the others stays in `told`, and triage counts it
by its own days: a jaw that twitches after three weeks is urgent however new the lip is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.case.facts import CaseFacts, Days, Told
from bot.language.reading import AreaMention, Reading, TimingMention

_KIN = {
    "lip_flip": ("upper_lip",),
    "upper_lip": ("lip_flip",),
    "eyelid": ("crows_feet",),
    "jawline": ("masseter",),
    "masseter": ("jawline",),
    "brow": ("forehead", "glabella"),
    "glabella": ("brow",),
}
"""Where one place is felt, another may have been treated."""
_ADDED = re.compile(r"(?i)\b(?:also|too|as well|added|plus|and then|another|though|but|other)\b")


def nearest(timing: TimingMention, areas: Sequence[AreaMention]) -> str | None:
    """The area that a time belongs to: the one named last before it, else the next."""
    before = [a for a in areas if a.start <= timing.start and not a.withdrawn]
    pool = before or [a for a in areas if not a.withdrawn]
    return min(pool, key=lambda a: abs(timing.start - a.end)).name if pool else None


def is_another(
    facts: CaseFacts, reading: Reading, timing: TimingMention, before: tuple[str, ...]
) -> str | None:
    """The new place, where `timing` dates the treatment of a place beside those treated `before`."""
    firm = [a for a in before if a not in facts.felt_at]
    if not facts.days or not firm or timing.days == facts.days:
        return None
    if "correction" in reading.flags and not _ADDED.search(reading.text):
        return None
    place = nearest(timing, reading.areas)
    if place is None or place in before or any(k in before for k in _KIN.get(place, ())):
        return None
    return place


def add(
    facts: CaseFacts, reading: Reading, place: str, days: Days, before: tuple[str, ...]
) -> CaseFacts:
    """The case with another treatment, which is now the one spoken of if there is anything to say of it."""
    assert facts.days is not None
    treatments = {**dict.fromkeys(before, facts.days), **facts.treatments, place: days}
    told = {a: Told(treatments[a], facts.symptoms) for a in before if a not in facts.felt_at}
    told = {**told, **facts.told, place: Told(days)}
    areas = tuple(dict.fromkeys([*facts.areas, place]))
    felt = tuple(a for a in facts.felt_at if a != place)
    present = any(s.status == "present" for s in reading.symptoms)
    if facts.symptoms and not present and days[0] > facts.days[1]:
        # An older treatment that nothing is told of is no change of subject.
        return replace(facts, areas=areas, felt_at=felt, treatments=treatments, told=told)
    facts = replace(
        facts,
        areas=areas,
        felt_at=felt,
        treatments=treatments,
        told=told,
        days=days,
        onset_days=None,
    )
    return noted(facts, reading)


def at_once(facts: CaseFacts, reading: Reading, dated: Sequence[TimingMention]) -> CaseFacts:
    """The case after a message that dates several treatments."""
    treatments = dict(facts.treatments)
    for timing in dated:
        if area := nearest(timing, reading.areas):
            treatments[area] = timing.days
    known = [treatments[a] for a in facts.areas if a in treatments]
    present = [s for s in reading.symptoms if s.status == "present"]
    told = {a: Told(d, _of(facts, a)) for a, d in treatments.items()} if len(treatments) > 1 else {}
    facts = replace(facts, treatments=treatments, told=told, conflict=False)
    if facts.symptoms and len(known) == 1:
        return noted(replace(facts, days=known[0]), reading)
    if len(treatments) > 1 and not present:
        return replace(facts, days=None)
    places = _places_of(facts, reading)
    facts = replace(facts, days=treatments[places[0]] if places else min(t.days for t in dated))
    return noted(facts, reading)


def spoken_of(facts: CaseFacts, reading: Reading) -> CaseFacts:
    """The case with the days of the place that the message names, when several were treated."""
    named = [a.name for a in reading.areas if not a.withdrawn and a.name in facts.treatments]
    named += [
        k
        for a in reading.areas
        for k in _KIN.get(a.name, ())
        if not a.withdrawn and k in facts.treatments
    ]
    if named:
        facts = replace(facts, days=facts.treatments[named[0]])
    return noted(facts, reading)


def redated(facts: CaseFacts, reading: Reading, was: Days | None) -> CaseFacts:
    """The case once its `days` were put right: the treatment spoken of has them too."""
    if not facts.treatments or facts.days is None:
        return facts
    named = [a.name for a in reading.areas if a.name in facts.treatments and not a.withdrawn]
    named = named or [a for a, days in facts.treatments.items() if days == was]
    treatments = {**facts.treatments, **dict.fromkeys(named, facts.days)}
    told = {
        a: Told(facts.days, one.symptoms) if a in named else one for a, one in facts.told.items()
    }
    return noted(replace(facts, treatments=treatments, told=told), reading)


def without(facts: CaseFacts, before: tuple[str, ...]) -> CaseFacts:
    """The case without the treatments of places that a correction has taken out."""
    gone = {a for a in before if a not in facts.areas}
    if not gone & (set(facts.treatments) | set(facts.told)):
        return facts
    return replace(
        facts,
        treatments={a: d for a, d in facts.treatments.items() if a not in gone},
        told={a: t for a, t in facts.told.items() if a not in gone},
    )


def noted(facts: CaseFacts, reading: Reading) -> CaseFacts:
    """The case with the symptoms of the message put down to the treatments they were told of."""
    if not facts.told:
        return facts
    told = dict(facts.told)
    for mention in reading.symptoms:
        if mention.status != "present":
            continue
        places = _places_of(facts, reading, mention.name) or [
            a for a, one in told.items() if one.days == facts.days
        ]
        for area in places:
            one = told[area]
            told[area] = Told(one.days, tuple(dict.fromkeys([*one.symptoms, mention.name])))
    return replace(facts, told=told)


def _of(facts: CaseFacts, area: str) -> tuple[str, ...]:
    return facts.told[area].symptoms if area in facts.told else ()


def _places_of(facts: CaseFacts, reading: Reading, name: str | None = None) -> list[str]:
    """The treatment that the message's symptoms were told of: the place named last before them."""
    places: list[str] = []
    for mention in reading.symptoms:
        if mention.status != "present" or name not in (None, mention.name):
            continue
        before = [a for a in reading.areas if not a.withdrawn and a.start < mention.end]
        for area in (before or [a for a in reading.areas if not a.withdrawn])[-1:]:
            own = [a for a in (area.name, *_KIN.get(area.name, ())) if a in facts.told]
            places += own[:1]
    return list(dict.fromkeys(places))
