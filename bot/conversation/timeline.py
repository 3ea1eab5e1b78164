"""Where a patient stands after the treatment: today, the days an answer is for, when to call.

The days to be checked and to call come from the decision table, never from a text: the picture must
not promise more patience than triage has.
"""

from __future__ import annotations

from dataclasses import replace

from bot.case import CaseFacts
from bot.triage.assess import assess, rank
from knowledge.entry import Entry

LAST_DAY = 98
"""The picture ends after fourteen weeks."""


def timeline(facts: CaseFacts, entry: Entry) -> dict[str, int | list[int] | None] | None:
    """`today` and `from`, `to` in days since treatment; `check` and `call` when the case, unchanged,
    would become one for review or for a call.

    None where a picture would say nothing: no day known, no symptom, a red flag, or an answer that
    does not depend on the day or is for other days.
    """
    window, days = entry.applies.days, facts.days
    if window is None or days is None or facts.conflict or not facts.symptoms:
        return None
    if not window[0] <= days[0] <= days[1] <= window[1] or assess(facts).red:
        return None
    return {
        "today": list(days),
        "from": window[0],
        "to": min(window[1], LAST_DAY),
        "check": _first(facts, "review"),
        "call": _first(facts, "urgent"),
    }


def _first(facts: CaseFacts, urgency: str) -> int | None:
    """The first day after today on which the same case is at least as urgent as `urgency`."""
    assert facts.days is not None
    if rank(assess(facts).urgency) <= rank(urgency):
        return None
    for day in range(facts.days[1] + 1, LAST_DAY + 1):
        if rank(assess(replace(facts, days=(day, day))).urgency) <= rank(urgency):
            return day
    return None
