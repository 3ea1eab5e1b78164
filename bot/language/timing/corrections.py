"""Times that the patient takes back: "thursday. no wednesday!", "13 days ago not 3"."""

from __future__ import annotations

import re

from bot.language.timing.expression import Expression

_CORRECTS = re.compile(
    r"^ (?:(?:[.,!?;:()-]|i|it|its|was|on|the|that|thats|you|lol|haha|um|er|oh|oops|hang|hold|on"
    r"|my|bad|in|fact|to|be|be precise|think|done|had|a|second|minute|but|well|said|says) )*"
    r"(?:no|nope|nah|not|wait|sorry|actually|mean|meant|scratch that|correction|rather|make that"
    r"|typo|oops|or rather|my mistake|wrong|tell a lie|should say|should be|i tell a lie"
    r"|apologies|nvm|hang on)"
    r"(?: (?:[.,!?;:()-]|i|it|its|was|on|the|that|thats|you|lol|haha|um|er|oh|no|not|wait|sorry"
    r"|actually|mean|meant|make|say|to|be|day|done|had|a|typo|rather|of|course|should|hang|about"
    r"|been|says|have|said|they|were))* $"
)
_EITHER = re.compile(
    r"^ (?:[,(/?-] )?(?:(?:or|maybe|possibly|perhaps|could be|might be|could have been"
    r"|might have been|i think|/|think|no|,|not sure|was it|it was|the|on|was) )*(?:or|or was it"
    r"|maybe|possibly|perhaps|/|could be|might be|could have been|might have been) (?:the |on "
    r"|it was |even |maybe )*$"
)
_SAME = re.compile(r"^ (?:[,(-] )?(?:on |the |i think |maybe |probably |i think it was |think )*$")
_NOT_LATER = re.compile(
    r"^ (?:[,.(-] )?(?:not|and not|rather than|instead of|not the|not on) (?:the |on |my )?$"
)
_NOT_BEFORE = re.compile(r" (?:not|wasnt|isnt|not the|not on|wasnt on|werent) (?:the |on |my )?$")


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
        elif (
            _CORRECTS.match(gap)
            or _NOT_BEFORE.search(line[: first.start][-20:])
            and re.match(
                r"^ (?:[,.;!-] )?(?:but |its |it was |it is |i meant |sorry |on |the )*$", gap
            )
        ):
            gone.add(place)
    return frozenset(gone)


def united(expressions: list[Expression], line: str) -> list[Expression]:
    """ "wednesday I think, maybe thursday" as one range, and a vague "the other day" made precise."""
    out: list[Expression] = []
    for expression in expressions:
        last = out[-1] if out else None
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
