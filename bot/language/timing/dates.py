"""Dates and months in a line: "the 6th", "12 Feb", "3/14", "in September"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.language.timing import calendar
from bot.language.timing.expression import Expression, Form
from bot.language.timing.words import MONTHS, WEEKDAYS

_DAY = "(?:" + "|".join(WEEKDAYS) + ")"
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_A_YEAR = 366
_DATE = re.compile(
    rf"(?<= )(?:(?:{_DAY}) (?:the )?)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})"
    rf"|(?P<m2>{_MONTH})(?: the)? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?! (?:day|week|month|hour"
    rf"|year|minute|night|time|area|unit|\d))"
    rf"|(?P<nth>\d{{1,2}})(?:st|nd|rd|th)(?! (?:day|week|month|hour|year|session|time|treatment"
    rf"|round|go|birthday|visit|appointment|one|lot|set|botox|injection|anniversary|floor|year"
    rf"|try|attempt|cup|row|dose|nerve|century|thing)))"
    rf"(?: ,? ?(?P<y>20\d\d))?(?= )"
)
_NUMERIC = re.compile(
    r"(?<= )(?:(?P<iso>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:[/.-](?P<y>\d{2,4}))?)(?= )"
)
_IN_MONTH = re.compile(
    rf"(?<= )(?:(?P<lead>in|since|last|back in|during|early|mid|late|(?:the )?end of"
    rf"|(?:the )?start of|(?:the )?beginning of|(?:the )?middle of|was|from|of|sometime in)"
    rf" )(?P<early>early |mid |late |mid - )?(?:- )?(?P<month>{_MONTH})(?: (?P<y>20\d\d))?(?= )"
)
_BARE_MONTH = re.compile(
    rf"(?<= )(?P<month>{'|'.join(m for m in MONTHS if m not in {'march', 'may'})})(?: (?P<y>20\d\d))?(?= )"
)


def find_dates(line: str, today: date) -> Iterator[Expression]:
    """Every date and month in `line`, overlapping ones included."""
    yield from _days_of_month(line, today)
    yield from _months(line, today)


def _days_of_month(line: str, today: date) -> Iterator[Expression]:
    for match in _DATE.finditer(line):
        year = int(match["y"]) if match["y"] else None
        if match["nth"]:
            day = calendar.day_of_month(int(match["nth"]), today)
            if re.search(r" (?:my|his|her|our|your|their) $", line[: match.start()][-8:]):
                day = None
        else:
            month = calendar.month_number(match["m1"] or match["m2"])
            day = calendar.day_and_month(int(match["d1"] or match["d2"]), month, today, year)
        if day is not None:
            yield Expression(match.start(), match.end(), (day, day), _past_or_not(day))
    for match in _NUMERIC.finditer(line):
        day = _numeric(match, line, today)
        if day is not None:
            yield Expression(match.start(), match.end(), (day, day), _past_or_not(day))


def _past_or_not(day: int) -> Form:
    return "future" if day < 0 else "never" if day > _A_YEAR else "point"


def _numeric(match: re.Match[str], line: str, today: date) -> int | None:
    if match["iso"]:
        return calendar.day_and_month(int(match["id"]), int(match["im"]), today, int(match["iso"]))
    day, month = int(match["a"]), int(match["b"])
    year = int(match["y"]) if match["y"] else None
    if year is None:
        # "7/10" is a pain score, "1/2" a half, unless something says that it is a day.
        cued = re.search(
            r" (?:on|the|since|done|had|was|were|botox|injected|treated|date|from|of|dated"
            r"|appointment|session) $",
            line[: match.start()][-16:],
        )
        if match["sep"] != "/" or not cued and line.strip() != match.group().strip():
            return None
    elif year < 100:
        year += 2000
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12:
        return None
    return calendar.day_and_month(day, month, today, year)


def _months(line: str, today: date) -> Iterator[Expression]:
    for pattern in (_IN_MONTH, _BARE_MONTH):
        for match in pattern.finditer(line):
            month = calendar.month_number(match["month"])
            groups = match.groupdict()
            if (
                groups.get("lead") in {"of", "was", "from"}
                and match["month"] in {"may", "march"}
                and groups["lead"] != "of"
            ):
                continue
            low, high = calendar.whole_month(month, today)
            if match["y"]:
                shift = (
                    today.year - (1 if date(today.year, month, 1) >= today else 0) - int(match["y"])
                )
                low, high = low + 365 * shift, high + 365 * shift
            low, high = _part(low, high, f"{groups.get('lead') or ''} {groups.get('early') or ''}")
            form: Form = "future" if high < 0 else "never" if low > _A_YEAR else "month"
            start = match.start()
            if groups.get("lead") in {"since", "was", "from", "of"}:
                start += len(groups["lead"]) + 1
            yield Expression(start, match.end(), (low, high), form)


def _part(low: int, high: int, words: str) -> tuple[int, int]:
    span = high - low
    if "early" in words or "start" in words or "beginning" in words:
        return high - min(9, span), high
    if "late" in words or "end of" in words:
        return low, low + min(9, span)
    if "mid" in words:
        return low + span // 3, high - span // 3
    return low, high
