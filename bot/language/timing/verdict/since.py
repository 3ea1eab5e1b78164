""" "Since Tuesday" is onset, "since the jabs on Tuesday" both, "the bruise from Tuesday" treatment."""

from __future__ import annotations

from bot.language.timing import cues
from bot.language.timing.context import FAR, Context
from bot.language.timing.expression import Expression
from bot.language.timing.verdict.letters import Verdict, first_verdict, names_treatment
from bot.language.timing.wording import asked, lengths, since


def on_since(expression: Expression, context: Context) -> Verdict | None:
    """The verdict on a time that "since" or "from" leads to, or None."""
    return first_verdict((_from, _since_time, _since_something), expression, context)


def _from(expression: Expression, context: Context) -> Verdict | None:
    """ "From" of what is moved, and of the marks a needle leaves."""
    form, left = expression.form, context.left
    if form != "length" and asked.MOVED.search(left):
        return "X"
    if form == "point" and since.BRUISE_FROM.search(left):
        return "T"
    if form in {"point", "ago", "today"} and since.OF_MARKS.search(left):
        return "T"
    return None


def _since_time(expression: Expression, context: Context) -> Verdict | None:
    """The time stands right after "since" or "from"."""
    left, right = context.left, context.right
    if _counts_on(expression, context):
        return None
    if since.ON_SINCE.search(left):
        return "X"
    if not since.SINCE.search(left):
        return None
    if expression.form == "day_number":
        return "A"  # "since about day 4": counted from the treatment
    said_since = " since " in left
    when = since.WHEN_TREATED.match(context.sentence_right)
    if when and _treats(when[1]):
        return "B"
    had = since.HAD_TREATMENT.match(right)
    if had and expression.form == "length" and names_treatment(had[1]):
        return "T"
    if said_since and since.HAD_SINCE.search(left) and context.symptom == FAR:
        return "t"
    if not said_since and (context.treated <= 3 or since.FROM_PAPERS.search(left)):
        return "T" if context.treated <= 3 and context.treated_left else "X"
    if any(cues.role(word) == "T" for word in right.split()[:3]):
        return "B" if said_since else "T"
    return "O"


def _since_something(expression: Expression, context: Context) -> Verdict | None:
    """Something stands between: "since my jabs on Tuesday", "since I got home last night"."""
    left = context.left
    found = since.SINCE_SOMETHING.search(left)
    if _counts_on(expression, context) or found is None or since.SINCE_TIME.match(found[1]):
        return None
    if expression.form == "length" and lengths.SOMETHING_LASTS.search(left):
        return None
    something = found[1]
    if since.THE_DAY_AFTER.match(something):
        return "T"
    if not _treats(something):
        dated = expression.form in {"point", "today", "ago"}
        return "O" if dated and since.SOMETHING_HAPPENED.match(something) else None
    if any(cues.role(word) == "B" for word in something.split()):
        return "O"
    return "B" if _tells_symptom(context) else "T"


def _counts_on(expression: Expression, context: Context) -> bool:
    """Whether a length goes on to what it counts from: "since Monday, so 3 days after it"."""
    return expression.form == "length" and since.AFTER_NOW.match(context.right) is not None


def _treats(words: str) -> bool:
    """Whether `words` tell of a treatment, by its name or as "you did" something."""
    return names_treatment(words) or since.SOMEBODY_TREATED.search(words) is not None


def _tells_symptom(context: Context) -> bool:
    words = context.sentence.split()
    return len(words) > 6 or any(cues.role(word) in {"S", "s"} for word in words)
