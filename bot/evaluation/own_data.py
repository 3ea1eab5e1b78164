"""Our own training sentences dealt into folds, so that each is judged by what did not see it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.training_sentences import Sentence

FOLDS = 5
# These may hold an unmarked red flag, so a detector that raises one there need not be wrong.
UNMARKED = frozenset({"describe_symptom", "inform"})


def folds(rows: Sequence[Sentence], count: int = FOLDS) -> list[int]:
    """The fold of each row, 0 to `count` - 1, each kind spread evenly; the same on every run.

    Neighbouring lines of a file are often variants of one thought, so a kind's lines are dealt in
    runs of four: a fold is then less like what it is judged by.
    """
    seen: dict[tuple[str, str, bool], int] = {}
    dealt = []
    for row in rows:
        number = seen.get(row.kind, 0)
        seen[row.kind] = number + 1
        dealt.append(number // 4 % count)
    return dealt
