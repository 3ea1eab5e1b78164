"""Dates and months in a line: "the 6th", "12 Feb", "3/14", "in September"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.language.timing import calendar, cues
from bot.language.timing.expression import Expression, Form
from bot.language.timing.words import MONTHS, WEEKDAYS

_DAY = "(?:" + "|".join(WEEKDAYS) + ")"
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_A_YEAR = 366
_DATE = re.compile(
    rf"(?<= )(?:last (?={_MONTH} \d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}))?(?:(?:{_DAY}) (?:the )?)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of| -)? (?P<m1>{_MONTH})(?! (?:day|week|month|hour)s? )"
    rf"|(?P<m2>{_MONTH})(?: the)? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?! (?:day|week|month|hour"
    rf"|year|minute|night|time|area|unit|\d))"
    rf"|(?P<nth>\d{{1,2}})(?:st|nd|rd|th)(?! (?:day|week|month|hour|year|session|time|treatment"
    rf"|round|go|birthday|visit|appointment|one|lot|set|botox|injection|anniversary|floor|year"
    rf"|try|attempt|cup|row|dose|nerve|century|thing)))"
    r"(?: (?:of|o) (?:the|this|(?P<last>last)) month)?"
    r"(?:(?: ,| -)? (?P<y>20\d\d)| - (?P<yy>\d\d))?(?= )"
)
_RANGE_OF_DATES = re.compile(
    rf" \d{{1,2}}(?:st|nd|rd|th)?(?: {_MONTH})? (?:to|-|until|till|through|and) (?:the )?$"
)
_NUMERIC = re.compile(
    r"(?<= )(?:(?P<iso>\d{4})[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:[/.-](?P<y>\d{2,4}))?)(?= )"
)
_CUED_DATE = re.compile(
    r" (?:on|the|since|done|had|was|were|botox|injected|treated|date|from|of|dated|meant"
    r"|appointment|session|injection|treatment|forehead|chin|neck|jaw|masseter|masseters|frown|lip|flip"
    r"|feet|glabella|tox|dysport|am|vom|le|el|em|dia|dnia|seit|desde|depuis|brows?|lines|bands)"
    r"(?: (?:on|the|was|about|:|-|,))? $"
)
_CUED_DATE_ABROAD = re.compile(r" (?:am|vom|seit|dnia|since|on|od|botox|injection|treatment) $")
_LIKELY = 92
"""A date without a year lies in these last days more often than not."""
_IN_MONTH = re.compile(
    rf"(?<= )(?:(?P<lead>in|since|last|back in|during|early|mid|late|(?:the )?end of"
    rf"|(?:the )?start of|(?:the )?beginning of|(?:the )?middle of|was|from|of|sometime in)"
    rf" )(?P<early>early |mid |late |mid - |(?:the )?(?:first|1st|second|2nd|third|3rd|last) week (?:of|in) )?(?:- )?(?P<month>{_MONTH})(?: (?P<y>20\d\d))?(?= )"
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
        written = int(match["y"] or 0) or 2000 + int(match["yy"] or 0)
        year = None if written == 2000 else written
        if match["nth"] and match["last"]:
            last = (today.month - 2) % 12 + 1
            day = calendar.day_and_month(
                int(match["nth"]), last, today, today.year - (today.month == 1)
            )
        elif match["nth"]:
            day = calendar.day_of_month(int(match["nth"]), today)
            if re.search(r" (?:my|his|her|our|your|their) $", line[: match.start()][-8:]):
                day = None
        else:
            month = calendar.month_number(match["m1"] or match["m2"])
            number = int(match["d1"] or match["d2"])
            if year is None and (number, month) == (today.day, today.month):
                year = today.year
            day = calendar.day_and_month(number, month, today, year)
            if _RANGE_OF_DATES.search(line[: match.start()][-30:]):
                day = None
        if day is not None:
            unit = "day" if day else "date"
            yield Expression(match.start(), match.end(), (day, day), _past_or_not(day), unit)
    for match in _NUMERIC.finditer(line):
        day = _numeric(match, line, today)
        if day is not None:
            yield Expression(match.start(), match.end(), (day, day), _past_or_not(day))


def _past_or_not(day: int) -> Form:
    if day == 0:
        return "today"
    return "future" if day < 0 else "never" if day > _A_YEAR else "point"


def _numeric(match: re.Match[str], line: str, today: date) -> int | None:
    if match["iso"]:
        return calendar.day_and_month(int(match["id"]), int(match["im"]), today, int(match["iso"]))
    day, month = int(match["a"]), int(match["b"])
    year = int(match["y"]) if match["y"] else None
    if year is None:
        # "7/10" is a pain score, "1/2" a half, unless something says that it is a day.
        before = line[: match.start()]
        cued = _CUED_DATE.search(before[-24:]) or _heads_treatment(match, line)
        if month == 10 and re.search(r" (?:is|was|of|pain|about|at|its) $", before[-8:]):
            return None  # a score
        alone = line.strip() in {match.group(), f"{match.group()} ."}
        if (
            match["sep"] == "."
            and not (alone and line.count(".") == 2)
            and not _CUED_DATE_ABROAD.search(before[-24:])
        ):
            return None
        if match["sep"] == "-" or not cued and not alone:
            return None
    elif year < 100:
        year += 2000
    readings = [
        back
        for d, m in ((day, month), (month, day))
        if m <= 12 and (back := calendar.day_and_month(d, m, today, year)) is not None
    ]
    if not readings:
        return None
    # Day first; but where only the American order is near, that is what was meant.
    far = not 0 <= readings[0] <= _LIKELY
    return readings[1] if len(readings) > 1 and far and 0 <= readings[1] <= _LIKELY else readings[0]


def _heads_treatment(match: re.Match[str], line: str) -> bool:
    """ "28/5 forehead, 30 units": a day, where a half or a score would make no sense."""
    day, month = int(match["a"]), int(match["b"])
    if day < month <= 4 or month == 10 or re.search(r" [a-z]+ $", line[: match.start()]):
        return False
    return any(cues.role(word) in {"T", "A"} for word in line[match.end() :].split()[:4])


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
            low, high = part_of(
                low, high, f"{groups.get('lead') or ''} {groups.get('early') or ''}"
            )
            form: Form = "future" if high < 0 else "never" if low > _A_YEAR else "month"
            start = match.start()
            if groups.get("lead") in {"since", "was", "from", "of"}:
                start += len(groups["lead"]) + 1
            yield Expression(start, match.end(), (low, high), form)


def part_of(low: int, high: int, words: str) -> tuple[int, int]:
    """The days of a month that "early", "mid" or "end of" leave."""
    span = high - low
    nth = re.search(r"(first|1st|second|2nd|third|3rd|last) week", words)
    if nth:
        week = {"f": 0, "1": 0, "s": 1, "2": 1, "t": 2, "3": 2}.get(nth[1][0], 3)
        return (low, low + 6) if week == 3 else (high - 7 * week - 6, high - 7 * week)
    if "early" in words or "start" in words or "beginning" in words:
        return high - min(9, span), high
    if "late" in words or "end of" in words:
        return low, low + min(9, span)
    if "mid" in words:
        return low + span // 3, high - span // 3
    return low, high
