"""What one time dates, judged by its own clause alone (see `letters` for the verdicts).

What holds for times of every form comes first; then each form has a module.
"""

from __future__ import annotations

from bot.language.timing import cues
from bot.language.timing.context import FAR, Context
from bot.language.timing.expression import Expression
from bot.language.timing.verdict.day import on_day
from bot.language.timing.verdict.day_number import on_day_number
from bot.language.timing.verdict.length import on_length
from bot.language.timing.verdict.letters import (
    CLOCK_UNITS,
    Verdict,
    first_verdict,
    names_treatment,
)
from bot.language.timing.verdict.since import on_since
from bot.language.timing.wording import asked, elsewhere, felt, lengths, treated
from bot.language.timing.wording.since import NO_CHANGE

__all__ = ["CLOCK_UNITS", "Verdict", "verdict_on"]


def verdict_on(expression: Expression, context: Context) -> Verdict:
    """The verdict on one time in its context."""
    rules = (_by_its_form, _of_a_lot_or_visit, _of_something_else, on_since)
    verdict = first_verdict(rules, expression, context)
    if verdict is not None:
        return verdict
    if expression.form == "length":
        return on_length(expression, context)
    if expression.form == "day_number":
        return on_day_number(expression, context)
    if expression.form == "clock":
        return _on_clock(context)
    return on_day(expression, context)


def _by_its_form(expression: Expression, context: Context) -> Verdict | None:
    """Times that are judged by how they are put: "tonight", "woke up with", "the next day"."""
    form, unit = expression.form, expression.unit
    if form == "future" and expression.days == (0, 0):
        return _tonight(context)
    if unit == "began":
        return "o"
    if unit == "woke":
        tells = any(cues.role(word) == "S" for word in context.sentence.split()) or context.faint
        return "o" if tells and not felt.WOKE_ELSEWHERE.search(context.sentence) else "X"
    if unit == "part":
        return "t" if _told_of_treatment(context) else "X"
    if form in {"future", "never"} or form == "ago" and (unit == "year" or _gestation(context)):
        return "X"
    return "A" if form == "after" else None


def _told_of_treatment(context: Context) -> bool:
    """ "Treatment was in the morning"; not "sore in the morning", nor what is booked."""
    near = context.treated <= 3 and context.treated_left
    return (
        near
        and context.symptom == FAR
        and cues.PAST.search(context.left) is not None
        and not cues.BOOKED.search(context.clause)
        and not felt.HABIT.search(context.clause)
    )


def _gestation(context: Context) -> bool:
    """ "I'm 12 weeks gone", "I am 3 months pregnant"."""
    left = context.left
    if context.clause.endswith(" gone ") and elsewhere.GONE_WITH_CHILD.search(left):
        return True
    return left.endswith((" im ", " am ")) and bool(
        elsewhere.PREGNANT.search(context.sentence_right)
    )


def _tonight(context: Context) -> Verdict:
    """ "Tonight" tells of a symptom that has begun, unless it is asked about or feared."""
    words = context.sentence
    if (
        cues.ADVICE.search(words)
        or cues.BOOKED.search(context.clause)
        or asked.HYPOTHESIS.search(words)
        or asked.MAY_I.search(words)
        or asked.QUESTION_OPENING.match(words)
    ):
        return "X"
    if context.treated <= 3 and cues.PAST.search(context.clause):
        return "T"
    return "o" if context.symptom < FAR or context.began < FAR else "X"


def _of_a_lot_or_visit(expression: Expression, context: Context) -> Verdict | None:
    """ "My last lot was in May", "Monday was my review", "Tuesday was when I came in"."""
    left, right = context.left, context.right
    if cues.dates_lot(left, right) and not asked.QUESTION_OPENING.match(context.clause):
        later = treated.THIS_TIME.search(context.sentence)
        return "X" if later or cues.BOOKED.search(left) else "T"
    if treated.IS_REVIEW.match(right) or cues.EARLIER.search(context.around):
        return "X"
    if treated.IS_TREATMENT.match(right) or treated.I_CAME.match(right):
        return "T"
    return None


def _of_something_else(expression: Expression, context: Context) -> Verdict | None:
    """A peel's day, a day to compare with, last year; but "if I had it done today" is ours."""
    left = context.left
    if asked.CONSIDERED.search(left) and expression.form != "ago":
        return "X"
    if expression.form in {"length", "month"} and _settled_life(expression, context):
        return "X"
    if cues.OTHER_TREATMENT.search(context.clause) and _of_other_treatment(context):
        return "X"
    if NO_CHANGE.search(left):
        return "X"
    near = context.treated <= 4 or context.area <= 4
    if near and asked.IF_HAD.search(left) and _passed(expression):
        return "T"
    if elsewhere.LAST_YEAR.match(context.right):
        return "X"
    if expression.form != "length" and treated.EXCEPT.search(left):
        return "X"
    return None


def _settled_life(expression: Expression, context: Context) -> bool:
    """ "I live here since one month", "I teach since ten years": how long one has led a life."""
    if context.treated < FAR:
        return False
    if expression.form == "length" and expression.unit not in {"week", "month", "year"}:
        return False
    if context.symptom < FAR or context.began < FAR:
        return False
    return expression.unit == "year" or elsewhere.LIFE.search(context.clause) is not None


def _of_other_treatment(context: Context) -> bool:
    """Whether a time in a clause with a flu jab or a peel is the peel's, not the botox's."""
    if lengths.COUNTED_AFTER.match(context.right):
        other = cues.OTHER_TREATMENT.search(context.right)
        if other and not treated.NAMES_TOXIN.search(context.right[: other.start() + 1]):
            return True
    rest = context.sentence_right[len(context.right.rstrip()) :]
    joined = rest[:24] + " " if rest.startswith((" and ", " + ")) else ""
    return treated.NAMES_TOXIN.search(context.clause + joined) is None


def _passed(expression: Expression) -> bool:
    """Whether a time after "if I had it done" is surely over: "this morning", "two days ago"."""
    recent = expression.form in {"today", "point"} and expression.days[1] <= 1
    return recent or expression.form == "ago"


def _on_clock(context: Context) -> Verdict:
    """ "At 2": the treatment's where one is told of beside it."""
    having = treated.FROM_HAVING.match(context.right)
    if having and names_treatment(having[1]):
        return "T"
    if context.left.endswith((" is ", " are ")) and context.treated <= 3:
        return "X"  # "my jabs are at four" is still to come
    placed = context.area <= 3 and context.symptom == FAR
    told = context.treated <= 3 or placed and cues.PAST.search(context.clause)
    return "t" if told else "X"
