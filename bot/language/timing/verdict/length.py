""" "3 weeks": since the treatment, of the symptom, or of something else."""

from __future__ import annotations

from bot.language.timing import cues
from bot.language.timing.context import FAR, Context
from bot.language.timing.expression import Expression
from bot.language.timing.verdict.counted import is_counted, on_counted
from bot.language.timing.verdict.letters import (
    CLOCK_UNITS,
    Verdict,
    first_verdict,
    names_treatment,
)
from bot.language.timing.wording import asked, elsewhere, felt, lengths, treated


def on_length(expression: Expression, context: Context) -> Verdict:
    """The verdict on a length of time."""
    rules = (
        _of_no_day,
        _counted,
        _of_treatment,
        _of_a_child,
        _comes_back_at,
        _been_so_long,
        _asked_or_often,
        _the_last,
        _followed_by_its_thing,
        _after,
        _since_treatment,
        _for,
        _within_or_lasting,
    )
    return first_verdict(rules, expression, context) or _bare(expression, context)


def _of_no_day(expression: Expression, context: Context) -> Verdict | None:
    """Years, and an "a" or "one" that counts nothing: "a day", "one night"."""
    if expression.unit == "year":
        return "X"
    one = context.with_article and expression.days == (1, 1) and expression.unit in {"day", "night"}
    if one and not is_counted(context):
        if not lengths.ONE_UNIT.search(context.left) and not lengths.OLD.match(context.right):
            return "X"
    return None


def _counted(expression: Expression, context: Context) -> Verdict | None:
    return on_counted(context) if is_counted(context) else None


def _of_treatment(expression: Expression, context: Context) -> Verdict | None:
    """ "2 weeks of botox"."""
    of = treated.OF_TREATMENT.match(context.right)
    if not of or not names_treatment(of[1]) or context.advises:
        return None
    return "A" if lengths.WITHIN.search(context.left) and context.tells_symptom else "T"


def _of_a_child(expression: Expression, context: Context) -> Verdict | None:
    """A length that is asked for, of a pregnancy or of a baby."""
    sentence = context.sentence
    if asked.HOW_LONG.search(context.sentence_left) or elsewhere.PREGNANT.search(sentence):
        return "X"
    return "X" if elsewhere.BABY.search(sentence) and not _names_own(sentence) else None


def _names_own(sentence: str) -> bool:
    """Whether the writer's toxin or treated area is named."""
    return treated.NAMES_TOXIN.search(sentence) is not None or any(
        cues.role(word) == "A" for word in sentence.split()
    )


def _been_so_long(expression: Expression, context: Context) -> Verdict | None:
    """ "It's been 2 hours", "botox has been in 3 days", "I've waited a week"."""
    left, right, unit = context.left, context.right, expression.unit
    if lengths.MORE_LIKE.search(left):
        return "t"
    if lengths.SOMEBODY_SAYS.search(left) and not context.right.strip():
        return "t"
    exact = expression.days[0] == expression.days[1]
    fine = cues.FINE.search(context.sentence) and not context.advises
    if exact and fine and lengths.THE_FIRST.search(left):
        return "A"
    if felt.BEEN_THERE.match(right):
        return "O"
    ahead = lengths.LENGTH_OF_SOMETHING.match(right)
    if lengths.BEEN_IN.search(left) and not context.advises and not ahead:
        return "T"
    if unit in CLOCK_UNITS and felt.ITS_BEEN.search(left) and _symptom_told(context):
        return "O"
    if felt.LIKE_THIS.search(left):
        return "O"
    if asked.TOO_LONG.match(right):
        return "X"
    if treated.I_MEANT.search(left) or left.endswith(" is ") and asked.TOO_SOON.match(right):
        return "t"
    if unit not in CLOCK_UNITS and lengths.WAITED.search(left) and not asked.MAY_I.search(left):
        return "t"
    return None


def _comes_back_at(expression: Expression, context: Context) -> Verdict | None:
    """ "Starting to crease again at ten weeks"; "is it usual for lines to ... at ten weeks" asks of anybody."""
    told = expression.unit in {"week", "month"} and not context.advises
    return "T" if told and lengths.COMES_BACK.search(context.left) else None


def _symptom_told(context: Context) -> bool:
    words = (context.before + context.sentence).split()
    return any(cues.role(word) in {"S", "B"} for word in words)


def _asked_or_often(expression: Expression, context: Context) -> Verdict | None:
    """An answer's length, "twice a day", "the 3 week check", "what if", years ago."""
    if (
        context.alone
        and asked.HOW_LONG.search(context.before)
        or context.with_article
        and lengths.FREQUENCY.search(context.left)
        or lengths.IS_ADJECTIVE.match(context.right)
        or asked.WHAT_IF.search(context.sentence_left)
        or elsewhere.PAST_YEARS.search(context.sentence_left)
    ):
        return "X"
    return None


def _the_last(expression: Expression, context: Context) -> Verdict | None:
    """ "The last 3 days"; in "does it last 3 days" it is a verb."""
    left = context.left
    if not lengths.LAST.search(left):
        return None
    if lengths.LASTING.search(left):
        return "X"
    done = lengths.DONE_LAST.search(left)
    if done and names_treatment(done[1]):
        return "T"  # "I did my forehead last two weeks", as Nigerians say it
    verb = asked.QUESTION_OPENING.match(left) and not lengths.THE_LAST.search(left)
    return "X" if context.advises or verb else "O"


def _followed_by_its_thing(expression: Expression, context: Context) -> Verdict | None:
    """ "3 days of this", "a 3 day old droop", "a 2 week gap"."""
    left, right = context.left, context.right
    if felt.OF_SYMPTOM.match(right) and not context.advises and not cues.BOOKED.search(left):
        return "O" if context.tells_symptom or felt.OF_THIS.match(right) else "X"
    if expression.unit in {"day", "week", "hour", "night", "sleep"} and lengths.OLD.match(right):
        beside = [cues.role(word) for word in right.split()[:4] + left.split()[-5:]]
        if "S" in beside and "T" not in beside:
            return "O"
        if "T" in beside or "A" in beside:
            return "T"
    if lengths.LENGTH_OF_SOMETHING.match(right) or elsewhere.OFF_THE_DRINK.search(left):
        return "X"
    return None


def _after(expression: Expression, context: Context) -> Verdict | None:
    """ "After 2 weeks", "at 12 days"."""
    left, clause = context.left, context.clause
    if not lengths.AFTER_LENGTH.search(left):
        return None
    supposed = asked.HYPOTHESIS.search(left)
    if felt.NO_EFFECT.search(left) and not supposed:
        return "t"
    judged = asked.JUDGES_RESULT.search(clause)
    versus = asked.VERSUS.search(context.sentence_right)
    waits = asked.IF.search(left) or cues.BOOKED.search(left) or supposed
    if versus or waits or judged:
        return "X"
    if left.endswith(" at ") and context.symptom < FAR:
        return "t"  # "is it usual for the twitch to carry on at 12 days"
    return "X" if context.advises or asked.QUESTION_OPENING.match(clause) else "t"


def _since_treatment(expression: Expression, context: Context) -> Verdict | None:
    """ "Botox 3 weeks", "post treatment 5 days"; and a clinic that is closed for so long."""
    left = context.left
    if lengths.TREATED_LENGTH.search(left) and not lengths.LASTS_LENGTH.search(left):
        planned = context.advises and asked.ASKS_LENGTH.search(left)
        booked = cues.BOOKED.search(left) and expression.unit != "day"
        return "X" if planned or booked else "T"
    return "X" if elsewhere.OPEN_THEN.search(context.clause) else None


def _for(expression: Expression, context: Context) -> Verdict | None:
    """ "For 3 days": the symptom's, where one is told."""
    left = _before(context)
    if not lengths.FOR.search(left) or lengths.SOMETHING_LASTS.search(left):
        return None
    if (
        elsewhere.ADMIN.search(context.clause)
        or context.advises
        or cues.BOOKED.search(left)
        or lengths.SPENT_FOR.search(left)
        or cues.EARLIER.search(context.sentence_left)
        or elsewhere.YEARS.search(context.sentence_left)
        or elsewhere.OTHERS_HAD_IT.search(context.sentence_left)
    ):
        return "X"
    present = felt.STILL_SO.search(context.clause) or context.tells_symptom
    return "O" if present or context.size <= 1 else "X"


def _within_or_lasting(expression: Expression, context: Context) -> Verdict | None:
    """ "Within 2 days of it"; "it lasts 3 months"."""
    left = _before(context)
    if lengths.WITHIN.search(left) and not context.advises:
        if lengths.OF.match(context.right) or context.tells_symptom:
            return "A"
    if lengths.SOMETHING_LASTS.search(left):
        return "X"
    return "X" if context.advises and (context.size > 3 or asked.SAYS.search(left)) else None


def _before(context: Context) -> str:
    """The words before the length, without the article of "weak for a few days now"."""
    left = context.left
    if left.endswith(" for a ") and context.right.startswith((" now ", " already ")):
        return left.removesuffix("a ")
    return left


def _bare(expression: Expression, context: Context) -> Verdict:
    """A length with nothing telling on either side: most often since the treatment."""
    left = context.left
    if felt.BEEN_SO.search(left) and context.symptom <= 3 and context.symptom_left:
        return "O"
    if felt.BEGAN_LENGTH.search(left):
        return "O"
    if expression.unit in CLOCK_UNITS:
        return "t" if context.alone or context.treated <= 3 or context.area <= 2 else "X"
    if context.began < 4:
        return "o"
    return "T" if context.area <= 3 and not context.tells_symptom else "t"
