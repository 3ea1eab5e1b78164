"""How long a message may wait for anything: less, from the moment our screen finds a red flag."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.web.intake.screening import Screened, so_far

SCREEN_SECONDS = 0.25
"""How long the engine's turn is held up for our own screen, which takes milliseconds."""
ABANDONED = timedelta(minutes=2)
"""A message without a reply for longer than any turn can take: its process died."""


@dataclass(frozen=True)
class UnderWay:
    """A message on its way: its screening, its arrival by the monotonic clock, and how many seconds
    after that an urgent card is due."""

    screening: asyncio.Task[Screened | None]
    arrived: float
    card_seconds: float

    @property
    def screened(self) -> Screened | None:
        """What our screen has found by now; see `so_far`."""
        return so_far(self.screening)

    @property
    def red_flag(self) -> bool:
        """Whether our screen has found a red flag by now."""
        screened = self.screened
        return screened is not None and screened.red_flag

    def left(self, more: float = 0.0) -> float:
        """What is left of the card's seconds and some `more`."""
        return _left(self.arrived, self.card_seconds + more)

    async def done(self, work: asyncio.Future[Any], patience: float | None = None) -> bool:
        """Wait for `work`; whether it finished in `patience` seconds (None: however long).

        Once the screen has found a red flag, be that before or meanwhile, the patience is what is
        left of the card's time.
        """
        begun = time.monotonic()
        while not work.done():
            left = None if patience is None else _left(begun, patience)
            if self.red_flag:
                left = self.left()
            if left is not None and left <= 0:
                return False
            waiting = {work} if self.screening.done() else {work, self.screening}
            await asyncio.wait(waiting, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        return True


def _left(since: float, limit: float) -> float:
    return max(0.0, since + limit - time.monotonic())
