"""Once a day, erase what is older than chats may be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.engine import Engine

from bot.desk.store import UnknownConversation
from bot.operations import erase, tracker
from bot.settings import Settings
from bot.web.errors import whereabouts
from bot.web.intake import Intake
from bot.web.metrics import Metrics
from bot.web.threads import Threads

log = structlog.get_logger(__name__)

FIRST_SECONDS = 600.0
"""Not at once: a start is busy enough, and a process that keeps crashing should not erase."""
EVERY_SECONDS = 86_400.0
JUMP_SECONDS = 3_600.0
"""A wall clock that went further than the time that passed, by more than this, was set. It may have
been set wrong, and what is erased is gone: the next purge waits for the day after."""


class Retention:
    """Erases old chats the way a patient would; several processes may do so at once."""

    def __init__(
        self,
        settings: Settings,
        *,
        database: Engine,
        intake: Intake,
        threads: Threads,
        clock: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._settings = settings
        self._places = erase.Places(database, tracker.address(settings))
        self._intake = intake
        self._threads = threads
        self._clock = clock
        self._metrics = metrics
        self._known = (clock(), time.monotonic())

    async def run(self, leads: Callable[[], bool] = lambda: True) -> None:
        """Purge now and then, for ever, while this process `leads`."""
        await asyncio.sleep(FIRST_SECONDS)
        while True:
            while not leads():
                await asyncio.sleep(FIRST_SECONDS)
            try:
                number = await self.purge()
                log.info("purged", chats=number)
            except Exception as error:
                log.error("purge failed", **whereabouts(error))
            await asyncio.sleep(EVERY_SECONDS)

    def _jumped(self) -> bool:
        """Whether the clock went ahead by itself since the last look; from now on it counts as right."""
        now, passed = self._clock(), time.monotonic()
        before, then = self._known
        self._known = now, passed
        return (now - before).total_seconds() - (passed - then) > JUMP_SECONDS

    async def purge(self) -> int:
        """Erase all that is too old; gives the number of chats, none just after the clock was set."""
        if self._jumped():
            log.error("the clock was set: not purged this time")
            self._metrics.failures.labels("retention", "clock").inc()
            return 0
        before = self._clock() - timedelta(days=self._settings.retention_days)
        number = 0
        while old := await self._threads.read(erase.outdated, self._places.database, before):
            for conversation_id in old:
                try:
                    await self._intake.forget(conversation_id)
                except UnknownConversation:
                    # Another process, or the patient, was faster.
                    continue
                self._metrics.purged.inc()
                number += 1
        await self._threads.read(erase.expire_rest, self._places, before)
        return number
