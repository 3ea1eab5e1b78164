"""Days that date nothing of ours: today's date, what is asked or awaited, the rest of a life."""

from __future__ import annotations

from bot.language.timing import cues
from bot.language.timing.context import FAR, Context
from bot.language.timing.expression import Expression
from bot.language.timing.wording import asked, days, elsewhere, treated


def is_of_something_else(expression: Expression, context: Context) -> bool:
    """Whether a day is surely neither the treatment's nor the symptom's."""
    return (
        _is_now(expression, context)
        or _is_asked(expression, context)
        or _is_in_the_calendar(expression, context)
        or _is_of_other_business(context)
    )


def _is_now(expression: Expression, context: Context) -> bool:
    """ "Today is day 11", today's own date."""
    if expression.form == "today" and days.BECAME.match(context.right):
        return True
    return expression.unit == "date" and context.treated > 3 and context.area > 3


def _is_asked(expression: Expression, context: Context) -> bool:
    """A day that is moved to, asked for or supposed."""
    form, left = expression.form, context.left
    if context.treated == FAR:
        if form != "ago" and asked.WHAT_IF.search(context.sentence_left):
            return True
        if form == "month" and asked.QUESTION_OPENING.match(context.clause):
            return True
    return bool(
        asked.MOVED.search(left)
        or days.BY_THEN.search(context.right)
        or asked.DATE_ASKED.search(context.sentence_left)
        or asked.NOT_THAT_DAY.search(left)
        or asked.HYPOTHETICAL.search(left)
        or form == "point"
        and asked.ANY_DAY.search(left)
        or asked.ASKS_SLOT.search(left)
        or asked.MY_APPOINTMENT.match(context.clause)
    )


def _is_in_the_calendar(expression: Expression, context: Context) -> bool:
    """ "My birthday is on Friday", "have a nice Sunday", "I'm a bridesmaid in October"."""
    left = context.left
    if elsewhere.BIRTHDAY.search(left) or elsewhere.GREETS.search(left):
        return True
    unnamed = min(context.treated, context.symptom, context.area) == FAR
    ahead = expression.form == "month" and unnamed and days.AHEAD_IN.search(left)
    return bool(ahead) and not cues.PAST.search(context.clause)


def _is_of_other_business(context: Context) -> bool:
    """The clinic was closed, a quote was asked for, a test came back, the news were on."""
    clause = context.clause
    if (
        elsewhere.OPEN_THEN.search(clause)
        or elsewhere.ON_THE_NEWS.search(context.left)
        or elsewhere.TEST_CAME.search(clause)
        or elsewhere.WAS_SUCH.match(context.right)
    ):
        return True
    if context.symptom < FAR:
        return False
    return bool(
        context.treated == FAR
        and elsewhere.ADMIN.search(clause)
        or elsewhere.MISSED.search(clause)
        or not context.faint
        and elsewhere.STARTED_OTHER.search(clause)
    )


def awaited(context: Context) -> bool:
    """Whether the day is still to come: a booking, a holiday, a wish."""
    left = context.left
    if not cues.BOOKED.search(left):
        return False
    waiting = asked.AWAITED.search(left) is not None
    if cues.PAST.search(context.clause):
        return waiting and not treated.WAS_BEFORE.search(left)
    adjacent = context.treated <= 2 and context.treated_left
    return waiting or treated.VISIT.search(left) is not None or not adjacent
