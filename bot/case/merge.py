"""Merging one message into the case: corrections replace, denials remove, a new treatment starts anew."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.case.facts import CaseFacts, Days
from bot.language.areas import case_areas
from bot.language.concepts import RED_LABELS
from bot.language.reading import AreaMention, Reading, TimingMention
from bot.language.timing import (
    before_that,
    is_number_alone,
    names_beginning,
    names_symptom,
    names_treatment,
)

_KEPT = frozenset(
    {"breathing_difficulty", "chest_pain", "collapse", "seizure", "suicidal_thoughts", "hives"}
)
"""Once reported these are not talked away ("ignore that, it's probably wind"): only a person closes them."""
_MILD = "eyelid_droop:mild"


def merge(facts: CaseFacts, reading: Reading, *, asked: str | None = None) -> CaseFacts:
    """The case after `reading`. `asked`: what the bot had asked, so that a bare answer lands there."""
    if "new_treatment" in reading.flags and (facts.symptoms or facts.days) and not asked:
        facts = CaseFacts(areas=facts.areas, episode=facts.episode + 1)
    if facts.about == "other" and not facts.symptoms and _turns_to_self(reading):
        dated = any(t.kind in {"treatment", "onset"} for t in reading.timings)
        facts = replace(facts, areas=(), felt_at=(), days=None if dated else facts.days)
    own = reading.about == "self" or _BRAIN.search(reading.text) is not None
    if own or not (facts.symptoms or facts.days):
        # Told of a sister's treatment, the writer's own days and places stay what they are.
        areas, felt = _areas(facts, reading)
        facts = replace(facts, areas=areas, felt_at=felt)
        facts = _timing(facts, reading, asked)
    facts = _symptoms(facts, reading)
    return replace(
        facts, trend=reading.trend or facts.trend, about=reading.about, others=_others(reading)
    )


def _turns_to_self(reading: Reading) -> bool:
    """Whether, after a tale of somebody else, the writer tells of a symptom and a place of their own."""
    return (
        reading.about == "self"
        and any(m.status == "present" for m in reading.symptoms)
        and any(not a.withdrawn for a in reading.areas)
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
    if _others(reading):
        return old, ()
    return felt, felt


_BRAIN = re.compile(r"(?i)\b(?:baby|mum|mom|mummy|mama) ?brain\b")
"""Whose brain this is, is no other person."""
_BEFORE_THAT = re.compile(r"(?i)\b(day|week) before(?: that| then)?\W*$")
_RELATIVE_DAY = re.compile(
    r"(?i)^(?:on |at )?(?:today|2day|tonight|yesterday|last night|(?:this|last) \w+|\w+day|overnight|just now)\b"
)
_DAY_NUMBER = re.compile(r"(?i)^(?:on )?(?:the )?(?:day|d) ?\w+$|^\w+ day$")
_TODAY_IS = re.compile(
    r"(?i)\b(?:it'?s|today(?: is|'?s)?|now|i'?m on|i am on|only)\b(?! (?:was|were))"
)
_AFTER = re.compile(r"(?i)^ (?:after|later|in|post)\b")
_NOT_NUMBER = re.compile(r"(?i)\bnot (\d+)\b")
_A_WEEK = 7


def _treatments(facts: CaseFacts, reading: Reading, asked: str | None) -> list[TimingMention]:
    seen: dict[Days, TimingMention] = {}
    for timing in reading.timings:
        if timing.kind == "treatment":
            known = _in_view_of(facts, reading, timing, asked)
            if known is not None:
                seen.setdefault(known.days, known)
    return list(seen.values())


def _in_view_of(
    facts: CaseFacts, reading: Reading, timing: TimingMention, asked: str | None
) -> TimingMention | None:
    """A treatment time of this message once earlier ones are known; None when it is none after all."""
    if asked == "timing":
        return timing
    if is_number_alone(timing.text) and len(reading.timings) == 1:
        # "I meant 19": in the unit of what it corrects.
        return (
            replace(timing, days=_in_unit(facts.days, timing.days, reading)) if facts.days else None
        )
    if facts.days is None:
        return timing
    backward = _DAY_NUMBER.match(timing.text) and timing.days[1] < facts.days[0]
    told = names_beginning(reading.text) or _TODAY_IS.search(reading.text)
    if backward and "correction" not in reading.flags and not told:
        return None  # "it was up on day 2 as well"
    if before_that(timing.text) and len(reading.timings) == 1:
        if _BEFORE_THAT.search(reading.text) and timing.text.lower().lstrip("the ").startswith(
            "week"
        ):
            return replace(timing, days=(facts.days[0] + _A_WEEK, facts.days[1] + _A_WEEK))
        low, high = timing.days
        while low <= facts.days[1]:
            low, high = low + _A_WEEK, high + _A_WEEK
        return replace(timing, days=(low, high))
    return timing


def _in_unit(told: Days, number: Days, reading: Reading) -> Days:
    low, high = told
    wrong = _NOT_NUMBER.search(reading.text)
    per = 1
    if wrong and int(wrong[1]):
        per = _A_WEEK if low == high == _A_WEEK * int(wrong[1]) else 1
    elif low == high and low >= 2 * _A_WEEK and low % _A_WEEK == 0 and number[1] <= _A_WEEK:
        per = _A_WEEK  # "2 weeks ago" … "sorry, 3"
    return number[0] * per, number[1] * per


def _tells_onset(facts: CaseFacts, reading: Reading, dated: list[TimingMention]) -> bool:
    """Whether a day told of a symptom in a later message dates the symptom, not the known treatment."""
    return (
        facts.days is not None
        and len(dated) == 1
        and "correction" not in reading.flags
        and (any(s.status == "present" for s in reading.symptoms) or names_symptom(reading.text))
        and not any(a.treated and a.name not in facts.areas for a in reading.areas)
        and _RELATIVE_DAY.match(dated[0].text) is not None
        and not names_treatment(reading.text)
    )


def _nearest(timing: TimingMention, areas: tuple[AreaMention, ...]) -> str | None:
    before = [a for a in areas if a.start <= timing.start and not a.withdrawn]
    pool = before or [a for a in areas if not a.withdrawn]
    return min(pool, key=lambda a: abs(timing.start - a.end)).name if pool else None


def _began_after(facts: CaseFacts, reading: Reading, dated: list[TimingMention]) -> Days | None:
    """ "It started on day 6", "two days after", once the treatment's own day is known: the onset."""
    if facts.days is None or len(dated) != 1 or "correction" in reading.flags:
        return None
    one, (low, high) = dated[0], facts.days
    counted = _DAY_NUMBER.match(one.text) or _AFTER.match(reading.text[one.end :])
    if not counted or not names_beginning(reading.text) or one.days[1] > high:
        return None
    return max(low - one.days[1], 0), high - one.days[0]


def _timing(facts: CaseFacts, reading: Reading, asked: str | None) -> CaseFacts:
    dated = _treatments(facts, reading, asked)
    onsets = [t.days for t in reading.timings if t.kind == "onset"]
    if asked != "timing" and _tells_onset(facts, reading, dated):
        onsets += [t.days for t in dated]
        dated = []
    elif asked != "timing" and (began := _began_after(facts, reading, dated)):
        onsets.append(began)
        dated = []
    since = min((t.days for t in dated), default=facts.days)
    # Of several beginnings the first is when it began, unless it lies before the treatment.
    possible = [o for o in onsets if since is None or o[0] <= since[1]] or onsets
    onset = max(possible) if possible else facts.onset_days
    treatments = dict(facts.treatments)
    days, conflict = facts.days, facts.conflict
    if len(dated) > 1:
        for timing in dated:
            area = _nearest(timing, reading.areas)
            if area:
                treatments[area] = timing.days
        known = [treatments[a] for a in facts.areas if a in treatments]
        if facts.symptoms and len(known) == 1:
            days = known[0]
        elif len(treatments) > 1 and not any(s.status == "present" for s in reading.symptoms):
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
    elif not dated and days and "correction" in reading.flags:
        earlier = _BEFORE_THAT.search(reading.text)
        if earlier and not reading.timings:
            shift = _A_WEEK if earlier[1].lower() == "week" else 1
            days = days[0] + shift, days[1] + shift
    if onset == days:
        # "Since the injections" tells nothing that `days` doesn't, and moves with it when corrected.
        onset = None
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
