"""Once a day, erase what is older than chats may be."""

from __future__ import annotations

import asyncio
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

    async def purge(self) -> int:
        """Erase all that is too old; gives the number of chats."""
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
