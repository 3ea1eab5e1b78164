""" "Day 8", "week 2": since the treatment unless it is a plan, a question, a beginning."""

from __future__ import annotations

from bot.language.timing import cues
from bot.language.timing.context import FAR, Context
from bot.language.timing.expression import Expression
from bot.language.timing.verdict.letters import Verdict, first_verdict
from bot.language.timing.wording import asked, days, since, treated


def on_day_number(expression: Expression, context: Context) -> Verdict:
    """The verdict on a numbered day or week."""
    verdict = first_verdict((_of_another_course, _beginning, _planned), expression, context)
    return verdict or ("a" if context.began < 6 else "T")


def _of_another_course(expression: Expression, context: Context) -> Verdict | None:
    """ "Day 0 was Monday", "third day of headache", "day 3 of my period"."""
    right = context.right
    if days.BETWEEN.search(context.sentence_left):
        return "X"
    named = days.NAMES_A_DAY.match(right) or context.treated <= 2
    if expression.days == (0, 0) and named or asked.USUALLY.match(context.sentence):
        return "X"
    of = treated.OF_TREATMENT.match(right)
    if of and cues.role(of[1]) == "S":
        return "O"
    if days.OF_OTHER_COURSE.match(right) or asked.DOES_IT.match(context.clause):
        return "X"
    return None


def _beginning(expression: Expression, context: Context) -> Verdict | None:
    """ "From about day 3 it hung", "fine until day 4"."""
    left = context.left
    if days.AROUND_DAY.search(left) and context.tells_symptom:
        if days.EXPECTED.search(left):
            return "X"  # "it should be gone by day 7"
        if not context.advises and not cues.BOOKED.search(left):
            return "A"
    return "A" if since.UNTIL.search(left) and cues.FINE.search(left) else None


def _planned(expression: Expression, context: Context) -> Verdict | None:
    """ "Before day 3", "can I lift weights day 2", "what happens on day 5"."""
    left = context.left
    if days.BEFORE_DAY.search(left) or days.DAY_IS_PLANNED.match(context.right):
        if context.treated < 3 and days.DAY_OF_TREATMENT.search(left):
            return "T"
        return "A" if days.FROM_DAY.search(left) else "X"
    if asked.WHAT_IF.search(context.sentence_left) and not days.IM_ON.search(left):
        return "X"  # "suppose I had more on day 5"
    if (
        context.symptom == FAR
        and (asked.MAY_I.search(left) or cues.errand(context.clause))
        or left.endswith(" is ")
        and days.WHEN_DONE.match(context.sentence_right)
        or asked.DAY_IF.search(left)
        and cues.BOOKED.search(left)
        or expression.unit == "week"
        and context.advises
        or asked.WHAT_HAPPENS.search(context.clause)
    ):
        return "X"
    return None
