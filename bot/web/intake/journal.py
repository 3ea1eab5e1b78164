"""What operators get to see of a message's way: what failed, how long each layer took; no words."""

from __future__ import annotations

import time
from collections.abc import Awaitable
from typing import TypeVar

import structlog

from bot.web.errors import whereabouts
from bot.web.metrics import Metrics

log = structlog.get_logger(__name__)
T = TypeVar("T")


class Journal:
    """Counts, times and logs; one for the intake and all its parts."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def failed(
        self, part: str, reason: str, conversation_id: str, error: BaseException | None = None
    ) -> None:
        """A part failed, in a way that `reason` names; of an error, only its kind and place stay."""
        self._metrics.failures.labels(part, reason).inc()
        details = whereabouts(error) if error else {}
        log.error("failed", part=part, reason=reason, conversation=conversation_id, **details)

    def took(self, layer: str, since: float) -> None:
        """A layer's work, begun at a moment of the monotonic clock, is done."""
        self._metrics.layer_seconds.labels(layer).observe(time.monotonic() - since)

    async def timed(self, layer: str, work: Awaitable[T]) -> T:
        """The result of a layer's work, whose time counts even when it fails."""
        began = time.monotonic()
        try:
            return await work
        finally:
            self.took(layer, began)

    def answered(self, source: str, urgency: str, arrived: float) -> None:
        """A message that arrived at a moment of the monotonic clock has its stored reply."""
        self._metrics.answered.labels(source, urgency).inc()
        self._metrics.seconds.labels(source).observe(time.monotonic() - arrived)
