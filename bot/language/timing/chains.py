"""Times counted from a time just told: "Sunday? no, the Friday before that", "two days later"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.language.timing import calendar, cues
from bot.language.timing.expression import Expression
from bot.language.timing.words import WEEKDAYS

_DAY = "|".join(WEEKDAYS)
_CHAIN = re.compile(
    rf"(?<= )(?:the |a |an |about a )?(?:(?P<one>1|previous 1|1 just)|(?P<day>{_DAY})|(?P<unit>day|night|week|weekend)|(?P<n>\d{{1,2}}|couple|a couple|few|a few)"
    r"(?: of)? (?P<unit2>day|night|week))"
    r" (?P<way>before|prior|previous|after)(?P<that> (?:that|then|it|this 1|the last 1))?(?= )"
)
_FROM_DAY = re.compile(rf" (?:the )?(?P<day>{_DAY}) (?P<way>before|after) (?:the |my )?$")
_AFTER_TREATMENT = re.compile(r" (?:after|post|following) ((?:[^ ]+ ){1,5})")
_APPOSED = re.compile(r"^ (?:(?:,|-|\(|which|was|is|thats|ie|exactly|about|so) )*$")
_THAT_DAY = re.compile(
    r"(?<= )(?:earlier )?that (?:same |very )?(?:morning|afternoon|evening|day)(?= (?:[.,!?;)] |$))"
)
_ENDS = re.compile(r" (?:[.,!?;)-] |$|and |but |then |for |to )")
_WEEKLY = frozenset({*WEEKDAYS, "gone", "past", "weekend"})
"""Ends of a time that comes round each week, so that "the one before" is a week earlier."""
_FAR = 260
_ALONE = 10
_COUNTS = {"couple": (2, 3), "a couple": (2, 3), "few": (3, 5), "a few": (3, 5)}


def chained(expressions: list[Expression], line: str, today: date) -> list[Expression]:
    """`expressions` with those that count from another one recounted; in order of place."""
    found = _led_by_weekday(_both(expressions, line), line, today)
    return _same_day(_counted_back(found, line, today), line)


def before_that(text: str) -> bool:
    """Whether the words of a mention count back from what was said before ("the Monday before that")."""
    return bool(re.search(r"(?i)\bbefore(?: that| then| it)?$", text.strip()))


def _both(expressions: list[Expression], line: str) -> list[Expression]:
    """ "Yesterday, six days after my botox": the length reaches back from the day before it."""
    out: list[Expression] = []
    for expression in expressions:
        last = out[-1] if out else None
        after = _AFTER_TREATMENT.match(line, expression.end)
        if (
            last is not None
            and (last.form in {"point", "today"} or last.form == "ago" and last.unit == "day")
            and expression.form == "length"
            and after
            and any(cues.role(word) in {"T", "A"} for word in after[1].split())
            and not any(cues.role(word) == "S" for word in after[1].split())
            and _APPOSED.match(line[last.end : expression.start])
        ):
            days = (last.days[0] + expression.days[0], last.days[1] + expression.days[1])
            expression = replace(expression, days=days, form="ago")
            out[-1] = replace(last, unit="began")
        out.append(expression)
    return out


def _led_by_weekday(expressions: list[Expression], line: str, today: date) -> list[Expression]:
    """ "Saturday before the bank holiday": one time, the weekday nearest to the other."""
    out: list[Expression] = []
    for expression in expressions:
        found = _FROM_DAY.search(line[: expression.start])
        if (
            found is None
            or expression.form not in {"point", "today"}
            or expression.days[0] != expression.days[1]
            or expression.days[0] < 0
        ):
            out.append(expression)
            continue
        start = found.start("day")
        if out and out[-1].end > start:
            out.pop()
        days = _weekday_from(WEEKDAYS.index(found["day"]), found["way"], expression.days[0], today)
        if days is not None:
            expression = Expression(start, expression.end, (days, days), "point")
        out.append(expression)
    return out


def _counted_back(expressions: list[Expression], line: str, today: date) -> list[Expression]:
    out = list(expressions)
    for match in _CHAIN.finditer(line):
        if not match["that"] and (match["n"] or not _ENDS.match(line, match.end())):
            continue
        told = [e for e in out if e.end <= match.start() and match.start() - e.end < _FAR]
        told = [e for e in told if _is_told(e, line) and e.days[0] >= 0]
        if match["one"]:
            told = [e for e in told if line[e.start : e.end].split()[-1] in _WEEKLY]
        if not told:
            # Nothing to count from here: a whole weekday counts from what an earlier message told.
            alone = match["that"] or len(line.split()) <= _ALONE
            if match["day"] and alone and match["way"] != "after":
                out = _put(out, match.start(), match.end(), _latest(match["day"], today))
            continue
        days = _days(match, told[-1].days, today)
        if days is not None:
            out = _put(out, match.start(), match.end(), days)
    return out


def _is_told(expression: Expression, line: str) -> bool:
    """Whether one may count on from a time: a day, or "since five days"."""
    since = expression.form == "length" and line[: expression.start].endswith((" since ", " for "))
    return since or expression.form in {"point", "today", "ago", "month"}


def _same_day(expressions: list[Expression], line: str) -> list[Expression]:
    """ "Fell asleep last night, forehead was done that afternoon": the day just told."""
    out = list(expressions)
    for match in _THAT_DAY.finditer(line):
        told = [e for e in out if e.end <= match.start() and match.start() - e.end < _FAR]
        told = [e for e in told if e.form in {"point", "today", "ago"} and e.days[0] >= 0]
        if told:
            out = _put(out, match.start(), match.end(), told[-1].days)
    return out


def _days(match: re.Match[str], told: tuple[int, int], today: date) -> tuple[int, int] | None:
    low, high = told
    if match["one"]:
        return (low + 7, high + 7) if match["way"] != "after" else None
    if match["day"]:
        ref = low if match["way"] == "after" else high
        days = _weekday_from(WEEKDAYS.index(match["day"]), match["way"], ref, today)
        return None if days is None else (days, days)
    if match["unit"] in {"weekend"}:
        return None
    first, last = _count(match["n"])
    factor = 7 if "week" in {match["unit"], match["unit2"]} else 1
    if match["way"] != "after":
        return low + first * factor, high + last * factor
    if match["unit"] == "week" or high < first * factor:
        return None
    return max(low - last * factor, 0), high - first * factor


def _count(word: str | None) -> tuple[int, int]:
    if word is None:
        return 1, 1
    return _COUNTS[word] if word in _COUNTS else (int(word), int(word))


def _weekday_from(day: int, way: str, told: int, today: date) -> int | None:
    """Days back of the weekday next before or after a day that lies `told` days back."""
    back = calendar.weekday_before(day, today) % 7
    if way != "after":
        while back <= told:
            back += 7
        return back
    back += 7 * ((told - 1 - back) // 7)
    return back if back >= 0 else None


def _latest(day: str, today: date) -> tuple[int, int]:
    back = calendar.weekday_before(WEEKDAYS.index(day), today)
    return back, back


def _put(
    expressions: list[Expression], start: int, end: int, days: tuple[int, int]
) -> list[Expression]:
    kept = [e for e in expressions if e.end <= start or e.start >= end]
    inside = [e for e in expressions if e not in kept]
    new = (
        replace(inside[0], start=start, end=end, days=days, form="point", unit="day")
        if inside
        else None
    )
    kept.append(new or Expression(start, end, days, "point"))
    return sorted(kept, key=lambda e: e.start)
