"""The trend that a course tells in its place, if any."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.language.trend.counts import NUMBERS
from bot.language.trend.fading import goes_down_to, went_off
from bot.language.trend.message import Course, Message
from bot.language.trend.spreading import stays_where_it_was
from bot.language.trend.subject import body, is_of_no_symptom, is_of_something_else
from bot.language.trend.unchanged import is_dated, is_not_of_symptom, is_same_thing, is_still_else
from bot.language.trend.unreal import is_supposed, may_come
from bot.language.trend.worsening import goes_the_wrong_way, is_at_times, is_of_a_thing

_NEGATED = frozenset("not no never without nor neither hardly nothing instead".split())
_NEGATION_MEANT = frozenset("not no never hardly".split())
"""A pattern with one of these means its negation: "no longer only in my eye"."""
_BETTER_TO = frozenset(
    "about to if off place way time idea not safe person knowing hearing having or for with without".split()
)
_CHOICE = frozenset("which what who whether where".split())
"""Words that open a question of what is better."""
_WISHED = frozenset("hope hopefully wish you u".split())
_COURSES = frozenset(
    "it its they this that and now everything all things today but , . ; so one definitely".split()
)
"""Before "is better" these leave open that a symptom is."""
_EARLIER = frozenset(
    """
    before yesterday last first it they ever usual day days week weeks when on at this that earlier then
    monday tuesday wednesday thursday friday saturday sunday start beginning morning night evening hour
    previous initial was were previously normal always week friday's fortnight couple few weekend ago
    """.split()
)
"""After "than" these name a time, and so a course."""
_LESS_THAN = frozenset("a an half ideal happy pleased impressed".split())


def told_trend(course: Course, message: Message) -> str:
    """The trend that a course tells in its place, or "" where it tells none."""
    trend = _unless_negated(course, message)
    if not trend:
        return ""
    course = course._replace(label=trend)
    if any(tells_none(course, message) for tells_none in _RULES[trend]):
        return ""
    if course.source.startswith("as_much") and message.scope.has(
        {"not", "nowhere"}, course.first - 4, course.first
    ):
        return "fading"  # "it does not bother me as much as it did"
    return trend


def _unless_negated(course: Course, message: Message) -> str:
    """The label of a course, or what a negation makes of it: what "isn't easing" persists."""
    if course.label not in {"worsening", "spreading", "fading"}:
        return course.label
    if not _NEGATION_MEANT.isdisjoint(re.split(r"[ |_]", course.source)):
        return course.label
    own = {"hardly", *course.source.split()}
    if _is_set_against(course, message):
        return course.label
    if message.scope.has(_NEGATED, course.first - 3, course.first) or not (
        (_NEGATED - own).isdisjoint(message.inside(course))
    ):
        return "persisting" if course.label == "fading" else ""
    return course.label


def _is_set_against(course: Course, message: Message) -> bool:
    """ "Not better, rather worse": what is worse is set against what isn't better."""
    if course.label != "worsening":
        return False
    before = message.words[max(0, course.first - 5) : course.first]
    inside = set(message.inside(course))
    return (
        "," in before
        and not {"better", "easing", "fading", "less", "settling"}.isdisjoint(before)
        and not _NEGATED & inside
        and _NEGATED.isdisjoint(before[len(before) - before[::-1].index(",") :])
    )


def _is_compared(course: Course, message: Message) -> bool:
    """ "How much longer", "bigger than the other", "more annoying than painful"."""
    if message.scope.has({"how", "than"}, course.first - 2, course.first) or message.scope.has(
        {"other"}, course.last + 1, course.last + 4
    ):
        return True
    than = course.last if message.words[course.last] == "than" else course.last + 1
    if message.scope.word(than) != "than":
        return False
    one, two = (message.scope.word(than + n) for n in (1, 2))
    return one not in _EARLIER and (one not in {"the", "my", "a", "in"} or two not in _EARLIER)


def _is_less_than(course: Course, message: Message) -> bool:
    """ "Less than a week", "less than ideal"."""
    for i in range(course.first, course.last + 1):
        if message.words[i] == "less" and message.scope.word(i + 1) == "than":
            amount = message.scope.word(i + 2)
            return amount in _LESS_THAN or amount in NUMBERS or amount.isdigit()
    return False


def _is_better_to(course: Course, message: Message) -> bool:
    """ "Better to wait", "a better time", "I feel better knowing that"; "which is better", "hope you
    feel better"."""
    better = re.search("better|improv", message.words[course.last])
    if message.has_praise(course):
        return True
    if better is None:
        return False
    begin, _ = message.clause(course)
    asks = message.words[begin] in _CHOICE or message.after(course) in _BETTER_TO
    asks = asks or message.scope.has(_WISHED, begin, course.last)
    return asks or not message.present and _is_of_a_method(course, message)


def _is_of_a_method(course: Course, message: Message) -> bool:
    """ "Fast is better": what is better is no symptom, told now or before."""
    subject = message.scope.word(course.first - 1)
    return message.inside(course)[0] in {"is", "are"} and (
        subject not in {"", *_COURSES} and subject not in body()
    )


Rule = Callable[[Course, Message], bool]
"""Whether a course tells none in its place."""

_ANY: tuple[Rule, ...] = (_is_less_than, _is_better_to, is_supposed)
_RULES: dict[str, tuple[Rule, ...]] = {
    "spreading": (stays_where_it_was, is_of_something_else, may_come, *_ANY),
    "worsening": (
        _is_compared,
        is_at_times,
        is_of_a_thing,
        goes_the_wrong_way,
        is_of_something_else,
        may_come,
        *_ANY,
    ),
    "fading": (
        _is_compared,
        is_at_times,
        went_off,
        goes_down_to,
        may_come,
        is_of_no_symptom,
        *_ANY,
    ),
    "persisting": (is_dated, is_not_of_symptom, is_still_else, is_of_no_symptom, *_ANY),
    "stable": (is_same_thing, is_of_no_symptom, *_ANY),
}
"""What may speak against each trend."""
