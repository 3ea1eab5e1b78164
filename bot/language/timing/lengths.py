"""Lengths of time in a line ("3 weeks", "a week and a half ago", "two weeks tomorrow") as days."""

from __future__ import annotations

import math
import re
from datetime import date

from bot.language.timing import calendar, cues
from bot.language.timing.expression import Expression, Form
from bot.language.timing.line import Line
from bot.language.timing.words import WEEKDAYS

_NUMBER = r"(?:\d{1,4}(?:\.\d+)?|an?|couple|few|several|half|dozen)"
_UNIT = r"(?:second|minute|hour|day|night|sleep|week|fortnight|month|year)"
_LENGTH = re.compile(
    rf"(?<= )(?:(?P<q>{_NUMBER})(?: of)?(?: an?)?"
    rf"(?: (?:-|to|or|/|maybe|or maybe) (?P<q2>\d{{1,4}}(?:\.\d+)?|few|couple))?(?: of)?"
    r"(?P<half> (?:and )?an? half| and half)?(?P<bit> and an? bit| \+| odd| plus)?(?P<ish> - ish"
    r"| ish)?"
    r"(?P<size> (?:full|whole|long|solid|entire|good|bloody|short|wee))? (?:- )?)?"
    rf"(?P<unit>{_UNIT})"
    r"(?P<uhalf> and(?: an?)? half)?(?P<ubit> and an? bit| or more| plus| \+(?= (?:ago|since|post|now"
    r"|back|[.,)])| $))?"
    rf"(?: (?:(?:and|plus|\+) (?P<q3>{_NUMBER})|(?P<q3b>\d{{1,2}})) (?P<unit3>day|hour|week))?"
    rf"(?:(?: ,)? (?:or|-|to|/|maybe) (?P<q4>\d{{1,3}})(?! (?:day|week|month|hour|minute|unit|area|line)))?(?P<uish> - ish| ish| or so| give or take| roughly"
    rf"| approximately)?(?= )"
)
_AGO = re.compile(
    r" (?:(?:ago|back|prior|gone|hence|previously)(?= )(?! to )|past(?= (?:[.,!?;)-]|on|now|and|but|since|$))|behind (?:me|us|her|him|them)(?= ))"
)
_BEFORE_NOW = re.compile(
    r" (?:before(?: (?:now|today))?|earlier|prior|previous|behind)"
    r"(?= (?:[.,!?;)-] |$|and |but |now |only |(?:i|we|he|she|they|doctor|nurse|clinic) (?:did|do|had|have|made|make|took|take"
    r"|taken|put|got|done|was|injected|treated)))"
)
"""Many languages say "12 days before" for "12 days ago"."""
_DONE_BEFORE = re.compile(
    r" (?:botox\w*|tox|injection|injected|treated|treatment|session|dysport|xeomin|procedure|did|made|took|taken) "
)
_NOT_DONE = re.compile(
    r"^ (?:can|could|should|how|when|what|if|is it|do|does|will|would|may) "
    r"| (?:can|could|should|shall|may|must|do|how long) (?:i|we|you|u) "
    r"| (?:dont|never|until|till|need|stop|stopped|avoid|have to|allowed|ok to|safe to|book|booked|want|holiday|flight"
    r"|wedding|flying) "
)
_AFTERCARE = re.compile(
    r" (?:lie|lying|lay|sleep|exercise|drink|eat|bend|rub|massage|gym|wait|waiting|told|said|says|wash|touch) "
)
"""What one is to wait with: "no lying down before four hours"."""
_DAYS_UNSAID = re.compile(
    r"(?<= )(?:for|over) (?:the )?(?:last|past) (?P<n>[2-9]|1\d)(?= (?:[.,;!?)] |$))"
)
"""In "8 days … headache for the last 3" it is days again."""
_DAYS_COUNTED = re.compile(
    r"(?<= )(?:and|but|now|so|im on|i am on|were on)(?: (?:im|i am|now|its|on|at|only))* (?P<n>[2-9]|[1-9]\d)"
    r"(?= (?:since (?:the|my|i)|and|now|so|already|[.,;!?]|$))"
)
_LATER = re.compile(r" later ")
_HACE = re.compile(r" hace(?: (?:about|around|como|unos|mas o menos|casi|environ))? ?$")
_DAY = "|".join(WEEKDAYS)
_ANCHOR = re.compile(
    rf"(?: in| out| old| anniversary| mark| post| complete| completed| done| up| full)? (?:(?P<rel>today|tomorrow|yesterday|tonight)"
    rf"|(?P<mod>on|ago on|past on|gone on|this|this coming|next|coming|come|last|this past|past|ago last|by|as of)?"
    rf" ?(?P<day>{_DAY})(?P<gone> gone| just gone| just past| past| there)?(?P<coming> coming)?)(?= )"
)
_APPROXIMATE = re.compile(
    r" (?:(?P<about>about|around|approximately|roughly|circa|~|some|approx|like about|say about"
    r"|environ|unos)"
    r"|(?P<nearly>nearly|almost|just under|under|not quite|not even|not been|hasnt been|havent been|not been quite|hasnt quite been|isnt quite|coming up|coming up to"
    r"|coming up on|coming up for"
    r"|getting on for|getting on to|going on|close to|nigh on|just shy of|less than|not yet"
    r"|pushing|pushing on|knocking on|touching|fast approaching|approaching|practically|casi|presque|fast)"
    r"|(?P<well>well over|way over|over|more than|upwards of|at least|well past|well beyond"
    r"|longer than|(?:an? )?good)"
    r"|(?P<just>just over|bit over|little over|just past|slightly over|bit more than"
    r"|little more than|just more than|tiny bit over))"
    r"(?: an?| the)?(?: good)? $"
)
_DAY_COMES_FIRST = re.compile(
    rf" (?:on |by |as of )?(?:(?P<rel>today|tomorrow|yesterday)|(?P<mod>last |this )?(?P<day>{_DAY}))(?: it)?"
    r" (?:will be|is|was|makes it|makes|made|made it|completes|completed|will make it|itll be|marks|its|would be|would make it)"
    r"(?: exactly| about| just)? $"
)
_COUNTED_ON = re.compile(r" (?:since|after|post|from) ")
"""After "ten days today" what they are counted from."""
_FACTORS = {"day": 1, "night": 1, "sleep": 1, "week": 7, "fortnight": 14, "year": 365}
_VAGUE = {
    "couple": (2, 3),
    "few": (3, 5),
    "several": (4, 7),
    "half": (0.5, 0.5),
    "dozen": (12, 12),
    "a": (1, 1),
    "an": (1, 1),
}
_SOME = {"day": (2, 7), "week": (14, 42), "month": (56, 186)}
"""What "weeks ago" without a number may mean."""
_LONGEST = 400


def find_lengths(line: Line, today: date) -> list[Expression]:
    """Every length of time in `line`, with its form `length` (bare) or `ago` (a point in time)."""
    found = []
    for match in [*_DAYS_UNSAID.finditer(line.line), *_DAYS_COUNTED.finditer(line.line)]:
        if match.re is _DAYS_COUNTED and " day " not in line.line[: match.start() + 1]:
            continue
        number = int(match["n"])
        found.append(Expression(match.start("n"), match.end("n"), (number, number), "length"))
    for match in _LENGTH.finditer(line.line):
        expression = _length(match, line, today)
        if expression is not None:
            found.append(expression)
    return found


def _length(match: re.Match[str], whole: Line, today: date) -> Expression | None:
    line, start, end, unit = whole.line, match.start(), match.end(), match["unit"]
    ago = _AGO.match(line, end)
    if (
        match["q"] is None
        and not (_LATER.match(line, end) and unit in {"week", "day", "month"})
        and (not ago or unit in {"sleep", "second"})
        and unit != "fortnight"
        and not match["uhalf"]
    ):
        return None
    if unit == "fortnight" and match["q"] is None and not ago:
        if (
            whole.text[slice(*whole.characters(match.start("unit"), match.end("unit")))].lower()
            == "fortnite"
        ):
            return None
    if unit == "sleep" and match["q"] in {"a", "1"} and not ago:
        return None
    low, high = _quantity(match)
    form: Form = "length"
    left = line[line.find(" ", max(0, start - 40)) : start]
    if ago:
        end, form = ago.end(), "ago"
    elif hace := _HACE.search(left):
        start, form = start - len(hace.group()) + 1, "ago"
    elif unit != "year":
        before = _told_before(line, start, end, unit)
        if before is not None:
            (start, end), form = before, "ago"
    if unit == "second" and form == "length":
        return None
    rough = None if match["q2"] else _APPROXIMATE.search(left)
    days = _days(low, high, match, rough)
    if match["q"] is None and unit in _SOME:
        _, last = whole.characters(match.start("unit"), match.end("unit"))
        if whole.text[last - 1 : last].lower() == "s":
            days = _SOME[unit]
    if days is None:
        return None
    if rough is not None:
        start = min(start, match.start() - (len(left) - rough.start() - 1))
        left = left[: rough.start() + 1]
    early = _day_first(left, days, unit, today)
    if early is not None:
        return Expression(max(start - early[1], 1), end, early[0], "ago", unit)
    if left.endswith(" within ") and unit in {"day", "hour", "night", "week"}:
        days = (0, days[1])
    exact = _days(low, high, match, None)
    shift = _anchored(line, end, form, exact or days, unit, today)
    if shift is not None:
        days, end, form = shift
    return Expression(start, end, days, form, unit)


def _told_before(line: str, start: int, end: int, unit: str) -> tuple[int, int] | None:
    """ "12 days before", "before one week" told of a treatment that has been: places of the whole."""
    first = max(line.rfind(mark, 0, start) for mark in (" . ", " ; ", " ! ", " ? ")) + 2
    last = min(
        (p for mark in (" . ", " ; ", " ! ", " ? ") if (p := line.find(mark, end - 1)) >= 0),
        default=len(line),
    )
    sentence = f" {line[max(first, 0) : last].strip()} "
    asked = line[last : last + 3] == " ? "
    if asked or _NOT_DONE.search(sentence):
        return None
    if unit in {"hour", "minute"} and _AFTERCARE.search(sentence):
        return None
    follows = _BEFORE_NOW.match(line, end)
    if follows and (_DONE_BEFORE.search(sentence) or _treated_area(sentence)):
        return start, follows.end()
    leads = re.search(r" before (?:about |around )?$", line[:start])
    done = re.search(r"(?<! be)(?<! get)(?<! getting) done before ", sentence)
    if leads and (_DONE_BEFORE.search(sentence) or done and _treated_area(sentence)):
        return start - len(leads.group()) + 1, end
    return None


def _treated_area(sentence: str) -> bool:
    return any(cues.role(word) in {"A", "T"} for word in sentence.split())


def _quantity(match: re.Match[str]) -> tuple[float, float]:
    low, high = _value(match["q"] or "a")
    if match["q2"]:
        high = max(high, _value(match["q2"])[1])
    if match["q4"]:
        high = max(high, _value(match["q4"])[1])
    half = 0.5 if match["half"] or match["uhalf"] else 0
    return low + half, high + half


def _value(word: str) -> tuple[float, float]:
    if word in _VAGUE:
        return _VAGUE[word]
    return float(word), float(word)


def _days(
    low: float, high: float, match: re.Match[str], rough: re.Match[str] | None
) -> tuple[int, int] | None:
    unit = match["unit"]
    if unit in {"second", "minute"}:
        return (0, 0) if high < 720 else (0, 1) if high < 1500 else None
    if unit == "hour":
        return _hours(low, high)
    shortest, longest = (28.0, 31.0) if unit == "month" else (_FACTORS[unit], _FACTORS[unit])
    first, last = low * shortest, high * longest
    if match["unit3"]:
        more_low, more_high = _value(match["q3"] or match["q3b"])
        factor = {"day": 1, "week": 7, "hour": 0}[match["unit3"]]
        first, last = first + more_low * factor, last + more_high * factor
    first, last = math.floor(first), math.ceil(last)
    first, last = _approximate(first, last, unit, match, rough)
    return (max(first, 0), max(last, 0)) if last <= _LONGEST * 31 else None


def _hours(low: float, high: float) -> tuple[int, int] | None:
    def edge(hours: float, up: bool) -> int:
        if hours <= 14:
            return 0
        return math.ceil(hours / 24) if up and hours % 24 > 6 else max(math.floor(hours / 24), 0)

    return (edge(low, False), edge(high, True)) if high < 24 * _LONGEST else None


def _approximate(
    first: int, last: int, unit: str, match: re.Match[str], found: re.Match[str] | None
) -> tuple[int, int]:
    big = unit in {"week", "fortnight"}
    month = unit == "month"
    if found and found["nearly"] and not (found["nearly"] == "going on" and unit == "day"):
        return (
            (first - 3, last - (2 if month else 1)) if big or month else (max(first - 1, 0), last)
        )
    if found and found["just"]:
        return (first + 1, last + 3) if big or month else (first, last + 1)
    if found and found["well"]:
        more = 1 if found["well"].endswith("good") else 2
        return (first + 1, last + (14 if month else 6)) if big or month else (first, last + more)
    if found and found["about"] or match["ish"] or (match["uish"] or "").strip() not in {"", "?"}:
        slack = 2 if big else 3 if month else 1
        return first - slack, last + slack
    if (match["size"] or "").strip() == "good" and (big or month):
        return first, last + 3
    if match["bit"] or match["ubit"]:
        return (first + 1, last + 3) if big or month else (first, last + 1)
    return first, last


def _day_first(
    left: str, days: tuple[int, int], unit: str, today: date
) -> tuple[tuple[int, int], int] | None:
    """ "friday will be two weeks": the length counted from a day named before it."""
    found = _DAY_COMES_FIRST.search(left)
    if found is None or unit not in {"week", "fortnight", "month", "day"}:
        return None
    if found["rel"]:
        shift = {"today": 0, "tomorrow": -1, "yesterday": 1}[found["rel"]]
    elif found["mod"] == "last " or " was " in found.group():
        shift = calendar.weekday_before(WEEKDAYS.index(found["day"]), today)
    else:
        shift = -calendar.weekday_ahead(WEEKDAYS.index(found["day"]), today)
    return (max(days[0] + shift, 0), max(days[1] + shift, 0)), len(found.group()) - 1


def _anchored(
    line: str, end: int, form: Form, days: tuple[int, int], unit: str, today: date
) -> tuple[tuple[int, int], int, Form] | None:
    """ "two weeks tomorrow", "a week last thursday": the length counted from another day."""
    anchor = _ANCHOR.match(line, end)
    if anchor is None or unit not in {"day", "week", "fortnight", "month"}:
        return None
    low, high = days
    if anchor["rel"]:
        counted = _COUNTED_ON.match(line, anchor.end())
        if unit == "day" and form != "ago" and anchor["rel"] != "tomorrow" and not counted:
            return None
        shift = {"today": 0, "tonight": 0, "tomorrow": -1, "yesterday": 1}[anchor["rel"]]
        return (max(low + shift, 0), max(high + shift, 0)), anchor.end(), "ago"
    weekday, mod = WEEKDAYS.index(anchor["day"]), (anchor["mod"] or "").strip()
    back, ahead = calendar.weekday_before(weekday, today), calendar.weekday_ahead(weekday, today)
    past = (
        anchor["gone"]
        or mod in {"last", "this past", "past", "ago last"}
        or (not mod and line[: end + 1].endswith((" gone ", " past ")))
        or re.search(r" (?:was|were|as of)(?: [^ ]+){0,3} $", line[: end + 1][-60:])
    )
    if past:
        return (low + back, high + back), anchor.end(), "ago"
    coming = anchor["coming"] or mod in {"this coming", "next", "coming"}
    if (form == "ago" or mod == "ago on") and not coming:
        if unit == "day":
            return None
        shift = back if back <= 3 else back - 7
        return (low + shift, high + shift), anchor.end(), "ago"
    if unit in {"day", "month"} and not mod and not coming:
        return None
    return (max(low - ahead, 0), max(high - ahead, 0)), anchor.end(), "ago"
