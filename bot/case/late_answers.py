"""Times that only the case makes a treatment's: "Fine. Ten days." once it was asked for, "13th, fat thumbs"."""

from __future__ import annotations

import re

from bot.case.correcting import corrects
from bot.case.facts import CaseFacts
from bot.language.reading import Reading, TimingMention

_SENTENCE = re.compile(r"[^.!?\n;]+")
_ROUND_IT = re.compile(
    r"(?i)^\W*(?:(?:fine|ok|okay|alright|right|well|so|it|it'?s|its|was|were|is|been|that|that'?s|about|around|roughly|like|say|i'?d|erm|um|oh|er"
    r"|no|wait|sorry|soz|oops|typo|meant|i|mean|make|actually|hang|on|hold|the|of|should|be|say|says|not|fat|big|clumsy|thumbs?|fingers?|my"
    r"|bad|mistake|must|have|ago|back|now|then|today|ish|or|honestly|happy|if|you|u|insist|know|since|lol|haha|x+|again|done|had|by|just|only"
    r"|receipt|diary|calendar|checked|invoice|email|text|booking|app|photos?|bank|statement|letter|confirmation|misread|second|correction|it'?s been)\b\W*)*$"
)
_LONGEST = 366


def answered_late(facts: CaseFacts, reading: Reading) -> TimingMention | None:
    """The time of the treatment, told alone: late, or in place of another that it corrects."""
    if any(one.kind == "treatment" for one in reading.timings):
        return None
    wanted = facts.days is None and facts.symptoms
    if not wanted and not (facts.days and corrects(reading)):
        return None
    found = [
        one
        for one in reading.timings
        if one.kind == "other"
        and 0 <= one.days[0] <= one.days[1] <= _LONGEST
        and _alone(reading, one)
    ]
    return found[0] if len(found) == 1 else None


def _alone(reading: Reading, timing: TimingMention) -> bool:
    """Whether the time's own sentence says nothing else."""
    for sentence in _SENTENCE.finditer(reading.text):
        if sentence.start() <= timing.start and timing.end <= sentence.end():
            rest = (
                reading.text[sentence.start() : timing.start]
                + " "
                + reading.text[timing.end : sentence.end()]
            )
            return _ROUND_IT.match(rest) is not None
    return False
