"""Counts and times for /metrics: never a patient's words, never an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from bot.operations.figures import Figures

if TYPE_CHECKING:
    from bot.web.limits import Limits

SECONDS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.0, 2.0, 5.0)

GAUGES = {
    "database_readable": "1 while the database can be read.",
    "turns_under_way": "Ordinary messages being answered in this process.",
    "streams_open": "Patients' event streams open in this process.",
    "escalations_unacknowledged": "Cases that nobody has acknowledged.",
    "oldest_unacknowledged_seconds": "How long the oldest of them has been ringing.",
    "outbox_waiting": "Alerts not delivered yet.",
    "outbox_age_seconds": "How long the oldest of them has been waiting.",
    "dead_letters": "Alerts given up after too many tries; see the desk's page of alerts.",
    "forgets_owed": "Deleted chats whose copy in the language engine may still be there.",
    "messages_unanswered": "Patients' messages without a reply for more than two minutes.",
}


class Metrics:
    """One registry for each app, so that two apps in one process (as in tests) don't mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answered = Counter(
            "aftercare_messages_answered",
            "Messages answered, by whose answer it was and its urgency.",
            ("source", "urgency"),
            registry=self.registry,
        )
        self.failures = Counter(
            "aftercare_failures",
            "Parts that failed while a message was answered.",
            ("part", "reason"),
            registry=self.registry,
        )
        self.feedback = Counter(
            "aftercare_feedback",
            "Thumbs that patients gave to answers.",
            ("thumb",),
            registry=self.registry,
        )
        self.limited = Counter(
            "aftercare_limited",
            "Requests above a limit, by the limit and what was done: wait, card or unread.",
            ("limit", "answer"),
            registry=self.registry,
        )
        self.purged = Counter(
            "aftercare_purged",
            "Chats erased because they were older than chats may be.",
            registry=self.registry,
        )
        self.seconds = Histogram(
            "aftercare_message_seconds",
            "Time from a message's arrival to its stored reply.",
            ("source",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.layer_seconds = Histogram(
            "aftercare_layer_seconds",
            "Time in one layer of a message's way: receive, screen, engine or complete.",
            ("layer",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._gauges = {
            name: Gauge(f"aftercare_{name}", words, registry=self.registry)
            for name, words in GAUGES.items()
        }
        self._waiting = Gauge(
            "aftercare_escalations_waiting",
            "Cases that are not resolved, by urgency.",
            ("urgency",),
            registry=self.registry,
        )

    def now(self, figures: Figures | None, limits: Limits) -> None:
        """Set the gauges; without `figures` the database can't be read, which is a figure too."""
        told: dict[str, float] = {
            "database_readable": float(figures is not None),
            "turns_under_way": limits.under_way("turns"),
            "streams_open": limits.under_way("streams"),
        }
        if figures is not None:
            told |= {
                "escalations_unacknowledged": figures.unacknowledged,
                "oldest_unacknowledged_seconds": figures.oldest_unacknowledged,
                "outbox_waiting": figures.outbox_waiting,
                "outbox_age_seconds": figures.outbox_age,
                "dead_letters": figures.dead_letters,
                "forgets_owed": figures.forgets_owed,
                "messages_unanswered": figures.unanswered,
            }
            for urgency, number in figures.waiting.items():
                self._waiting.labels(urgency).set(number)
        for name, value in told.items():
            self._gauges[name].set(value)
