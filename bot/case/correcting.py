"""Whether a message puts an earlier one right, in more ways than a single message can show."""

from __future__ import annotations

import re

from bot.language.reading import Reading

_PUTS_RIGHT = re.compile(
    r"(?i)\b(?:fat|big|clumsy|cold|stupid|butter) ?(?:thumbs?|fingers?)|thumb slip(?:ped)?|slip of the (?:thumb|finger)"
    r"|told (?:you|u|yous) (?:the )?wrong|gave (?:you|u|yous) the wrong|said (?:the|it) wrong|got (?:that|it|the \w+) wrong"
    r"|wrong (?:place|area|bit|spot|part|one|muscle|word|month|year|receipt|card)\b|mixed (?:it|them|that|those) up"
    r"|mix(?:ed)?[- ]up|misremember\w*|misclick\w*|i was right (?:the )?(?:first|before)|as i said (?:at )?first"
)
_SUPPOSED_TO = re.compile(
    r"(?i)\b(?:is|are|am|was|were|what's|it's|its)(?: (?:it|that|this|they|one|i|you|we|my \w+))? meant to\b"
)
"""Not what somebody meant, but what ought to be."""
_FIRST = re.compile(
    r"(?i)\b(?:right (?:the )?(?:first time|before|originally|at first|to begin with)|first (?:one|answer|date|day) was right"
    r"|(?:go|went|going) (?:back )?(?:to|with) (?:the|my) first|as i (?:first )?said (?:at |the )?first)"
)


def corrects(reading: Reading) -> bool:
    """Whether the message corrects what was said before."""
    if _SUPPOSED_TO.search(reading.text) and not _PUTS_RIGHT.search(reading.text):
        return False
    return "correction" in reading.flags or _PUTS_RIGHT.search(reading.text) is not None


def goes_back(reading: Reading) -> bool:
    """Whether a correction is taken back itself: "no, I was right the first time"."""
    return _FIRST.search(reading.text) is not None
