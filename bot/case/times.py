"""When a case's treatment was and when its symptom began: answers, corrections, and dates that clash."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.case import several
from bot.case.facts import CaseFacts, Days
from bot.language.reading import Reading, TimingMention
from bot.language.timing import (
    before_that,
    is_number_alone,
    names_beginning,
    names_symptom,
    names_treatment,
)

_BEFORE_THAT = re.compile(r"(?i)\b(day|week|one) before(?: that| then)?\W*$")
_RELATIVE_DAY = re.compile(
    r"(?i)^(?:on |at )?(?:today|2day|tonight|yesterday|last night|(?:this|last) \w+|\w+day|overnight|just now)\b"
)
_DAY_NUMBER = re.compile(r"(?i)^(?:on )?(?:the )?(?:day|d) ?\w+$|^\w+ day$")
_TODAY_IS = re.compile(
    r"(?i)\b(?:it'?s|today(?: is|'?s)?|now|i'?m on|i am on|only)\b(?! (?:was|were))"
)
_AFTER = re.compile(r"(?i)^ (?:after|later|in|post)\b")
_NOT_THEN = re.compile(
    r"(?i)(?:\bnot(?! sure)|\w+n'?t|\buntil|\btill|\bsince before)(?: \w+)?(?: on)? $"
)
_NOT_NUMBER = re.compile(r"(?i)\bnot (\d+)\b")
_A_WEEK = 7


def dated(
    facts: CaseFacts, reading: Reading, asked: str | None, before: tuple[str, ...]
) -> CaseFacts:
    """`facts` with the times of the message; `before`: the areas that were known before it."""
    facts = several.without(facts, before)
    was = facts.days
    found = _treatments(facts, reading, asked)
    onsets = [t.days for t in reading.timings if t.kind == "onset"]
    if (
        len(found) == 1
        and asked != "timing"
        and not _tells_of_another(facts, reading, found, before)
    ):
        if _tells_onset(facts, reading, found):
            onsets += [t.days for t in found]
            found = []
        elif began := _began_after(facts, reading, found):
            onsets.append(began)
            found = []
    since = min((t.days for t in found), default=facts.days)
    # Of several beginnings the first is when it began, unless it lies before the treatment.
    possible = [o for o in onsets if since is None or o[0] <= since[1]] or onsets
    onset = max(possible) if possible else facts.onset_days
    facts = _with_treatments(facts, reading, found, onset, bool(onsets), before)
    if facts.conflict:
        onset = facts.onset_days
    if was and facts.days and facts.days != was and not facts.conflict:
        facts = replace(facts, replaced=was)
    if onset == facts.days:
        # "Since the injections" tells nothing that `days` doesn't, and moves with it when corrected.
        onset = None
    return replace(facts, onset_days=onset)


def _with_treatments(
    facts: CaseFacts,
    reading: Reading,
    found: list[TimingMention],
    onset: Days | None,
    begins: bool,
    before: tuple[str, ...],
) -> CaseFacts:
    if len(found) > 1:
        return several.at_once(facts, reading, found)
    if found:
        if place := several.is_another(facts, reading, found[0], before):
            return several.add(facts, reading, place, found[0].days, before)
        return _with_one(facts, reading, found[0].days, before)
    days = facts.days
    if days and begins and onset and onset[0] > days[1] + 1:
        return replace(facts, days=None, onset_days=onset, conflict=True)
    if facts.treatments:
        return several.spoken_of(facts, reading)
    if days and "correction" in reading.flags:
        if "restored" in reading.flags:
            return several.redated(replace(facts, days=facts.replaced), reading, days)
        earlier = _BEFORE_THAT.search(reading.text)
        taken_back = all(t.kind == "other" and t.days == days for t in reading.timings)
        if earlier and taken_back:
            shift = 1 if earlier[1].lower() == "day" else _A_WEEK
            return replace(facts, days=(days[0] + shift, days[1] + shift))
    return facts


def _with_one(facts: CaseFacts, reading: Reading, new: Days, before: tuple[str, ...]) -> CaseFacts:
    days = facts.days
    clash = (
        days is not None
        and new[0] > days[1] + 2
        and "correction" not in reading.flags
        and reading.trend == "persisting"
        and not reading.areas
    )
    if clash:
        return replace(facts, days=None, onset_days=new, conflict=True)
    return several.redated(replace(facts, days=new, conflict=False), reading, days)


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
    if "correction" not in reading.flags and _NOT_THEN.search(reading.text[: timing.start]):
        return None  # "it wasn't on Monday"
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


def _tells_of_another(
    facts: CaseFacts, reading: Reading, found: list[TimingMention], before: tuple[str, ...]
) -> bool:
    """Whether the place of another treatment stands right beside the time: "chin though, that was
    yesterday". Of a place that is only felt it may as well be the day on which it began."""
    place = several.is_another(facts, reading, found[0], before)
    if place is None:
        return False
    return any(
        a.name == place and (a.treated or _dated_beside(reading, a.end, found[0].start))
        for a in reading.areas
    )


_BESIDE = re.compile(
    r"(?i)^(?:,|-|:|\s|\bthough|\bhowever|\btho|\bon the other hand|\bthat|\bwhich|\bit|\bi|\bwe|\bthey|\bhe|\bshe|\bhad|\bgot|\bdid|\bdone"
    r"|\bwas|\bwere|\bis|\bhas been|\bonly|\bjust|\bdone|\bbit|\bon|\bthe|\babout|\balso|\btoo|\bas well|\bthing|\bone)*$"
)


def _dated_beside(reading: Reading, end: int, start: int) -> bool:
    between = reading.text[end:start]
    return (
        end <= start
        and bool(re.search(r"(?i)\b(?:that|was|were|had|did|done|got)\b", between))
        and (_BESIDE.match(between) is not None)
    )


def _tells_onset(facts: CaseFacts, reading: Reading, found: list[TimingMention]) -> bool:
    """Whether a day told of a symptom in a later message dates the symptom, not the known treatment."""
    return (
        facts.days is not None
        and "correction" not in reading.flags
        and (any(s.status == "present" for s in reading.symptoms) or names_symptom(reading.text))
        and not any(a.treated and a.name not in facts.areas for a in reading.areas)
        and _RELATIVE_DAY.match(found[0].text) is not None
        and not names_treatment(reading.text)
    )


def _began_after(facts: CaseFacts, reading: Reading, found: list[TimingMention]) -> Days | None:
    """ "It started on day 6", "two days after", once the treatment's own day is known: the onset."""
    if facts.days is None or "correction" in reading.flags:
        return None
    one, (low, high) = found[0], facts.days
    counted = _DAY_NUMBER.match(one.text) or _AFTER.match(reading.text[one.end :])
    if not counted or not names_beginning(reading.text) or one.days[1] > high:
        return None
    return max(low - one.days[1], 0), high - one.days[0]
