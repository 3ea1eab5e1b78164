"""What each time in a message dates, once the whole message is heard.

The clause's verdict (see `verdict`) is kept where it is sure. A likely one is settled by what else was
said: the second likely treatment time beside a sure one is the symptom's, and "2 days after" counts
from the treatment's own day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.language.timing import cues
from bot.language.timing.context import FAR, Context, context_of
from bot.language.timing.expression import Expression
from bot.language.timing.line import Line
from bot.language.timing.verdict import CLOCK_UNITS, Verdict, verdict_on
from bot.language.timing.verdict.letters import names_treatment
from bot.language.timing.wording import asked, elsewhere, felt, since, treated

_BEFORE_COMMA = re.compile(
    r"(?:^|[.;!?,(]) (?P<clause>(?:[^ .;!?,()]+ )+)(?:,|-|\() (?:about |around )?$"
)
_SHORT = 12
_LATELY = 14
"""Days within which "I just had it done" may lie when a day is told as well."""
_SINCE_DAY = re.compile(r" (?:since|from) (?P<about>(?:about |around |roughly )?)(?:the )?$")
_LIST = re.compile(r"^ (?:(?:,|or|and|/|on|the) )*$")
_FILLERS = frozenset(
    "on the a an i we it its that this about around like maybe erm um er hmm think thought dunno sometime some at in"
    " exact exactly day date of or to by from since yes yeah ok oh so well just only not sure roughly approx probably last"
    " early late gone now today reckon guess believe um ummm x please thanks thank you hi hello".split()
)
"""Words that say nothing beside a time."""


_SESSIONS = frozenset("sitting go lot visit round procedure".split())
"""With "yesterday's" before them these are treatments."""


@dataclass(frozen=True)
class Judged:
    """An expression with its verdict and the context that led to it."""

    expression: Expression
    verdict: Verdict
    context: Context


def judge(expressions: list[Expression], line: Line) -> list[Judged]:
    """Every expression with its final verdict: T, O, B or X; its days may have been recounted."""
    judged = []
    for expression in expressions:
        context = context_of(expression, line)
        verdict = verdict_on(expression, context)
        if verdict == "O" and _possessed(expression, context, line):
            verdict = "B"
        judged.append(Judged(expression, verdict, context))
    for place in range(1, len(judged)):
        last, one = judged[place - 1], judged[place]
        gap = line.line[last.expression.end : one.expression.start]
        if last.verdict == "X" and one.verdict == "t" and one.expression.form == "point":
            listed = last.expression.form == "point" and not since.NEAR.search(last.context.left)
            if listed and _LIST.match(gap):
                judged[place] = replace(one, verdict="X")  # "I can do Monday, Wednesday"
    if not {cues.role(item.word) for item in line.items} & {"T", "A", "S", "B"}:
        judged = _unsupported(judged, line)
    words = {item.word for item in line.items}
    if elsewhere.NOT_US.search(line.line) and not {cues.role(word) for word in words} & {"T", "A"}:
        judged = [replace(j, verdict="X") for j in judged]
    if elsewhere.OTHERS_LOT.search(line.line) and not any(cues.role(word) == "S" for word in words):
        judged = [replace(j, verdict="X") for j in judged]
    if " mine " in line.line and len([j for j in judged if j.verdict in "Tt"]) > 1:
        judged = [
            replace(j, verdict="X")
            if j.verdict in "Tt" and elsewhere.THEIR_OWN.search(j.context.left)
            else j
            for j in judged
        ]
    dated = [j for j in judged if j.verdict == "T" and j.expression.form in {"point", "ago"}]
    if any(0 < j.expression.days[0] <= _LATELY for j in dated):
        judged = [replace(j, verdict="X") if j.expression.unit == "just" else j for j in judged]
    settled = _settle(judged)
    settled = [
        replace(j, verdict="X") if j.verdict in "TO" and _of_errand_before(j, line) else j
        for j in settled
    ]
    if asked.NOT_YET.search(line.line):
        settled = [
            replace(j, verdict="X") if j.verdict in "TB" and j.expression.form != "ago" else j
            for j in settled
        ]
    return settled


def _of_errand_before(one: Judged, line: Line) -> bool:
    """ "Took two paracetamol, 8 hours ago": a time alone belongs to the clause before its comma."""
    context = one.context
    if context.left.strip() or not context.alone:
        return False
    told = _BEFORE_COMMA.search(line.line[: one.expression.start])
    if told is None or not cues.errand(" " + told["clause"]):
        return False
    return one.expression.form in {"ago", "point", "today"} and not any(
        cues.role(word) in {"T", "A", "S", "B"} for word in told["clause"].split()
    )


def _possessed(expression: Expression, context: Context, line: Line) -> bool:
    """ "Since Friday's forehead": the day is the treatment's as well."""
    first, last = line.characters(expression.start, expression.end)
    text = line.text[first:last].lower().replace("’", "'")
    following = context.right.split()[:2]
    return text.endswith("'s") and any(
        cues.role(word) in {"T", "A"} or word in _SESSIONS for word in following
    )


def _unsupported(judged: list[Judged], line: Line) -> list[Judged]:
    """In a message that speaks of no treatment, place or symptom most times date nothing of ours."""
    if treated.CORRECTING.search(line.line):
        return judged
    covered = [(j.expression.start, j.expression.end) for j in judged]
    other = [
        item.word
        for item, place in zip(line.items, line.places, strict=False)
        if item.word.isalnum()
        and item.word not in _FILLERS
        and not any(start <= place < end for start, end in covered)
    ]
    long = len(line.items) > _SHORT
    alone = [j for j in judged if j.context.size == 0]
    dropped = set()
    if other and not cues.PAST.search(line.line):
        dropped = {"point", "today", "month", "clock", "vague"}
    if long:
        dropped |= {"length", "month", "clock"}
    return [
        replace(j, verdict="X")
        if j.expression.form in dropped
        and not (long and len(judged) == len(alone) == 1 and j.expression.form == "length")
        and (j.verdict in "to" or not long and j.verdict in "TO")
        and not since.SINCE.search(j.context.left)
        and j.context.treated > 3
        else j
        for j in judged
    ]


def _settle(judged: list[Judged]) -> list[Judged]:
    """Likely verdicts become final, given what else the message says."""
    named = [j for j in judged if j.verdict == "C"]
    if named:
        certain = any(j.verdict in "TB" for j in judged)
        judged = [replace(j, verdict="A" if certain else "T") if j in named else j for j in judged]
    if not any(j.verdict in "TB" for j in judged):
        judged = _promoted(judged)
    judged = _latest_day(judged)
    sure = [j for j in judged if j.verdict in "TB"]
    treatment = sure[0].expression if sure else None
    sure_onset = any(j.verdict == "O" for j in judged)
    onset = any(j.verdict in "OB" for j in judged)
    settled = []
    for one in judged:
        verdict, expression = one.verdict, one.expression
        if verdict == "T" and expression.form == "vague" and len(sure) > 1:
            verdict = "X"
        elif verdict in "Aa":
            expression, verdict = _counted(one, treatment, onset)
        elif verdict == "t":
            same = treatment is not None and expression.days == treatment.days
            verdict = "T" if same else _demoted(one)
        elif verdict == "o":
            idle = one.context.symptom == FAR and sure_onset
            verdict = "X" if idle or onset and expression.form == "today" else "O"
        onset = onset or verdict == "O"
        settled.append(replace(one, verdict=verdict, expression=expression))
    return settled


def _latest_day(judged: list[Judged]) -> list[Judged]:
    """Of several days ("it moved on day 9, now day 10") the highest is today's."""
    days = [j for j in judged if j.verdict == "T" and j.expression.form == "day_number"]
    highest = max((j.expression.days for j in days), default=None)
    return [
        replace(j, verdict="A") if j in days and j.expression.days != highest else j for j in judged
    ]


def _promoted(judged: list[Judged]) -> list[Judged]:
    """Without a sure treatment time, the likeliest one is it."""
    likely = [j for j in judged if j.verdict == "t"]
    if not likely:
        return judged
    likely = [j for j in likely if j.expression.unit != "part"] or likely
    lengths = [j for j in likely if j.expression.form in {"ago", "length"}]
    plain = [j for j in likely if j.expression.form not in {"vague", "clock"}]
    chosen = lengths or plain or likely
    placed = [j for j in chosen if min(j.context.area, j.context.treated) < FAR]
    clocked = [
        j for j in chosen if j.expression.unit in CLOCK_UNITS or j.expression.form == "today"
    ]
    if placed and clocked:
        chosen = placed  # "in the shower an hour ago … forehead 4 days ago"
    chosen += [
        j for j in likely if j not in chosen and j.context.area < 4 and j.expression.form == "point"
    ]
    counted = any(j.verdict in "Aa" and j.expression.form != "after" for j in judged)
    if counted and all(j.expression.form == "today" and not j.context.alone for j in chosen):
        return judged
    return [replace(j, verdict="T") if j in chosen else j for j in judged]


def _demoted(one: Judged) -> Verdict:
    """A likely treatment time in a message that has a sure one: the symptom's, or nobody's."""
    context = one.context
    if " since " in context.left and since.SINCE.search(context.left):
        return "O"
    if one.expression.unit == "part":
        return "X"  # "on Tuesday, in the morning"
    if one.expression.unit in CLOCK_UNITS and one.expression.form == "ago":
        return "X" if cues.errand(context.clause) else "O"
    if one.expression.form == "today" and context.alone and context.area == FAR:
        return "O"
    if one.expression.form == "point" and context.faint and felt.WENT.search(context.clause):
        return "O"
    if one.expression.form in {"point", "today"} and felt.NOT_OVER.search(context.sentence_right):
        return "O"  # "on Sunday I saw two of everything, and it hasn't cleared"
    if one.expression.form not in {"length", "ago"}:
        return "X"
    told = context.tells_symptom or context.alone
    return "O" if told or "been" in context.left or " that was " in context.left else "X"


def _is_still_then(one: Judged) -> bool:
    """Whether "a headache the day after my lip flip", "bumps straight after" tell of now: that day has come.

    What was, is asked or only feared at such a time tells nothing of today.
    """
    context = one.context
    felt_then = any(cues.role(word) == "S" for word in context.sentence.split())
    named = one.expression.unit == "soon" or names_treatment(" ".join(context.right.split()[:5]))
    return (
        named
        and felt_then
        and not (
            cues.PAST.search(context.clause)
            or context.advises
            or cues.BOOKED.search(context.clause)
            or cues.EARLIER.search(context.sentence)
            or cues.errand(context.clause)
            or asked.HYPOTHESIS.search(context.sentence_left)
            or asked.MAY_I.search(context.sentence_left)
            or asked.MAY_HAPPEN.match(context.clause)
            or asked.QUESTION_OPENING.match(context.clause)
        )
    )


def _counted(one: Judged, treatment: Expression | None, others: bool) -> tuple[Expression, Verdict]:
    """ "two days after": from the treatment's own day when that is known, else from today."""
    expression, context = one.expression, one.context
    counted = _SINCE_DAY.search(context.left) if expression.form == "day_number" else None
    if counted and treatment is None:
        return expression, "X"
    if counted and counted["about"]:
        days = (max(expression.days[0] - 1, 0), expression.days[1] + 1)
        expression = replace(expression, days=days)
    if treatment is None and expression.unit in CLOCK_UNITS and others:
        return expression, "X"
    if treatment is None and expression.form == "after":
        return expression, "T" if _is_still_then(one) else "X"
    if treatment is None or expression is treatment:
        return expression, "T"
    low, high = treatment.days
    if one.verdict == "a" and expression.days[0] >= high:
        return expression, "T"
    if expression.unit in CLOCK_UNITS and expression.days[0] < 1:
        days = (max(low - 1, 0), high)
    else:
        days = (max(low - expression.days[1], 0), high - expression.days[0])
    if days[1] < 0:
        return expression, "X"
    if expression.form == "after" and context.began == FAR and not context.left.endswith(" since "):
        if context.symptom == FAR or days[1] == 0 or low < 1:
            return expression, "X"
    return replace(expression, days=days), "O"
