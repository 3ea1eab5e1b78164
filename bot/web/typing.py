"""Who is typing: kept for a moment, never stored.

Other web processes learn it through the bell, if they hear it at all: otherwise somebody does not
see the dots, and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal

Who = Literal["patient", "staff"]
LASTS_SECONDS = 6.0
LEAST_SECONDS = 1.0
"""Signs that come faster are not passed on."""


class Typing:
    """The latest sign of typing in each chat."""

    def __init__(self, ring: Callable[[str, Who], Any]) -> None:
        """`ring` wakes those who watch a chat, wherever they are served."""
        self._ring = ring
        self._signs: dict[tuple[str, Who], float] = {}

    def sign(self, conversation_id: str, who: Who) -> None:
        """Somebody is typing just now."""
        now = time.monotonic()
        if now - self.last(conversation_id, who) < LEAST_SECONDS:
            return
        self.heard(conversation_id, who)
        self._ring(conversation_id, who)

    def heard(self, conversation_id: str, who: Who) -> None:
        """The same, learnt from another process; wakes nobody."""
        now = time.monotonic()
        if len(self._signs) > 1000:
            self._signs = {key: at for key, at in self._signs.items() if now - at < LASTS_SECONDS}
        self._signs[conversation_id, who] = now

    def last(self, conversation_id: str, who: Who) -> float:
        """When (by `time.monotonic`) the latest sign came; −∞ for none."""
        return self._signs.get((conversation_id, who), float("-inf"))
