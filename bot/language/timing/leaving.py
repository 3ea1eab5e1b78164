""" "I just had my forehead done", "just left the clinic": today, without a time word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.timing import cues
from bot.language.timing.context import context_of
from bot.language.timing.expression import Expression
from bot.language.timing.line import Line
from bot.language.timing.verdict.letters import names_treatment
from bot.language.timing.wording import asked, treated


def find_just_treated(line: Line) -> Iterator[Expression]:
    """Every place of `line` that tells of a treatment a moment ago."""
    yield from _leaving(line)
    for match in treated.JUST.finditer(line.line):
        expression = Expression(match.start(), match.end(), (0, 0), "today", "just")
        if _tells_of_treatment(context_of(expression, line).right, match.group()):
            yield expression


def _leaving(line: Line) -> Iterator[Expression]:
    """ "On my way home from the clinic", "sat in your car park"."""
    for match in treated.LEAVING.finditer(line.line):
        expression = Expression(match.start(), match.end(), (0, 0), "today")
        words = context_of(expression, line).sentence
        told = cues.role(match.group().split()[-1]) == "T" or names_treatment(words)
        if told and not asked.ASKS_AHEAD.search(words) and not asked.HYPOTHESIS.search(words):
            yield expression


def _tells_of_treatment(right: str, heard: str) -> bool:
    """Whether "just had …", with `right` after it, was a treatment."""
    if treated.AT_CLINIC.search(right):
        return True
    roles = {cues.role(word) for word in right.split()}
    return "A" in roles and "S" not in roles and re.search(r"\bhad\b", heard) is not None
