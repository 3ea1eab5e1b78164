"""When something was: every time in a patient's message, in days before today, and what it dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from bot.language.reading import TimingMention
from bot.language.timing import cues
from bot.language.timing.answers import bare_number, corrected_number, corrects_alone, is_bare
from bot.language.timing.chains import before_that, chained
from bot.language.timing.context import context_of
from bot.language.timing.corrections import recounted, united, withdrawn
from bot.language.timing.expression import Expression
from bot.language.timing.leaving import find_just_treated
from bot.language.timing.lengths import find_lengths
from bot.language.timing.line import Line, make_line
from bot.language.timing.points import find_points
from bot.language.timing.relation import Judged, judge
from bot.language.timing.words import NUMBERS

_HAD = re.compile(
    r" (?:had|added|got|did (?:my|the|it|them|me|your|her|his)|topped up|you did|they did) "
)
_LONGEST_TEXT = 2_000
_MOST = 40
_Kind = Literal["treatment", "onset", "other"]
_KINDS: dict[str, tuple[_Kind, ...]] = {
    "T": ("treatment",),
    "O": ("onset",),
    "B": ("treatment", "onset"),
    "X": ("other",),
}

__all__ = [
    "before_that",
    "find_timings",
    "is_number_alone",
    "names_beginning",
    "names_symptom",
    "names_treatment",
]


def find_timings(text: str, today: date, *, asked: str | None = None) -> tuple[TimingMention, ...]:
    """Every time in `text`, in order of place.

    `days` is a closed range of days before `today`; of kind `treatment` and `onset` it is ordered and
    never negative, of kind `other` it may lie ahead (negative). `asked` is what the bot asked last:
    after "timing", a bare answer dates the treatment. One time that dates both treatment and onset
    ("since my botox 8 days ago") gives two mentions of the same characters. Pure; never raises for
    any text; only the first 2,000 characters are read.
    """
    line = make_line(text[:_LONGEST_TEXT])
    if not line.items:
        return ()
    expressions = _expressions(line, today)
    bare = asked == "timing" and is_bare(expressions, line)
    if bare and not expressions:
        expressions = bare_number(line)
    number = [] if expressions else corrected_number(line)
    expressions, retold = recounted(expressions, line.line)
    gone = retold | withdrawn(expressions, line.line)
    kept = united([e for place, e in enumerate(expressions) if place not in gone], line.line, today)
    judged = judge(kept, line)
    bare = bare or corrects_alone(kept, line)
    if bare and not any(one.verdict in "TB" for one in judged):
        judged = [_answered(one) for one in judged]
    judged += [Judged(e, "T", context_of(e, line)) for e in number]
    mentions = [
        mention for one in judged for mention in _mentions(one.expression, one.verdict, line)
    ]
    mentions += [m for place in gone for m in _mentions(expressions[place], "X", line)]
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.kind != "treatment")))


def is_number_alone(text: str) -> bool:
    """Whether a mention's words are a number without a unit ("19"): its unit is told elsewhere."""
    return bool(re.fullmatch(r"\d{1,3}|[a-z]+(?:[ -][a-z]+)?", text.lower())) and all(
        word.isdigit() or word in NUMBERS for word in re.split("[ -]", text.lower())
    )


def names_treatment(text: str) -> bool:
    """Whether a message speaks of the treatment itself, or of having had it done."""
    line = make_line(text[:_LONGEST_TEXT])
    return bool(_HAD.search(line.line)) or any(cues.role(item.word) == "T" for item in line.items)


def names_beginning(text: str) -> bool:
    """Whether a message tells that something began ("started", "came on")."""
    line = make_line(text[:_LONGEST_TEXT])
    return cues.began(line.line) or any(cues.role(item.word) == "B" for item in line.items)


def names_symptom(text: str) -> bool:
    """Whether a message speaks of a symptom or its beginning."""
    words = make_line(text[:_LONGEST_TEXT]).items
    return any(cues.role(item.word) in {"S", "B"} for item in words)


def _expressions(line: Line, today: date) -> list[Expression]:
    """Times that don't overlap, in order; where two overlap the longer one stays."""
    found = [*find_lengths(line, today), *find_points(line.line, today), *find_just_treated(line)]
    found.sort(key=lambda e: (e.start - e.end, e.form == "clock", e.start))
    kept: list[Expression] = []
    for expression in found:
        if all(expression.end <= other.start or expression.start >= other.end for other in kept):
            kept.append(expression)
        if len(kept) == _MOST:
            break
    return chained(sorted(kept, key=lambda e: e.start), line.line, today)


def _answered(one: Judged) -> Judged:
    """A time in a bare answer is the treatment's, whatever its clause alone would say."""
    expression, left = one.expression, one.context.left
    ahead = expression.form in {"future", "never", "after"} or expression.days[0] < 0
    if ahead or expression.unit == "year":
        return one
    if one.verdict == "X" and left.endswith((" every ", " not ", " in ", " than ", " its on ")):
        return one
    return Judged(expression, "T", one.context)


def _mentions(expression: Expression, verdict: str, line: Line) -> list[TimingMention]:
    start, end = line.characters(expression.start, expression.end)
    low, high = expression.days
    kinds = _KINDS[verdict] if low >= 0 else _KINDS["X"]
    return [
        TimingMention(kind, (low, max(low, high)), start, end, line.text[start:end])
        for kind in kinds
    ]
