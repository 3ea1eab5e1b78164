"""What one time dates, judged by its own clause alone.

Verdicts: `T` treatment, `O` onset, `B` both, `X` neither; `t` and `o` are likely but wait for the rest
of the message; `A` counts from the treatment ("2 days after"), `a` may ("started on day 4"); `C` names
the treatment it counts from ("4 days after the jaw botox") and is its date unless another is told.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.language.timing import cues
from bot.language.timing import wording as w
from bot.language.timing.context import FAR, Context
from bot.language.timing.expression import Expression

Verdict = Literal["T", "t", "O", "o", "B", "A", "a", "C", "X"]
CLOCK_UNITS = frozenset({"hour", "minute", "second"})


def verdict_on(expression: Expression, context: Context) -> Verdict:
    """The verdict on one time in its context."""
    form, left = expression.form, context.left
    if form == "future" and expression.days == (0, 0):
        return _tonight(context)
    if expression.unit == "began":
        return "o"
    if expression.unit == "woke":
        words = context.sentence_left + context.sentence_right
        tells = any(cues.role(word) == "S" for word in words.split()) or context.faint
        return "o" if tells and not w.WOKE_ELSEWHERE.search(words) else "X"
    if (
        form == "ago"
        and context.clause.endswith(" gone ")
        and w.GONE_WITH_CHILD.search(context.left)
    ):
        return "X"
    if (
        form == "ago"
        and w.PREGNANT.search(context.sentence_right)
        and left.endswith((" im ", " am "))
    ):
        return "X"
    if form in {"future", "never"} or form == "ago" and expression.unit == "year":
        return "X"
    if form == "after":
        return "A"
    if cues.dates_lot(left, context.right) and not w.QUESTION_OPENING.match(context.clause):
        later = w.THIS_TIME.search(context.sentence_left + context.sentence_right)
        return "X" if later or cues.BOOKED.search(left) else "T"
    if w.IS_REVIEW.match(context.right) or cues.EARLIER.search(context.around):
        return "X"
    if w.IS_TREATMENT.match(context.right) or w.I_CAME.match(context.right):
        return "T"
    if cues.OTHER_TREATMENT.search(context.clause) and _of_other_treatment(context):
        return "X"
    if w.NO_CHANGE.search(context.left):
        return "X"
    if (
        w.IF_HAD.search(left)
        and (context.treated <= 4 or context.area <= 4)
        and _passed(expression)
    ):
        return "T"
    if w.LAST_YEAR.match(context.right) or form != "length" and w.EXCEPT.search(context.left):
        return "X"
    since = _since(expression, context)
    if since is not None:
        return since
    if form == "length":
        return _length(expression, context)
    if form == "day_number":
        return _day_number(expression, context)
    if form == "clock":
        having = w.FROM_HAVING.match(context.right)
        if having and _names(having[1]):
            return "T"
        placed = context.area <= 3 and context.symptom == FAR
        told = context.treated <= 3 or placed and cues.PAST.search(context.clause)
        return "t" if told else "X"
    return _point(expression, context)


def _tonight(context: Context) -> Verdict:
    """ "Tonight" tells of a symptom that has begun, unless it is asked about or feared."""
    words = context.sentence_left + context.sentence_right
    asks = cues.ADVICE.search(words) or cues.BOOKED.search(context.clause)
    if (
        asks
        or w.HYPOTHESIS.search(words)
        or w.MAY_I.search(words)
        or w.QUESTION_OPENING.match(words)
    ):
        return "X"
    if context.treated <= 3 and cues.PAST.search(context.clause):
        return "T"
    return "o" if context.symptom < FAR or context.began < FAR else "X"


def _names(words: str) -> bool:
    return any(cues.role(word) in {"T", "A"} for word in words.split())


def _of_other_treatment(context: Context) -> bool:
    """Whether a time in a clause with a flu jab or a peel is the peel's, not the botox's."""
    if w.COUNTED_AFTER.match(context.right):
        other = cues.OTHER_TREATMENT.search(context.right)
        if other and not w.NAMES_TOXIN.search(context.right[: other.start() + 1]):
            return True
    rest = context.sentence_right[len(context.right.rstrip()) :]
    joined = rest[:24] + " " if rest.startswith((" and ", " + ")) else ""
    return w.NAMES_TOXIN.search(context.clause + joined) is None


def _since(expression: Expression, context: Context) -> Verdict | None:
    """ "since Tuesday" is onset; "since the botox on Tuesday" is both."""
    left = context.left
    if w.MOVED.search(left) and expression.form != "length":
        return "X"
    if w.BRUISE_FROM.search(left) and expression.form == "point":
        return "T"
    if w.OF_MARKS.search(left) and expression.form in {"point", "ago", "today"}:
        return "T"
    if expression.form == "length" and w.AFTER_NOW.match(context.right):
        return None
    if w.ON_SINCE.search(left):
        return "X"
    if w.SINCE.search(left):
        said_since = " since " in left
        when = w.WHEN_TREATED.match(context.sentence_right)
        if when and (_names(when[1]) or w.SOMEBODY_TREATED.search(when[1])):
            return "B"
        had = w.HAD_TREATMENT.match(context.right)
        if had and expression.form == "length" and _names(had[1]):
            return "T"
        if said_since and w.HAD_SINCE.search(left) and context.symptom == FAR:
            return "t"
        if not said_since and (context.treated <= 3 or w.FROM_PAPERS.search(left)):
            return "T" if context.treated <= 3 and context.treated_left else "X"
        if any(cues.role(word) == "T" for word in context.right.split()[:3]):
            return "B" if said_since else "T"
        return "O"
    found = w.SINCE_SOMETHING.search(left)
    if found is None or w.SINCE_TIME.match(found.group(1)):
        return None
    if expression.form == "length" and w.SOMETHING_LASTS.search(left):
        return None
    if w.THE_DAY_AFTER.match(found.group(1)):
        return "T"
    roles = {cues.role(word) for word in found.group(1).split()}
    if not roles & {"T", "A"} and not w.SOMEBODY_TREATED.search(found.group(1)):
        happened = expression.form in {"point", "today", "ago"} and w.SOMETHING_HAPPENED.match(
            found[1]
        )
        return "O" if happened else None
    if "B" in roles:
        return "O"
    return "B" if _tells_symptom(context) else "T"


def _passed(expression: Expression) -> bool:
    """Whether a time after "if I had it done" is surely over: "this morning", "two days ago"."""
    recent = expression.form in {"today", "point"} and expression.days[1] <= 1
    return recent or expression.form == "ago"


def _symptom_told(context: Context) -> bool:
    words = (context.before + context.sentence_left + context.sentence_right).split()
    return any(cues.role(word) in {"S", "B"} for word in words)


def _tells_symptom(context: Context) -> bool:
    words = (context.sentence_left + context.sentence_right).split()
    return len(words) > 6 or any(cues.role(word) in {"S", "s"} for word in words)


def _length(expression: Expression, context: Context) -> Verdict:
    """ "3 weeks": since the treatment, of the symptom, or of something else."""
    left, right, unit = context.left, context.right, expression.unit
    general = cues.ADVICE.search(context.clause) is not None
    counted = w.SINCE_NOW.match(right) or _stands_in(right)
    if unit == "year":
        return "X"
    if context.with_article and expression.days == (1, 1) and unit in {"day", "night"}:
        if not counted and not w.ONE_UNIT.search(left) and not w.OLD.match(right):
            return "X"  # "a day", "one day"
    if counted:
        return _counted_length(context, general)
    treatment = w.OF_TREATMENT.match(right)
    if treatment and cues.role(treatment[1]) in {"T", "A"} and not general:
        return "A" if w.WITHIN.search(left) and context.tells_symptom else "T"
    if w.HOW_LONG.search(context.sentence_left):
        return "X"
    sentence = context.sentence_left + context.sentence_right
    own = w.NAMES_TOXIN.search(sentence) or any(cues.role(word) == "A" for word in sentence.split())
    if w.PREGNANT.search(sentence) or w.BABY.search(sentence) and not own:
        return "X"
    if w.MORE_LIKE.search(left):
        return "t"
    exact = expression.days[0] == expression.days[1]
    if w.THE_FIRST.search(left) and exact and cues.FINE.search(sentence) and not general:
        return "A"
    if w.BEEN_THERE.match(right):
        return "O"
    if w.BEEN_IN.search(left) and not general:
        return "T"
    if unit in CLOCK_UNITS and w.ITS_BEEN.search(left) and _symptom_told(context):
        return "O"
    if w.LIKE_THIS.search(left):
        return "O"
    if w.TOO_LONG.match(right):
        return "X"
    if w.I_MEANT.search(left) or left.endswith(" is ") and w.TOO_SOON.match(right):
        return "t"
    if w.WAITED.search(left) and unit not in CLOCK_UNITS and not w.MAY_I.search(left):
        return "t"
    if w.HOW_LONG.search(context.before) and context.alone:
        return "X"
    if context.with_article and w.FREQUENCY.search(left) or w.IS_ADJECTIVE.match(right):
        return "X"
    if w.WHAT_IF.search(context.sentence_left) or w.PAST_YEARS.search(context.sentence_left):
        return "X"
    if w.LAST.search(left):
        verb = w.QUESTION_OPENING.match(left) and not w.THE_LAST.search(left)
        return "X" if general or verb else "O"
    if w.OF_SYMPTOM.match(right) and not general and not cues.BOOKED.search(left):
        return "O" if context.tells_symptom or w.OF_THIS.match(right) else "X"
    if w.OLD.match(right) and unit in {"day", "week", "hour", "night", "sleep"}:
        beside = [cues.role(word) for word in right.split()[:4] + left.split()[-5:]]
        if "S" in beside and "T" not in beside:
            return "O"
        if any(role in {"T", "A"} for role in beside):
            return "T"
    if w.LENGTH_OF_SOMETHING.match(right) or w.OFF_THE_DRINK.search(left):
        return "X"
    if w.AFTER_LENGTH.search(left):
        if w.NO_EFFECT.search(left) and not w.HYPOTHESIS.search(left):
            return "t"
        asks = w.QUESTION_OPENING.match(context.clause) or w.JUDGES_RESULT.search(context.clause)
        versus = w.VERSUS.search(context.sentence_right)
        waits = w.IF.search(left) or cues.BOOKED.search(left) or w.HYPOTHESIS.search(left)
        judged = w.JUDGES_RESULT.search(context.clause)
        if left.endswith(" at ") and context.symptom < FAR and not (versus or waits or judged):
            return "t"  # "is it usual for the twitch to carry on at 12 days"
        return "X" if versus or general or asks or waits else "t"
    if w.TREATED_LENGTH.search(left) and not w.LASTS_LENGTH.search(left):
        planned = general and w.ASKS_LENGTH.search(left) is not None
        return "X" if planned or cues.BOOKED.search(left) and unit != "day" else "T"
    if w.OPEN_THEN.search(context.clause):
        return "X"
    if left.endswith(" for a ") and right.startswith((" now ", " already ")):
        left = left.removesuffix("a ")  # "weak for a few days now"
    if w.FOR.search(left) and not w.SOMETHING_LASTS.search(left):
        if w.ADMIN.search(context.clause):
            return "X"
        if general or cues.BOOKED.search(left) or w.SPENT_FOR.search(left):
            return "X"
        if cues.EARLIER.search(context.sentence_left) or w.YEARS.search(context.sentence_left):
            return "X"
        present = w.STILL_SO.search(context.clause) or context.tells_symptom
        return "O" if present or context.size <= 1 else "X"
    if w.WITHIN.search(left) and not general and (w.OF.match(right) or context.tells_symptom):
        return "A"
    if w.SOMETHING_LASTS.search(left) or general and (context.size > 3 or w.SAYS.search(left)):
        return "X"
    return _bare_length(expression, context)


def _stands_in(right: str) -> bool:
    """Whether "8 days" is followed by an "in", "on" or "later" that ends the thought."""
    return w.IN_OR_ON.match(right) is not None


def _counted_length(context: Context, general: bool) -> Verdict:
    """ "8 days since …", "8 days in", "2 days after …"."""
    left, right = context.left, context.right
    if w.WHAT_IF.search(context.sentence_left) or w.HYPOTHESIS.search(left):
        return "X"
    if w.DATE_ASKED.search(context.sentence_left):
        return "X"
    after = w.COUNTED_AFTER.match(right)
    if right.startswith(" later ") and w.MAY_TURN_UP.search(left):
        return "X"
    if right.startswith(" in ") and w.MAY_COME_IN.search(left):
        return "X"
    if w.MAY_HAPPEN.match(context.clause) or w.INTO_OTHER.match(right) and not _names(right[6:30]):
        return "X"
    if after and w.PAST_YEARS.search(context.sentence_left + context.sentence_right):
        return "X"
    if after and w.FOR.search(left) and not right.startswith(" on "):
        return "X"  # "it drooped for a month after"
    if after and cues.OTHER_TREATMENT.search(left):
        return "X"
    if w.IF_BEFORE_LENGTH.search(left) and general or w.IF.search(left) or w.MAY_I.search(left):
        return "X"
    if w.JUST_IN_OR_ON.match(right) and w.SPENT_IN.search(left):
        return "X"
    if right.startswith(" past ") and not _names(" ".join(right.split()[1:5])):
        return "X"
    if not after:
        return "A" if context.began < 5 and right.startswith((" in ", " on ")) else "T"
    if cues.errand(left):
        return "X"
    own = context.began == FAR and not w.HAPPENED_THEN.search(left)
    return "C" if own and _names(" ".join(right.split()[1:6])) else "A"


def _bare_length(expression: Expression, context: Context) -> Verdict:
    """A length with nothing telling on either side: most often since the treatment."""
    left = context.left
    if w.BEEN_SO.search(left) and context.symptom <= 3 and context.symptom_left:
        return "O"
    if w.BEGAN_LENGTH.search(left):
        return "O"
    if expression.unit in CLOCK_UNITS:
        return "t" if context.alone or context.treated <= 3 or context.area <= 2 else "X"
    if context.began < 4:
        return "o"
    return "T" if context.area <= 3 and not context.tells_symptom else "t"


def _day_number(expression: Expression, context: Context) -> Verdict:
    """ "day 8", "week 2": since the treatment unless it is a plan, a question, a beginning."""
    left = context.left
    if w.BETWEEN.search(context.sentence_left):
        return "X"
    if expression.days == (0, 0) and (w.NAMES_A_DAY.match(context.right) or context.treated <= 2):
        return "X"  # "day 0 was Monday"
    if w.USUALLY.match(context.sentence_left + context.sentence_right):
        return "X"
    of = w.OF_TREATMENT.match(context.right)
    if of and cues.role(of[1]) == "S":
        return "O"  # "third day of headache"
    if w.OF_OTHER_COURSE.match(context.right) or w.DOES_IT.match(context.clause):
        return "X"
    asks = cues.ADVICE.search(context.clause) or cues.BOOKED.search(left)
    if w.AROUND_DAY.search(left) and context.tells_symptom and not asks:
        return "A"
    if w.UNTIL.search(left) and cues.FINE.search(left):
        return "A"
    if w.BEFORE_DAY.search(left) or w.DAY_IS_PLANNED.match(context.right):
        if w.DAY_OF_TREATMENT.search(left) and context.treated < 3:
            return "T"
        return "A" if w.FROM_DAY.search(left) else "X"
    if context.symptom == FAR and (w.MAY_I.search(left) or cues.errand(context.clause)):
        return "X"  # "can I lift weights day 2"
    if left.endswith(" is ") and w.WHEN_DONE.match(context.sentence_right):
        return "X"
    if w.DAY_IF.search(left) and cues.BOOKED.search(left):
        return "X"
    if expression.unit == "week" and cues.ADVICE.search(context.clause):
        return "X"
    if w.WHAT_HAPPENS.search(context.clause):
        return "X"
    return "a" if context.began < 6 else "T"


def _point(expression: Expression, context: Context) -> Verdict:
    """A day: "on Tuesday", "this morning", "3 weeks ago", "in February"."""
    form, left = expression.form, context.left
    if w.UNTIL.search(left):
        words = context.sentence_left + context.right
        asks = cues.ADVICE.search(words) or cues.BOOKED.search(words) or w.MAY_I.search(words)
        recent = (form in {"ago", "today"} or expression.unit == "past") and not asks
        return "O" if cues.FINE.search(words) or recent else "X"
    if form == "today" and w.BECAME.match(context.right):
        return "X"  # "today is day 11"
    if expression.unit == "date" and context.treated > 3 and context.area > 3:
        return "X"  # today's own date
    if (
        w.MOVED.search(left)
        or w.BY_THEN.search(context.right)
        or w.DATE_ASKED.search(context.sentence_left)
    ):
        return "X"
    if w.WHAT_IF.search(context.sentence_left) and context.treated == FAR and form != "ago":
        return "X"
    if w.NOT_THAT_DAY.search(left) or w.HYPOTHETICAL.search(left):
        return "X"
    if form == "point" and w.ANY_DAY.search(left) or w.BIRTHDAY.search(left):
        return "X"
    if (
        w.OPEN_THEN.search(context.clause)
        or w.ASKS_SLOT.search(left)
        or w.MY_APPOINTMENT.match(context.clause)
        or w.GREETS.search(left)
    ):
        return "X"
    if form == "month" and w.AHEAD_IN.search(left) and not cues.PAST.search(context.clause):
        if min(context.treated, context.symptom, context.area) == FAR:
            return "X"  # "I'm a bridesmaid in October"
    if w.ADMIN.search(context.clause) and context.treated == context.symptom == FAR:
        return "X"
    if w.MISSED.search(context.clause) and context.symptom == FAR:
        return "X"
    if w.ON_THE_NEWS.search(left):
        return "X"
    if w.TEST_CAME.search(context.clause) or w.WAS_SUCH.match(context.right):
        return "X"
    if form == "month" and w.QUESTION_OPENING.match(context.clause) and context.treated == FAR:
        return "X"
    if w.STARTED_OTHER.search(context.clause) and context.symptom == FAR and not context.faint:
        return "X"
    if w.PAPERS_SAY.search(left) or w.THIS_ONE.search(left):
        return "T"
    if w.DAY_NAUGHT.search(left):
        return "T"
    having = w.FROM_HAVING.match(context.right)
    if having and _names(having[1]) and not cues.BOOKED.search(left):
        return "T"
    if form == "point" and w.IS_DAY.search(left) and not w.TODAY_IS.search(left):
        return "X"  # "brunch is tuesday"
    if w.BY.search(left):
        asks = cues.BOOKED.search(context.clause) or cues.ADVICE.search(context.clause)
        told = context.symptom < FAR or context.began < FAR or " had " in context.right
        return "o" if told and not asks else "X"
    if _after_area(left) and not cues.BOOKED.search(left):
        return "T"
    if form in {"point", "month"} and w.CURRENT_DATE.search(left):
        if not w.SAYS_TREATED.search(context.clause):
            return "X"
    if w.SO_MANY_TIMES.match(context.right):
        return "X"
    trend = cues.TREND.search(context.clause)
    if trend and form in {"today", "point"} and context.treated > 3 and context.began == FAR:
        if form == "today" or trend.end() >= len(left) - 1 and context.area > 3:
            return "X"  # "a bit worse today", "worse Wednesday"
    if form == "today" and context.treated > 3 and context.began == FAR:
        if (
            expression.end - expression.start == 5
            and context.symptom == context.area == context.treated == FAR
            and not (w.PASSED_OUT.search(context.clause) or w.MANY_TIMES.search(left))
        ):
            return "X" if not context.alone and not cues.FINE.search(context.clause) else "t"
    if form in {"point", "month", "today"} and _awaited(context):
        return "X"
    if context.began < 12 and context.began <= min(context.treated, context.symptom):
        after = context.treated < FAR and context.treated_left and w.AFTER_BEGINNING.search(left)
        return "T" if after else "O"
    errand = cues.errand(left if context.treated_left else context.around)
    if errand and min(context.treated, context.symptom) > 3 and context.area > 2:
        return "X"
    if context.treated < FAR:
        return _beside_treatment(expression, context)
    if w.HAD_AREA.search(left) and context.area < 5 and context.symptom == FAR:
        return "T"
    return _untreated(expression, context)


def _after_area(left: str) -> bool:
    """Whether "after" and an area come before the time: "bruise after crows feet yesterday"."""
    found = w.AFTER_SOMETHING.search(left)
    return found is not None and any(cues.role(word) == "A" for word in found.group(1).split())


def _awaited(context: Context) -> bool:
    """Whether the day is still to come: a booking, a holiday, a wish."""
    left = context.left
    if not cues.BOOKED.search(left):
        return False
    waiting = w.AWAITED.search(left)
    if cues.PAST.search(context.clause):
        return waiting is not None and not w.WAS_BEFORE.search(left)
    adjacent = context.treated <= 2 and context.treated_left
    return bool(waiting or w.VISIT.search(left) or not adjacent)


def _beside_treatment(expression: Expression, context: Context) -> Verdict:
    """A day in a clause that names the treatment, and perhaps a symptom nearer by."""
    adjacent = context.treated <= 2 and context.treated_left
    if cues.errand(context.left) and not adjacent and context.treated > 4:
        return "X"
    told = w.TOLD_TIME.search(context.left)
    if (
        told
        and context.symptom_left
        and context.treated_left
        and context.symptom <= 2 < context.treated
    ):
        return "O"  # "jabbed Monday, eye drooping Thursday"
    if context.symptom < context.treated:
        if context.symptom_left and context.treated_left and context.treated > 4:
            return "O"
        if not context.treated_left and context.began < FAR:
            return "O"
        told_first = context.symptom < 3 and not context.treated_left
        if told_first and expression.form in {"point", "today"} and not w.HAD.search(context.right):
            return "o"
    return "T"


def _untreated(expression: Expression, context: Context) -> Verdict:
    """A day in a clause that names no treatment."""
    form = expression.form
    if expression.unit == "meal" and (
        w.HABIT.search(context.clause)
        or any(word.endswith("s") and cues.role(word) == "S" for word in context.around.split())
    ):
        return "X"  # "it quivers at breakfast"
    if w.IT_WAS.search(context.left):
        return "t"
    symptom = context.symptom < FAR or context.faint and context.area >= 4
    if form == "ago":
        if symptom and expression.unit in CLOCK_UNITS and context.area == FAR:
            return "o"
        if symptom and w.SUDDENLY.search(context.clause):
            return "o"
        return "T" if context.area < FAR and not symptom else "t"
    if symptom and form != "vague":
        placed = context.area < 3 and context.symptom > context.area + 4 and form != "today"
        return "t" if placed else "o"
    relative = (
        form == "today" or form == "point" and expression.days == (1, 1) and context.area == FAR
    )
    if relative and context.telling_words > 2:
        return "o"
    if context.area < FAR or context.alone:
        near = context.area < 4 and context.size < 8
        return "T" if near and form != "today" else "t"
    return "t"


def is_just_treated(right: str, heard: str) -> bool:
    """Whether "just had …" with `right` after it tells of a treatment a moment ago."""
    roles = {cues.role(word) for word in right.split()}
    clinic = w.AT_CLINIC.search(right) is not None
    return clinic or "A" in roles and "S" not in roles and re.search(r"\bhad\b", heard) is not None
