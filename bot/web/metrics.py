"""Counts and times for /metrics: never a patient's words, never an id."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

SECONDS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.0, 2.0, 5.0)


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
        self.seconds = Histogram(
            "aftercare_message_seconds",
            "Time from a message's arrival to its stored reply.",
            ("source",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.engine_seconds = Histogram(
            "aftercare_engine_seconds",
            "Time that the language engine took.",
            buckets=SECONDS,
            registry=self.registry,
        )
