"""Numbered days in a line ("day 8", "week 2", "third day"), and years, which are never ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.timing.expression import Expression

_DAY_NUMBER = re.compile(
    r"(?<= )(?:(?:day|d)(?: no(?: \.)?| number| #| \+| -| :)?|on day) (?P<n>\d{1,3})(?: (?:or|/|-"
    r"|to) (?P<n2>\d{1,3}))?(?! ?(?:%|mg|unit|degrees))(?: (?:as of )?today)?(?= )"
    r"|(?<= )(?P<nth>\d{1,3})(?:st|nd|rd|th) (?P<u>day|week|morning|night)(?= )"
    r"|(?<= )(?P<spelled>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth) (?:full )?(?:day|morning|night)"
    r"(?= )(?! (?:of (?!(?:botox|having|it|this|twitch|the injection|treatment))|in a row))"
    r"|(?<= )(?P<word>second|first|third|fourth) (?:full )?(?P<u2>day|week)"
    r"(?= (?:after|post|since|following|of|on|now|already|[,.]) )"
    r"|(?<= )week(?: no| number| #)? (?P<w>\d{1,2})(?= )"
    r"|(?<= )month (?P<m>\d{1,2})(?= )"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
).split()
_NOT_DAY_NUMBER = re.compile(
    r" (?:\d+|an?|per|each|every|all|one|same|other|next|that|another|hours a|times a|this|last"
    r"|first) $"
)
_YEAR = re.compile(r"(?<= )(?:in|since|back in|from|of|around|year) (?P<y>(?:19|20)\d\d)(?= )")
_OTHER_DAY = re.compile(r" (?:was |is |will be )?(tomorrow|yesterday)(?= )")
_LAST_DAY = 366
"""Higher numbers are no days."""


def find_day_numbers(line: str) -> Iterator[Expression]:
    """Every numbered day, week or month in `line`, and every year."""
    for match in _DAY_NUMBER.finditer(line):
        if (
            match["n"]
            and _NOT_DAY_NUMBER.search(" " + line[: match.start()][-12:])
            or int(match["n"] or 0) > _LAST_DAY
        ):
            continue
        if match["w"] or match["nth"] and match["u"] == "week" or match["u2"] == "week":
            week = int(match["w"] or match["nth"] or _ordinal_word(match["word"]))
            yield Expression(
                match.start(), match.end(), (max(7 * week - 6, 0), 7 * week), "day_number", "week"
            )
        elif match["m"]:
            month = int(match["m"])
            yield Expression(
                match.start(),
                match.end(),
                (max(28 * (month - 1), 0), 31 * month),
                "day_number",
                "month",
            )
        else:
            low = int(
                match["n"] or match["nth"] or _ordinal_word(match["spelled"] or match["word"])
            )
            high = max(low, int(match["n2"])) if match["n2"] else low
            shift = _OTHER_DAY.match(line, match.end())
            if shift and low:
                by = -1 if shift[1] == "tomorrow" else 1
                low, high = low + by, high + by
            yield Expression(match.start(), match.end(), (low, high), "day_number")
    for match in _YEAR.finditer(line):
        yield Expression(match.start(), match.end(), (365, 3650), "never")


def _ordinal_word(word: str | None) -> int:
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else 1
