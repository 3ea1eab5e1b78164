"""Whether one field of a prediction is right, by the rules of the evaluation set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.gold import Days

QUIVERS = {"chin_quiver": "twitching", "lip_quiver": "twitching"}
IGNORED = frozenset({"anxiety", "bladder_loss", "collapse", "suicidal_thoughts"})
"""Never counted: feelings are no finding, and the labels have no name for the other three."""
FAMILIES = (
    frozenset({"heaviness", "head_heaviness", "weakness"}),
    frozenset({"chewing_difficulty", "bite_awkwardness"}),
    frozenset({"double_vision", "blurred_vision"}),
)
TRENDS = {"persisting": "stable"}


@dataclass(frozen=True)
class NameCounts:
    """Names found, invented and missed in one or many rows."""

    found: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Nothing invented and nothing missed."""
        return not self.invented and not self.missed


def compare_names(
    expected: Iterable[str], predicted: Iterable[str], also: Iterable[str]
) -> NameCounts:
    """Compare names as sets; `also` names count neither way, but may stand in for a relative."""
    labels = _plain(expected)
    tolerated = _plain(also) - labels
    given = _plain(predicted)
    found = labels & given
    spare = given & tolerated
    for label in sorted(labels - found):
        relative = next((name for name in sorted(spare) if _related(label, name)), None)
        if relative:
            found.add(label)
            spare.discard(relative)
    return NameCounts(
        found=tuple(sorted(found)),
        invented=tuple(sorted(given - labels - tolerated)),
        missed=tuple(sorted(labels - found)),
    )


def _plain(names: Iterable[str]) -> set[str]:
    return {QUIVERS.get(name, name) for name in names} - IGNORED


def _related(one: str, other: str) -> bool:
    return any(one in family and other in family for family in FAMILIES)


def f1(rows: Iterable[NameCounts]) -> tuple[float, float, float]:
    """Micro precision, recall and F1; all 1.0 when there was nothing to find and nothing found."""
    rows = list(rows)
    found = sum(len(row.found) for row in rows)
    invented = sum(len(row.invented) for row in rows)
    missed = sum(len(row.missed) for row in rows)
    precision = found / (found + invented) if found + invented else 1.0
    recall = found / (found + missed) if found + missed else 1.0
    total = 2 * found + invented + missed
    return precision, recall, (2 * found / total if total else 1.0)


def days_right(expected: Days | None, predicted: Days | None) -> bool:
    """Exact for a single day; a range must be overlapped and left by no more than one day."""
    if expected is None or predicted is None:
        return expected is predicted
    low, high = expected
    if low == high:
        return predicted == expected
    overlaps = predicted[0] <= high and low <= predicted[1]
    return overlaps and low - 1 <= predicted[0] and predicted[1] <= high + 1


def days_tight(expected: Days | None, predicted: Days | None) -> bool:
    """The stricter reading: both ends of the prediction within a day of the label's own."""
    if expected is None or predicted is None or expected[0] == expected[1]:
        return days_right(expected, predicted)
    return abs(expected[0] - predicted[0]) <= 1 and abs(expected[1] - predicted[1]) <= 1


def onset_right(expected: Days | None, predicted: Days | None, treated: Days | None) -> bool:
    """As `days_right`; an onset equal to the labelled treatment days may also be null."""
    if predicted is None and expected == treated:
        return True
    return days_right(expected, predicted)


def trend_right(expected: str | None, predicted: str | None) -> bool:
    """Exact, with persisting and stable as one."""
    return TRENDS.get(expected or "", expected) == TRENDS.get(predicted or "", predicted)


def missing_mentions(items: Iterable[str], text: str) -> tuple[str, ...]:
    """The items none of whose alternatives (split by `|`) begins at a word's start in `text`."""
    flat = " ".join(text.split())

    def said(alternative: str) -> bool:
        pattern = r"(?<!\w)" + re.escape(alternative.strip())
        return re.search(pattern, flat, re.IGNORECASE) is not None

    return tuple(
        item for item in items if not any(said(part) for part in item.split("|") if part.strip())
    )
