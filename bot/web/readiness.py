"""Whether everything works, part by part, looked at no more often than every few seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog

from bot.desk.store import DeskStore
from bot.operations import figures
from bot.web.desk_parts import Desk
from bot.web.engine import Engine
from bot.web.errors import whereabouts
from bot.web.threads import Threads

log = structlog.get_logger(__name__)

PATIENCE = 3.0
KEPT_SECONDS = 5.0
"""How long a look counts: however often it is asked for, Rasa parses a message that often."""
TROUBLED_SECONDS = 0.5
"""The same while something is wrong: what is well again should be seen so."""
LATE_SECONDS = 120.0
"""An alert that waits for longer is not on its way any more."""


class Readiness:
    """The parts' states; one for the app."""

    def __init__(
        self,
        *,
        engine: Engine,
        store: DeskStore,
        desk: Desk,
        threads: Threads,
        clock: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._store = store
        self._desk = desk
        self._threads = threads
        self._clock = clock
        self._known: tuple[float, dict[str, Any]] = (float("-inf"), {})
        self._figures: tuple[float, figures.Figures | None] = (float("-inf"), None)
        self._looking = asyncio.Lock()

    async def state(self) -> dict[str, Any]:
        """`{"status": ready|degraded|down, "database", "engine", "knowledge", "outbox": up|down|late,
        "outbox_age", "dead_letters"}`.

        Red flags are answered in all but "down", and their card is shown even then.
        """
        async with self._looking:
            at, state = self._known
            kept = KEPT_SECONDS if state.get("status") == "ready" else TROUBLED_SECONDS
            if time.monotonic() - at > kept:
                state = await self._look()
                self._known = (time.monotonic(), state)
            return state

    async def figures(self) -> figures.Figures | None:
        """What the database says; None while it can't be read."""
        at, known = self._figures
        if known is None or time.monotonic() - at > KEPT_SECONDS:
            known = await _result(self._threads.read(figures.read, self._store, self._clock()))
            self._figures = (time.monotonic(), known)
        return known

    async def _look(self) -> dict[str, Any]:
        beat = self._threads.write(self._store.beat, self._clock())
        writes, parses, entries, counted = await asyncio.gather(
            _works(beat, "database does not take writes"),
            _works(self._engine.ready(), "the language engine does not answer"),
            _result(self._threads.read(self._desk.library)),
            self.figures(),
        )
        late = counted is None or counted.outbox_age > LATE_SECONDS
        knows = entries is not None and bool(entries.entries)
        fine = writes and parses and knows
        return {
            "status": "ready" if fine else "degraded" if writes else "down",
            "database": "up" if writes else "down",
            "engine": "up" if parses else "down",
            "knowledge": "up" if knows else "down",
            "outbox": "late" if late else "up",
            "outbox_age": round(counted.outbox_age) if counted else None,
            "dead_letters": counted.dead_letters if counted else None,
        }


async def _works(check: Awaitable[Any], words: str) -> bool:
    try:
        return await asyncio.wait_for(check, PATIENCE) is not False
    except Exception as error:
        log.error(words, **whereabouts(error))
        return False


async def _result(check: Awaitable[Any]) -> Any:
    try:
        return await asyncio.wait_for(check, PATIENCE)
    except Exception as error:
        log.error("a part can't be read", **whereabouts(error))
        return None
