"""Times that the patient takes back: "thursday. no wednesday!", "12 days ago not 2"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.timing.expression import Expression

CUE = (
    "no|nope|nah|not|wait|sorry|actually|mean|meant|scratch that|correction|rather|make that"
    "|typo|oops|or rather|my mistake|my bad|wrong|tell a lie|should say|should be|should have been"
    "|i tell a lie|apologies|pardon|forgive me|nvm|hang on|hold on|whoops|woops|ignore that|forget that"
    "|strike that|silly me|duh|doh|just counted|counted again|misremembered|misspoke|misread|autocorrect"
    "|more like|come to think"
)
"""What takes back the time before it."""
_BARE = re.compile(
    rf" (?P<cue>{CUE})(?= )(?P<gap>(?: (?:[.,!?;:()-]|i|it|its|was|is|on|the|that|thats|lol|haha|um|er|oh|no|say"
    r"|actually|just|counted|checked|looked|mean|meant|make|to|be|sorry|typo|it should|should|rather|been|more|like"
    r"|about|maybe|now|and|ive|my|bad|mistake))*) (?P<n>\d{1,3})(?= (?:[.,!?;)]|$|not |now |days? ago|i |lol |haha |x ))"
)
"""A number without a unit that corrects a length: "ten days - actually, it's twelve"."""
_NOT_THEN = re.compile(
    r" not \d{1,3} (?:day|week|month)(?: ago)? (?:[,.;-] |but |its |it was )+(?P<n>\d{1,3})(?= (?:[.,!?;)]|$))"
)
_CORRECTS = re.compile(
    r"^ (?:(?:[.,!?;:()-]|i|it|its|was|on|the|that|thats|you|lol|haha|um|er|oh|oops|hang|hold|on"
    r"|my|bad|in|fact|to|be|be precise|think|done|had|a|second|minute|but|well|had|rebook|rebooked|moved|changed|swapped|said|says|since|after|from"
    r"|botox|injection|treatment|forehead|chin|neck|jaw|lip|flip|brow|frown|hmm|ah|erm|ugh|so|and|just|ooh) )*"
    rf"(?:{CUE})"
    r"(?: (?:[.,!?;:()-]|i|it|its|was|on|the|that|thats|you|lol|haha|um|er|oh|no|not|wait|sorry"
    r"|actually|mean|meant|make|say|to|be|day|done|had|a|typo|rather|of|course|should|hang|about"
    r"|been|says|have|said|they|were|my|mistake|bad|lie|tell|counted|checked|looked|just|this|coming|diary"
    r"|calendar|more|like|think|must|last|more like|ive|at|in|so|we|are|now))* $"
)
_EITHER = re.compile(
    r"^ (?:[,(/?-] )?(?:(?:or|maybe|possibly|perhaps|could be|might be|could have been"
    r"|might have been|i think|/|think|no|,|not sure|was it|it was|the|on|was) )*(?:or|or was it"
    r"|maybe|possibly|perhaps|/|could be|might be|could have been|might have been) (?:the |on "
    r"|it was |even |maybe )*$"
)
_PER = {"day": (1, 1), "night": (1, 1), "week": (7, 7), "fortnight": (14, 14), "month": (28, 31)}
_SAME = re.compile(r"^ (?:[,(-] )?(?:on |the |i think |maybe |probably |i think it was |think )*$")
_EXACTLY = re.compile(
    r"^ (?:[,.;:(-] )*(?:(?:on|it was|was|the|i think|think|probably|actually|so|well|and|that would be|thats"
    r"|to be|maybe|more like|like|about|possibly|perhaps|exact|precise|exactly|precisely|a|must have been|ie|i e|my|its|itll be) )*$"
)
_SAID = re.compile(
    r" (?:i said|i put|i wrote|i typed|told you|i told u|i thought|thought|i think i said)(?: (?:it was|its|about|on|the|like))* $"
)
_BUT_IT_WAS = re.compile(
    r" (?:but|actually|really|should|turns out) (?:[^ ]+ ){0,9}$| (?:it was|its) (?:[^ ]+ ){0,3}$"
)
_NOT_LATER = re.compile(
    r"^ (?:[,.(-] )?(?:not|and not|rather than|instead of|not the|not on) (?:the |on |my )?$"
)
_NOT_BEFORE = re.compile(r" (?:not|wasnt|isnt|not the|not on|wasnt on|werent) (?:the |on |my )?$")


def recounted(expressions: list[Expression], line: str) -> tuple[list[Expression], frozenset[int]]:
    """`expressions` with bare numbers that correct the length before them, and what these take back."""
    out = list(expressions)
    gone: set[Expression] = set()
    for match in [*_BARE.finditer(line), *_NOT_THEN.finditer(line)]:
        start, end = match.start("n"), match.end("n")
        if match.groupdict().get("cue") in {"not", "rather", "wrong", "mean"} and not match["gap"]:
            continue  # "ten days ago not two": the later one is the wrong one
        if any(e.start < end and start < e.end for e in out):
            continue
        told = [
            e
            for e in out
            if e.end <= start
            and start - e.end < 70
            and e.form in {"length", "ago", "day_number"}
            and e.unit in _PER
            and e not in gone
        ]
        if not told or re.search(
            r" (?:[.!?]) .* (?:[.!?]) ", line[told[-1].end - 1 : match.start()]
        ):
            continue
        old, number = told[-1], int(match["n"])
        low, high = _PER[old.unit]
        out.append(Expression(start, end, (number * low, number * high), old.form, old.unit))
        gone.add(old)
    out.sort(key=lambda e: e.start)
    return out, frozenset(place for place, e in enumerate(out) if e in gone)


def withdrawn(expressions: list[Expression], line: str) -> frozenset[int]:
    """The numbers of the expressions that a correction takes back; `expressions` in order."""
    gone: set[int] = set()
    for place in range(len(expressions) - 1):
        first, second = expressions[place], expressions[place + 1]
        gap = line[first.end : second.start]
        if len(gap) > 80:
            continue
        if _NOT_LATER.match(gap):
            before = line[: first.start][-20:]
            gone.add(place if _NOT_BEFORE.search(before) else place + 1)
        elif _SAID.search(line[: first.start][-40:]) and _BUT_IT_WAS.search(gap):
            gone.add(place)
        elif (
            _CORRECTS.match(gap)
            or _NOT_BEFORE.search(line[: first.start][-20:])
            and re.match(
                r"^ (?:[,.;!-] )?(?:but |its |it was |it is |i meant |sorry |on |the )*$", gap
            )
        ):
            gone.add(place)
    return frozenset(gone)


def united(expressions: list[Expression], line: str, today: date) -> list[Expression]:
    """ "monday I think, or tuesday" as one range, and a vague "the other day" made precise."""
    out: list[Expression] = []
    for expression in expressions:
        last = out[-1] if out else None
        if last is not None and expression.form in {"point", "length", "ago"}:
            exact = _made_exact(last, expression, line, today)
            if exact is not None:
                form = "point" if expression.form == "point" else expression.form
                out[-1] = Expression(
                    last.start, expression.end, (exact, exact), form, expression.unit
                )
                continue
        if (
            last is not None
            and last.form == "month"
            and last.days[1] - last.days[0] == 6
            and expression.form == "point"
        ):
            day = expression.days[0] + 7 * max(0, -((expression.days[0] - last.days[0]) // 7))
            if (
                _SAME.match(line[last.end : expression.start])
                and last.days[0] <= day <= last.days[1]
            ):
                out[-1] = Expression(last.start, expression.end, (day, day), "point")
                continue
        if last is not None and last.form == expression.form == "point":
            gap = line[last.end : expression.start]
            if len(gap) < 50 and _EITHER.match(gap):
                low = min(last.days[0], expression.days[0])
                high = max(last.days[1], expression.days[1])
                out[-1] = Expression(last.start, expression.end, (low, high), "point")
                continue
        out.append(expression)
    return out


def _made_exact(last: Expression, expression: Expression, line: str, today: date) -> int | None:
    """A day that makes a vaguer time before it exact: "in mid December, the 14th", "the 3rd, a Monday"."""
    if (
        not _EXACTLY.match(line[last.end : expression.start])
        or expression.days[0] != expression.days[1]
    ):
        return None
    day, (low, high) = expression.days[0], last.days
    if expression.form != "point":
        vague = last.form in {"length", "ago"} and high > low
        return day if vague and low - 1 <= day <= high + 1 else None
    if last.form == "month" and high > low:
        if low <= day <= high:
            return day
        number = (today - timedelta(day)).day if 0 <= day < 4_000 else 0
        named = [back for back in range(low, high + 1) if (today - timedelta(back)).day == number]
        return named[0] if len(named) == 1 and high - low > 7 else None
    told = [bool(re.search(r"\d", line[e.start : e.end])) for e in (last, expression)]
    if last.form == "point" and low == high and (day - low) % 7 == 0 and told[0] != told[1]:
        return low if told[0] else day  # the weekday of that date
    return None
