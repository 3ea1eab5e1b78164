"""The letters of a verdict, and what the modules that find one share.

`T` treatment, `O` onset, `B` both, `X` neither; `t` and `o` are likely but wait for the rest of the
message; `A` counts from the treatment ("2 days after"), `a` may ("started on day 4"); `C` names the
treatment it counts from ("4 days after the jaw botox") and is its date unless another is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from bot.language.timing import cues
from bot.language.timing.context import Context
from bot.language.timing.expression import Expression

Verdict = Literal["T", "t", "O", "o", "B", "A", "a", "C", "X"]
Rule = Callable[[Expression, Context], "Verdict | None"]
"""Gives its verdict on a time, or None to leave it to the next rule."""

CLOCK_UNITS = frozenset({"hour", "minute", "second"})


def first_verdict(
    rules: Iterable[Rule], expression: Expression, context: Context
) -> Verdict | None:
    """The verdict of the first rule that has one: the order of the rules is their rank."""
    for rule in rules:
        verdict = rule(expression, context)
        if verdict is not None:
            return verdict
    return None


def names_treatment(words: str) -> bool:
    """Whether a word of treatment or a treated area is among `words`."""
    return any(cues.role(word) in {"T", "A"} for word in words.split())
