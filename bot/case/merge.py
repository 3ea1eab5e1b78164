"""Merging one message into the case: corrections replace, denials remove, a new treatment starts anew."""

from __future__ import annotations

from dataclasses import replace

from bot.case.facts import CaseFacts, Days
from bot.language.areas import case_areas
from bot.language.concepts import RED_LABELS
from bot.language.reading import AreaMention, Reading, TimingMention

_KEPT = frozenset(
    {"breathing_difficulty", "chest_pain", "collapse", "seizure", "suicidal_thoughts", "hives"}
)
"""Once reported these are not talked away ("ignore that, it's probably wind"): only a person closes them."""
_MILD = "eyelid_droop:mild"


def merge(facts: CaseFacts, reading: Reading, *, asked: str | None = None) -> CaseFacts:
    """The case after `reading`. `asked`: what the bot had asked, so that a bare answer lands there."""
    if "new_treatment" in reading.flags and (facts.symptoms or facts.days) and not asked:
        facts = CaseFacts(areas=facts.areas, episode=facts.episode + 1)
    if reading.about == "self" or not (facts.symptoms or facts.days):
        # Told of a sister's treatment, the writer's own days and places stay what they are.
        areas, felt = _areas(facts, reading)
        facts = replace(facts, areas=areas, felt_at=felt)
        facts = _timing(facts, reading)
    facts = _symptoms(facts, reading)
    return replace(
        facts, trend=reading.trend or facts.trend, about=reading.about, others=_others(reading)
    )


def _others(reading: Reading) -> tuple[str, ...]:
    labels = []
    for mention in reading.symptoms:
        if mention.status == "other":
            names = [mention.name, *(f"{mention.name}:{sign}" for sign in sorted(mention.signs))]
            if RED_LABELS.intersection(names):
                labels += names
    return tuple(dict.fromkeys(labels))


def _areas(facts: CaseFacts, reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    treated, felt = case_areas(reading.areas, reading.symptoms)
    withdrawn = {a.name for a in reading.areas if a.withdrawn} - set(treated)
    if withdrawn and not treated:
        # "not neck, I meant chin": what stands beside a withdrawn place takes its part.
        treated = tuple(dict.fromkeys(a.name for a in reading.areas if not a.withdrawn))
    old = tuple(a for a in facts.areas if a not in withdrawn)
    if treated:
        only_felt = set(facts.felt_at) - set(treated)
        if "correction" in reading.flags and facts.areas and not withdrawn and not reading.symptoms:
            return treated, ()
        return tuple(dict.fromkeys([*(a for a in old if a not in only_felt), *treated])), ()
    if old:
        return old, tuple(a for a in facts.felt_at if a in old)
    if any(m.status == "other" for m in reading.symptoms):
        return old, ()
    return felt, felt


def _treatments(reading: Reading) -> list[TimingMention]:
    seen: dict[Days, TimingMention] = {}
    for timing in reading.timings:
        if timing.kind == "treatment":
            seen.setdefault(timing.days, timing)
    return list(seen.values())


def _nearest(timing: TimingMention, areas: tuple[AreaMention, ...]) -> str | None:
    before = [a for a in areas if a.start <= timing.start and not a.withdrawn]
    pool = before or [a for a in areas if not a.withdrawn]
    return min(pool, key=lambda a: abs(timing.start - a.end)).name if pool else None


def _timing(facts: CaseFacts, reading: Reading) -> CaseFacts:
    dated = _treatments(reading)
    onsets = [t.days for t in reading.timings if t.kind == "onset"]
    onset = onsets[-1] if onsets else facts.onset_days
    treatments = dict(facts.treatments)
    days, conflict = facts.days, facts.conflict
    if len(dated) > 1:
        for timing in dated:
            area = _nearest(timing, reading.areas)
            if area:
                treatments[area] = timing.days
        if len(treatments) > 1 and not any(s.status == "present" for s in reading.symptoms):
            days = None
        else:
            days = min(t.days for t in dated)
        conflict = False
    elif dated:
        new = dated[0].days
        clash = (
            days is not None
            and new[0] > days[1] + 2
            and "correction" not in reading.flags
            and reading.trend == "persisting"
            and not reading.areas
        )
        days, conflict = (None, True) if clash else (new, False)
        if clash:
            onset = new
    elif days and onsets and onset and onset[0] > days[1] + 1:
        days, conflict = None, True
    if not dated and facts.treatments:
        named = [a.name for a in reading.areas if a.name in facts.treatments]
        kin = {"lip_flip": "upper_lip", "upper_lip": "lip_flip", "eyelid": "crows_feet"}
        named += [kin[a.name] for a in reading.areas if kin.get(a.name) in facts.treatments]
        if named:
            days = facts.treatments[named[0]]
    return replace(facts, days=days, onset_days=onset, treatments=treatments, conflict=conflict)


def _symptoms(facts: CaseFacts, reading: Reading) -> CaseFacts:
    symptoms = list(facts.symptoms)
    denied = list(facts.denied)
    signs = set(facts.signs)
    for mention in reading.symptoms:
        if mention.status == "present":
            if mention.name not in symptoms:
                symptoms.append(mention.name)
            if (
                mention.name == "eyelid_droop"
                and "mild" not in mention.signs
                or "sustained" in mention.signs
            ):
                signs.discard(_MILD)
            if mention.name in denied:
                denied.remove(mention.name)
            signs |= {f"{mention.name}:{sign}" for sign in mention.signs}
    if "eyelid_droop:sustained" in signs:
        signs.discard(_MILD)
    present = {m.name for m in reading.symptoms if m.status == "present"}
    for mention in reading.symptoms:
        if mention.status != "denied" or mention.name in present:
            continue
        if mention.name in symptoms and mention.name not in _KEPT:
            symptoms.remove(mention.name)
            signs = {sign for sign in signs if not sign.startswith(mention.name + ":")}
        if mention.name not in symptoms and mention.name not in denied:
            denied.append(mention.name)
    return replace(facts, symptoms=tuple(symptoms), denied=tuple(denied), signs=frozenset(signs))
