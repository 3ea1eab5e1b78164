"""How a symptom is going: only when the writer says so.

The vocabulary finds the courses that words may tell; a module for each trend says where they tell
none after all. A course is of what is felt (`subject`), and not only thought of (`unreal`).
"""

from __future__ import annotations

from bot.language.reading import SymptomMention
from bot.language.scope import Scope
from bot.language.tokens import Tokens
from bot.language.trend.counts import course_of_counts
from bot.language.trend.message import NOT_A_COURSE, Course, Message, find_courses, mentions_of
from bot.language.trend.subject import body
from bot.language.trend.told import told_trend

_ORDER = ("spreading", "worsening", "fading", "stable", "persisting")
"""Of several trends the first is told."""
_FOLLOW_UP = 24
"""Words of an answer that may tell how what was told before is going."""
_ASKING = frozenset("can is should will does do how what".split())


def find_trend(
    tokens: Tokens, scope: Scope, symptoms: tuple[SymptomMention, ...], *, follow_up: bool = False
) -> tuple[str | None, tuple[int, int] | None]:
    """(trend, characters that say so). `follow_up`: the symptom may stand in an earlier message."""
    present = frozenset(s.name for s in symptoms if s.status == "present") - NOT_A_COURSE
    if not present and not (follow_up and _follows_up(scope, symptoms)):
        return None, None
    message = Message(scope, present, mentions_of(tokens, symptoms))
    found: dict[str, Course] = {}
    for course in find_courses(tokens):
        trend = told_trend(course, message)
        if trend:
            found.setdefault(trend, course)
    if not found and "twitching" in present:
        counted = course_of_counts(message)
        if counted:
            found[counted.label] = counted
    for trend in _ORDER:
        if trend in found:
            first, last = tokens.items[found[trend].first], tokens.items[found[trend].last]
            return trend, (first.start, last.end)
    return None, None


def _follows_up(scope: Scope, symptoms: tuple[SymptomMention, ...]) -> bool:
    """Whether a message without a symptom may tell of the one before it: "it is less today"."""
    if len(scope.words) > _FOLLOW_UP or "?" in scope.words or scope.words[0] in _ASKING:
        return False
    only_no_effect = {s.name for s in symptoms} == {"no_effect"}
    return not symptoms or (only_no_effect and body().isdisjoint(scope.words))
