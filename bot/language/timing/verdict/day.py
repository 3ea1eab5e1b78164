"""A day: "on Tuesday", "this morning", "3 weeks ago", "in February"."""

from __future__ import annotations

from bot.language.timing import cues
from bot.language.timing.context import FAR, Context
from bot.language.timing.expression import Expression
from bot.language.timing.verdict.letters import (
    CLOCK_UNITS,
    Verdict,
    first_verdict,
    names_treatment,
)
from bot.language.timing.verdict.other_day import awaited, is_of_something_else
from bot.language.timing.wording import asked, days, felt, since, treated


def on_day(expression: Expression, context: Context) -> Verdict:
    """The verdict on a day, a part of one, or a month."""
    rules = (
        _until,
        _of_papers,
        _of_something_else,
        _of_treatment_itself,
        _is_a_day,
        _by,
        _after_area,
        _passing,
        _bare_today,
        _awaited,
        _beginning,
        _errand,
        _beside_treatment,
    )
    return first_verdict(rules, expression, context) or _untreated(expression, context)


def _until(expression: Expression, context: Context) -> Verdict | None:
    """ "Fine until yesterday" tells when it began."""
    if not since.UNTIL.search(context.left):
        return None
    words = context.sentence_left + context.right
    asks = cues.ADVICE.search(words) or cues.BOOKED.search(words) or asked.MAY_I.search(words)
    recent = expression.form in {"ago", "today"} or expression.unit == "past"
    return "O" if cues.FINE.search(words) or recent and not asks else "X"


def _of_something_else(expression: Expression, context: Context) -> Verdict | None:
    return "X" if is_of_something_else(expression, context) else None


def _of_papers(expression: Expression, context: Context) -> Verdict | None:
    """ "My card says Tuesday"."""
    return "T" if treated.PAPERS_SAY.search(context.left) else None


def _of_treatment_itself(expression: Expression, context: Context) -> Verdict | None:
    """ "Day 0 was Monday", "Friday from having my chin done"."""
    left = context.left
    if treated.THIS_ONE.search(left) or treated.DAY_NAUGHT.search(left):
        return "T"
    having = treated.FROM_HAVING.match(context.right)
    if having and names_treatment(having[1]) and not cues.BOOKED.search(left):
        return "T"
    return None


def _is_a_day(expression: Expression, context: Context) -> Verdict | None:
    """ "Brunch is tuesday"."""
    left = context.left
    if expression.form == "point" and days.IS_DAY.search(left) and not days.TODAY_IS.search(left):
        return "X"
    return None


def _by(expression: Expression, context: Context) -> Verdict | None:
    """ "By Sunday it hung": a beginning, where a symptom is told and nothing asked."""
    if not days.BY.search(context.left):
        return None
    asks = cues.BOOKED.search(context.clause) or cues.ADVICE.search(context.clause)
    told = context.symptom < FAR or context.began < FAR or " had " in context.right
    return "o" if told and not asks else "X"


def _after_area(expression: Expression, context: Context) -> Verdict | None:
    """ "A lump after the masseters on Friday"."""
    found = treated.AFTER_SOMETHING.search(context.left)
    if found is None or cues.BOOKED.search(context.left):
        return None
    return "T" if any(cues.role(word) == "A" for word in (found[1] or found[2]).split()) else None


def _passing(expression: Expression, context: Context) -> Verdict | None:
    """Today's own date, "today twice", "a bit worse today", "worse Wednesday"."""
    form, left = expression.form, context.left
    if form in {"point", "month"} and days.CURRENT_DATE.search(left):
        if not treated.SAYS_TREATED.search(context.clause):
            return "X"
    if felt.SO_MANY_TIMES.match(context.right):
        return "X"
    if form in {"today", "point"} and context.treated > 3 and context.began == FAR:
        trend = cues.TREND.search(context.clause)
        if trend and (form == "today" or trend.end() >= len(left) - 1 and context.area > 3):
            return "X"
    return None


def _bare_today(expression: Expression, context: Context) -> Verdict | None:
    """The word "today" in a clause that names nothing of ours."""
    bare = expression.form == "today" and expression.end - expression.start == len("today")
    named = min(context.symptom, context.area, context.treated, context.began) < FAR
    if not bare or named:
        return None
    if felt.PASSED_OUT.search(context.clause) or felt.MANY_TIMES.search(context.left):
        return None
    return "t" if context.alone or cues.FINE.search(context.clause) else "X"


def _awaited(expression: Expression, context: Context) -> Verdict | None:
    return "X" if expression.form in {"point", "month", "today"} and awaited(context) else None


def _beginning(expression: Expression, context: Context) -> Verdict | None:
    """ "It started on Monday"; "it started after the botox on Monday" dates the botox."""
    if context.began >= 12 or context.began > min(context.treated, context.symptom):
        return None
    told = context.treated < FAR and context.treated_left
    return "T" if told and treated.AFTER_BEGINNING.search(context.left) else "O"


def _errand(expression: Expression, context: Context) -> Verdict | None:
    """ "The wedding was on Saturday"."""
    if min(context.treated, context.symptom) <= 3 or context.area <= 2:
        return None
    return "X" if cues.errand(context.left if context.treated_left else context.around) else None


def _beside_treatment(expression: Expression, context: Context) -> Verdict | None:
    """A day in a clause that names the treatment, and perhaps a symptom nearer by."""
    left = context.left
    if context.treated == FAR:
        had = context.area < 5 and context.symptom == FAR and treated.HAD_AREA.search(left)
        return "T" if had else None
    adjacent = context.treated <= 2 and context.treated_left
    if context.treated > 4 and not adjacent and cues.errand(left):
        return "X"
    both_before = context.symptom_left and context.treated_left
    if both_before and context.symptom <= 2 < context.treated and days.TOLD_TIME.search(left):
        return "O"  # "jabbed Monday, eye drooping Thursday"
    if context.symptom >= context.treated:
        return "T"
    if both_before and context.treated > 4:
        return "O"
    if context.treated_left:
        return "T"
    if context.began < FAR:
        return "O"
    told_first = context.symptom < 3 and expression.form in {"point", "today"}
    return "o" if told_first and not treated.HAD.search(context.right) else "T"


def _untreated(expression: Expression, context: Context) -> Verdict:
    """A day in a clause that names no treatment."""
    form = expression.form
    if expression.unit == "meal" and _is_habit(context):
        return "X"
    if treated.IT_WAS.search(context.left):
        return "t"
    symptom = context.symptom < FAR or context.faint and context.area >= 4
    if form == "ago":
        return _ago(expression, context, symptom=symptom)
    if symptom and form != "vague":
        placed = context.area < 3 and context.symptom > context.area + 4 and form != "today"
        return "t" if placed else "o"
    yesterday = form == "point" and expression.days == (1, 1) and context.area == FAR
    if (form == "today" or yesterday) and context.telling_words > 2:
        return "o"
    if form == "today":
        return "t"
    return "T" if context.area < 4 and context.size < 8 else "t"


def _is_habit(context: Context) -> bool:
    """ "It quivers at breakfast"."""
    return felt.HABIT.search(context.clause) is not None or any(
        word.endswith("s") and cues.role(word) == "S" for word in context.around.split()
    )


def _ago(expression: Expression, context: Context, *, symptom: bool) -> Verdict:
    """ "An hour ago" is a symptom's, "3 weeks ago" a treatment's, unless it came suddenly."""
    if symptom and expression.unit in CLOCK_UNITS and context.area == FAR:
        return "o"
    if symptom and felt.SUDDENLY.search(context.clause):
        return "o"
    return "T" if context.area < FAR and not symptom else "t"
