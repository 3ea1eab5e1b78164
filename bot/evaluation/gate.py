"""What must hold before anything ships."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.figures import false_escalation
from bot.evaluation.intervals import Share
from bot.evaluation.outcomes import Report


@dataclass(frozen=True)
class Gate:
    """The red-flag gate: bounds as shares between 0 and 1; a bound of 0 asks for nothing."""

    recall: float = 0.97
    lower_bound: float = 0.0
    false_escalation: float = 1.0

    def problems(self, report: Report) -> list[str]:
        """Reasons not to pass, in words, over messages and turns alike; none when it passes.

        An emergency answered as if it could wait is always one, whatever the bounds. A file
        without red flags proves nothing, so it does not pass a bound above 0.
        """
        found = []
        if dangerous := report.dangerous():
            found.append("emergencies answered as if they could wait: " + ", ".join(dangerous))
        red = Share.of(o.urgency for o in report.outcomes if o.expected.is_red)
        if (red.value or 0.0) < self.recall:
            found.append(f"emergency and urgent recall {red} is below {100 * self.recall:.1f} %")
        if red.bounds[0] < self.lower_bound:
            found.append(f"its lower bound {red} is below {100 * self.lower_bound:.1f} %")
        alarms = false_escalation(report.outcomes)
        if (alarms.value or 0.0) > self.false_escalation:
            found.append(f"false escalation {alarms} is over {100 * self.false_escalation:.1f} %")
        return found
