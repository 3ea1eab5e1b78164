""" "8 days since …", "8 days in", "2 days after …": a length with what it is counted from."""

from __future__ import annotations

from bot.language.timing import cues
from bot.language.timing.context import FAR, Context
from bot.language.timing.verdict.letters import Verdict, names_treatment
from bot.language.timing.wording import asked, elsewhere, felt, lengths


def is_counted(context: Context) -> bool:
    """Whether a length is counted from something, or stands before an "in" that ends the thought."""
    right = context.right
    return bool(lengths.SINCE_NOW.match(right) or lengths.IN_OR_ON.match(right))


def on_counted(context: Context) -> Verdict:
    """The verdict on a length that is counted from something."""
    left, right = context.left, context.right
    if lengths.COUNTED_AFTER.match(right) and lengths.FOR.search(left) and cues.FINE.search(left):
        return "A"  # "fine for 2 days after my chin"
    if _only_thought_of(context) or _from_something_else(context):
        return "X"
    if not lengths.COUNTED_AFTER.match(right):
        return "A" if context.began < 5 and right.startswith((" in ", " on ")) else "T"
    if cues.errand(left):
        return "X"
    own = context.began == FAR and not felt.HAPPENED_THEN.search(left)
    return "C" if own and names_treatment(" ".join(right.split()[1:6])) else "A"


def _only_thought_of(context: Context) -> bool:
    """Supposed, asked for or feared: "could a droop turn up two weeks later"."""
    left, right = context.left, context.right
    return bool(
        asked.WHAT_IF.search(context.sentence_left)
        or asked.HYPOTHESIS.search(left)
        or asked.DATE_ASKED.search(context.sentence_left)
        or right.startswith(" later ")
        and asked.MAY_TURN_UP.search(left)
        or right.startswith(" in ")
        and asked.MAY_COME_IN.search(left)
        or asked.MAY_HAPPEN.match(context.clause)
        or context.advises
        and asked.IF_BEFORE_LENGTH.search(left)
        or asked.IF.search(left)
        or asked.MAY_I.search(left)
    )


def _from_something_else(context: Context) -> bool:
    """Years ago, after a peel, "3 weeks into a diet"; or no count: "my smile was uneven for six weeks after"."""
    left, right = context.left, context.right
    if lengths.INTO_OTHER.match(right) and not names_treatment(right[6:30]):
        return True
    if lengths.JUST_IN_OR_ON.match(right) and lengths.SPENT_IN.search(left):
        return True
    if right.startswith(" past ") and not names_treatment(" ".join(right.split()[1:5])):
        return True
    if right.startswith(" since ") and lengths.SPENT_FOR.search(left):
        return True
    return lengths.COUNTED_AFTER.match(right) is not None and bool(
        elsewhere.PAST_YEARS.search(context.sentence)
        or lengths.FOR.search(left)
        or cues.OTHER_TREATMENT.search(left)
    )
