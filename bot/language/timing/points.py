"""Points in time in a line: relative days, weekdays, dates, months, holidays, "day 8"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.language.timing import calendar
from bot.language.timing.dates import find_dates, part_of
from bot.language.timing.day_numbers import find_day_numbers
from bot.language.timing.expression import Expression, Form
from bot.language.timing.words import MONTHS, WEEKDAYS

_PART = r"(?:(?:early |late |mid )?(?:morning|afternoon|evening|night|eve|lunchtime|midday|teatime|pm|am))"
_CLOCK = r"(?:(?:at |about |around )?(?:(?:half|quarter|\d{1,2}) (?:past|to|after) )?\d{1,2}(?::\d\d|\.\d\d)? ?(?:am|pm|oclock)?|at \d{1,2}(?::\d\d)?)"
_TOLD_CLOCK = r"(?:(?:at|about|around|just after|just before) (?:(?:half|quarter|\d{1,2}) (?:past|to|after) |half )?\d{1,2}(?::\d\d|\.\d\d)?(?: ?(?:am|pm|oclock))?|half \d{1,2}|\d{1,2}(?::\d\d)? ?(?:am|pm|oclock))"
_DAY = "(?:" + "|".join(WEEKDAYS) + ")"
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_HOLIDAY = "(?:" + "|".join(sorted(calendar.HOLIDAYS, key=len, reverse=True)) + ")"

_TODAY = re.compile(
    rf"(?<= )(?:(?:earlier |earlier on |first thing |1st thing |late |early )?(?:today"
    rf"|this {_PART})"
    rf"(?: {_PART})?|just now|(?:an? |2 )?(?:moment|sec|second|tick)s? ago|earlier on|right now"
    rf"|today|earlier(?= [,.!?;)]| $)|(?<! the )(?:first|1st) thing(?= (?:[,.!?;)]|and|but|so)| $)"
    rf"|(?:at |since |from |about |around |after |before )(?:{_CLOCK} )?(?:{_PART}) (?:today"
    rf"|earlier)"
    rf"|since (?:about |around )?(?:(?:half(?: past)?|quarter (?:past|to)) \d{{1,2}}|\d{{1,2}}(?::\d\d)? ?(?:am|pm|oclock))(?! (?:yesterday|on|last|{_DAY}))"
    rf"|at {_CLOCK} (?:today|earlier)|{_TOLD_CLOCK} (?:in )?this {_PART}|just this (?:second|minute|moment)|this (?:very )?(?:second|minute|moment)"
    rf"|(?:in|over|within|for) (?:the |this )(?:last |past )?(?:hour|half hour|half an hour|few minutes?)"
    rf"|(?:this|the) (?:last|past) (?:hour|half hour|half an hour|hour or so|hour or 2|few hour|few minute|couple of hour|couple hour)"
    rf"|(?:under|not even|less than|barely) an hour ago|overnight|(?:in|during|through) the night|(?:in"
    rf"|during) the early hours)(?= )"
)
_YESTERDAY = re.compile(
    rf"(?<= )(?:(?P<before>(?:the )?(?:day|night|morning|afternoon|evening) before (?:yesterday|last)|2 (?:day"
    rf"|night)s? before yesterday|other day before yesterday)"
    rf"|(?P<one>(?:(?:{_PART}|{_CLOCK}|dinner|dinner time|tea) )?yesterday"
    rf"(?: (?:(?:at|around|about|over|in the|just after|just before) )?(?:{_PART}|{_CLOCK}|dinner|tea|breakfast)"
    rf"(?! (?:the |a )?(?:today|injection|botox|day|week|month|hour|unit)))?|(?:{_CLOCK} )?last (?:night|evening|afternoon|nite)(?: (?:at|around|about) {_CLOCK})?))(?= )"
)
_LUNCH = re.compile(
    r"(?<= )(?P<lead>(?:since|at|about|around|from|over|after|before|had|done|botox|tox|injection|in|on|during|just after|just before)"
    r" (?:about |around |just after |just before |eating |having )?(?:the |my |our )?)(?:lunchtime|midday|teatime|breakfast)"
    r"(?: (?:hour|break))?(?= )(?! (?:every|tomorrow))"
    r"|(?<= )(?P<lead2>(?:since|from) (?:about |around |just after |just before |finishing |eating |having )?(?:the |my |our |this )?)"
    r"(?:(?:early )?morning|evening|afternoon|midnight|dinner|tea|supper|pudding|brunch|elevenses|school run|school drop off|my run|shower"
    r"|i (?:woke(?: up)?|got up|opened my eyes|sat down to eat|started work|left work|finished work|(?:got|came) (?:in|home|back|out)(?: from| of| out of)? (?:the |my )?(?:work|shift|night shift|bed|shower|bath|gym|shops?|school run|school|run|pool|swim))|waking(?: up)?|getting up)(?: time)?(?= )"
    r"(?! (?:yesterday|last|on|this morning|today|the day))"
)
_WEEKDAY = re.compile(
    rf"(?<= )(?:(?P<lead>last week(?: on)?|this week(?: on)?|last|this past|this|next|this coming"
    rf"|coming|come|the|past|early|late|first thing|upper|last - but - 1|last but 1|second last|penultimate|week last|week past|week gone) )?"
    rf"(?P<day>{_DAY})(?P<part> (?:at )?{_PART})?"
    rf"(?P<gone> (?:just )?(?:gone|past|passed|there))?(?P<tail> (?:of )?(?:last week|this week|week ago"
    rf"|week past|week gone|week|before last|next week|last|coming|a week ago|2 weeks ago))?(?= )"
)
_WHOLE = re.compile(
    r"(?<= )(?:(?P<wbl>(?:the )?(?:upper week|week before last|week before (?:that|this)))|(?P<part>early"
    r"|earlier|mid|middle of|end of|late|start of|beginning of|back end of)? ?"
    r"(?P<lw>last week)|(?P<mbl>(?:the )?month before last)"
    r"|(?P<mpart>early|mid|middle of|(?:the |towards the |at the )?end of|late|(?:the )?(?:start|beginning) of)? ?(?P<lm>last month)"
    r"|(?P<tw>earlier this week|earlier in the week|start of the week|beginning of the week)"
    r"|(?P<wkndbl>(?:the )?weekend before last)|(?P<wknd>(?:over |at |on |since |from )?(?:the "
    r"|this |last |this past )?weekend(?: just)?(?: gone| past)?)"
    r"|(?P<lf>last fortnight)|(?P<od>(?:the )?other (?:day|night|morning|evening))"
    r"|(?P<ow>(?:the )?other week)|(?P<ly>last year|years ago|(?:a )?year ago))(?= )"
)
_NEXT = re.compile(
    rf"(?<= )(?:day after tomorrow|tomorrow(?: {_PART})?|next (?:week|month|year|fortnight"
    rf"|weekend|time)|tonight"
    rf"|(?:a )?week (?:on|from|after) (?:next )?(?:{_DAY}|tomorrow)(?= )(?! (?:last|gone|past|just))"
    rf"|later today|later on|later this (?:week|month))(?= )"
)
_IN_PART = re.compile(r"(?<= )in the (?:morning|afternoon|evening)(?= )")
_HOLIDAYS = re.compile(
    rf"(?<= )(?:(?P<shift>(?:(?:the )?day|(?:a )?week|(?P<n>\d{{1,2}}) (?P<u>day"
    rf"|week)) (?P<dir>after|before|following) )|(?P<eve>night before ))?"
    rf"(?:the )?(?P<name>{_HOLIDAY})(?! shopping| dinner| party| do (?!(?:i|you|u|we|they|yous) )| lunch| drinks| night out| prayers?| mubarak| outfit| cards?| presents?| pudding| cake| jumper| market| tree| play"
    rf"| weekend party)(?: bank holiday)?(?P<long> weekend| week| break)?(?= )"
)
_DAY_WEEK_AGO = re.compile(
    r"(?<= )(?:yesterday week|(?:a )?week (?:past|ago) yesterday|yesterday (?:a )?week ago|yesterday was a week ago)(?= )"
)
_MORNINGS_AGO = re.compile(
    r"(?<= )(?P<n>\d|couple|couple of|few) (?:of )?(?:morning|afternoon|evening)s? (?:ago|back)(?= )"
)
_WOKE = re.compile(
    r"(?<= )(?:i |ive |have |just )*(?:woke|woken)(?: up)?(?= )(?! (?:on|this|today|yesterday|last|the other) )"
)
_SOME_DAYS = re.compile(
    r"(?<= )(?:over |in |for )?(?:the |this )(?:last|past) (?P<some>day or so|day or 2|day|24 hour)(?= )(?! of )"
)
_WEEKDAYS_AGO = re.compile(rf"(?<= )(?P<n>[1-9]) (?P<day>{_DAY})s? (?:ago|back)(?= )")
_SHIFTED_DAY = re.compile(
    rf"(?<= )(?:the )?(?:day|night) (?P<dir>after|before) (?:last )?(?P<day>{_DAY})(?= )"
)
_AT = re.compile(
    r"(?<= )(?:1[0-2]|[1-9])(?::\d\d)? ?(?:am|pm)(?= )|(?<= )at (?:half|quarter (?:past|to)|half past) (?:1[0-2]|[1-9])(?= )|(?<= )at (?:1[0-2]|[1-9])(?::\d\d| ?\.\d\d)?(?: (?:am|pm|oclock))?(?= )(?! (?:day|week"
    r"|month|hour|degree|percent|%))"
)
_NEXT_DAY = re.compile(
    r"(?<= )(?:(?:the )?(?:next|following|very next) (?:day|morning)|(?:the )?(?:day"
    r"|morning) (?:after|following)"
    r"|(?P<same>(?P<soon>(?:straight|strait|strate|right|immediately|directly|shortly|soon) after)|same (?:day|evening"
    r"|night)))(?= )"
)
_HAD_THEN = re.compile(r" (?:had|got|did|done|was|were)(?: (?!booked|due)[^ ]+){0,4} $")
_BEFORE_LAST = frozenset(
    {
        "upper",
        "last - but - 1",
        "last but 1",
        "second last",
        "penultimate",
        "week last",
        "week past",
    }
    | {"week gone"}
)
_LAST_WEEK_LONG = re.compile(
    r"(?<= )(?:(?:the|this) (?:last|past)|past) (?P<unit>week|fortnight|month)(?= )"
)


def find_points(line: str, today: date) -> Iterator[Expression]:
    """Every point in time in `line`, overlapping ones included; longer ones should win."""
    for match in _TODAY.finditer(line):
        if (
            re.search("overnight|night|hours", match.group())
            and "this" not in match.group()
            and "today" not in match.group()
        ):
            yield Expression(match.start(), match.end(), (0, 1), "point")
        else:
            yield Expression(match.start(), match.end(), (0, 0), "today")
    for match in _YESTERDAY.finditer(line):
        day = 2 if match["before"] else 1
        yield Expression(match.start(), match.end(), (day, day), "point", "past")
    for match in _LUNCH.finditer(line):
        lead = match["lead"] or match["lead2"]
        meal = "meal" if re.match("(?:at|over|in|on|during) ", lead) else "day"
        yield Expression(match.start() + len(lead), match.end(), (0, 0), "today", meal)
    for match in _WOKE.finditer(line):
        yield Expression(match.start(), match.end(), (0, 0), "today", "woke")
    for match in _DAY_WEEK_AGO.finditer(line):
        yield Expression(match.start(), match.end(), (8, 8), "ago", "week")
    for match in _MORNINGS_AGO.finditer(line):
        few = {"couple": (2, 3), "couple of": (2, 3), "few": (3, 5)}
        low, high = few[match["n"]] if match["n"] in few else (int(match["n"]), int(match["n"]))
        yield Expression(match.start(), match.end(), (low, high), "ago")
    for match in _SOME_DAYS.finditer(line):
        yield Expression(
            match.start("some"),
            match.end(),
            (0, 2) if " or " in match.group() else (0, 1),
            "length",
        )
    for match in _AT.finditer(line):
        yield Expression(match.start(), match.end(), (0, 0), "clock")
    for match in _NEXT.finditer(line):
        yield Expression(
            match.start(), match.end(), (0, 0) if "tonight" in match.group() else (-1, -1), "future"
        )
    for match in _NEXT_DAY.finditer(line):
        if re.search(
            r" (?:\d+(?:st|nd|rd|th)?|few|couple|of|an?|for|many|half|several|every|each|second|third|fourth|first) $",
            line[: match.start()][-10:],
        ):
            continue
        days = 0 if match["same"] else 1
        unit = "soon" if match["soon"] else "day"
        yield Expression(match.start(), match.end(), (days, days), "after", unit)
    for match in _IN_PART.finditer(line):
        yield Expression(match.start(), match.end(), (0, 0), "today", "part")
    yield from _weekdays(line, today)
    yield from find_dates(line, today)
    yield from _periods(line, today)
    yield from find_day_numbers(line)


def _weekdays(line: str, today: date) -> Iterator[Expression]:
    for match in _WEEKDAY.finditer(line):
        day = WEEKDAYS.index(match["day"])
        lead, tail = match["lead"] or "", (match["tail"] or "").strip().removeprefix("of ")
        back = calendar.weekday_before(day, today)
        form: Form = "point"
        if lead.startswith("last week") or tail in {"last week", "week gone"}:
            back = calendar.weekday_of_last_week(day, today)
        elif tail == "before last" or lead in _BEFORE_LAST:
            back += 7
        elif tail in {"week ago", "week past", "a week ago"} or tail == "week" and lead == "last":
            back += 7
        elif tail == "2 weeks ago":
            back += 14
        elif tail == "week" and _HAD_THEN.search(line[: match.start()][-40:]):
            back += 7
        elif tail in {"week", "next week", "coming"} or lead in {
            "next",
            "this coming",
            "coming",
            "come",
        }:
            back, form = -calendar.weekday_ahead(day, today), "future"
        elif lead == "this" and not match["gone"] and not match["part"] and today.weekday() <= day:
            back, form = -calendar.weekday_ahead(day, today), "future"
        yield Expression(match.start(), match.end(), (back, back), form)
    for match in _WEEKDAYS_AGO.finditer(line):
        back = calendar.weekday_before(WEEKDAYS.index(match["day"]), today) + 7 * (
            int(match["n"]) - 1
        )
        yield Expression(match.start(), match.end(), (back, back), "ago")
    for match in _SHIFTED_DAY.finditer(line):
        back = calendar.weekday_before(WEEKDAYS.index(match["day"]), today)
        back += 1 if match["dir"] == "before" else -1
        yield Expression(match.start(), match.end(), (back, back), "point")


def _periods(line: str, today: date) -> Iterator[Expression]:
    for match in _WHOLE.finditer(line):
        form: Form = "month"
        start = match.start()
        if match["lw"]:
            if line[: match.start("lw")].endswith(" the "):
                continue  # "the last week" is the seven days up to now
            days = calendar.last_week(today)
            if match["part"]:
                days = (
                    (days[0], days[0] + 3)
                    if re.search("end|late", match["part"])
                    else (days[1] - 2, days[1])
                )
        elif match["wbl"]:
            days = _week_before(calendar.last_week(today))
        elif match["lf"]:
            days = (14, 14)
        elif match["lm"]:
            days = part_of(*calendar.last_month(today), match["mpart"] or "")
        elif match["mbl"]:
            days = calendar.whole_month((today.month - 3) % 12 + 1, today)
        elif match["tw"]:
            if not today.weekday():
                continue
            days = (1, today.weekday())
        elif match["wkndbl"]:
            days = _week_before(calendar.weekend(today))
        elif match["wknd"]:
            days = calendar.weekend(today)
            lead = re.match(r"(?:over|at|on|since|from) ", match.group())
            start += len(lead.group()) if lead else 0
            if "last weekend" in match.group() and today.weekday() >= 5:
                days = (today.weekday() + 1, today.weekday() + 2)
        elif match["od"]:
            days, form = (2, 5), "vague"
        elif match["ow"]:
            days, form = (7, 14), "vague"
        else:
            days, form = (365, 730), "never"
        yield Expression(start, match.end(), (days[0], days[1]), form)
    for match in _LAST_WEEK_LONG.finditer(line):
        unit = match["unit"]
        days = {"week": (7, 7), "fortnight": (14, 14), "month": (28, 31)}[unit]
        yield Expression(match.start("unit"), match.end(), days, "length", unit)
    for match in _HOLIDAYS.finditer(line):
        back = calendar.holiday_before(match["name"], today)
        if back is None:
            continue
        if match["shift"]:
            length = int(match["n"] or 1) * (7 if "week" in match["shift"] else 1)
            back += length if match["dir"] == "before" else -length
        elif match["eve"]:
            back += 1
        elif match["long"] == " weekend" and "easter" not in match["name"]:
            yield Expression(match.start(), match.end(), calendar.weekend_of(back, today), "month")
            continue
        elif match["long"]:
            yield Expression(match.start(), match.end(), (max(back - 2, 1), back + 2), "month")
            continue
        yield Expression(
            match.start(),
            match.end(),
            (back, back),
            "point" if back > 0 else "future" if back < 0 else "today",
        )


def _week_before(days: tuple[int, int]) -> tuple[int, int]:
    return days[0] + 7, days[1] + 7
