"""Deleting a chat everywhere, the language engine's copy included."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.web.engine import Engine
from bot.web.intake.shared import Shared
from bot.web.intake.under_way import ABANDONED
from bot.web.turns import Turns

CALL_KEPT = timedelta(days=1)
"""What a receptionist typed for a caller goes after that, unless a case was made of it."""


class Forgetting:
    """Deletes at once, and again later what may have come back meanwhile."""

    def __init__(self, shared: Shared, *, engine: Engine, turns: Turns) -> None:
        self._settings = shared.settings
        self._store = shared.store
        self._threads = shared.threads
        self._clock = shared.clock
        self._shared = shared
        self._engine = engine
        self._turns = turns

    async def forget(self, conversation_id: str) -> bool:
        """See `Intake.forget`."""
        turn = self._turns.take(conversation_id)
        try:
            # A turn still under way would store its reply into what was just deleted; the store
            # refuses that, so waiting is a courtesy and not for long.
            await asyncio.wait({turn.task}, timeout=self._settings.screen_timeout)
            await self._threads.write(self._store.forget, conversation_id, self._clock())
            if self._shared.questions is not None:
                await self._shared.questions.forget(conversation_id)
        finally:
            turn.end()
        self._shared.bell.ring(conversation_id)
        return await self._forget_in_engine(conversation_id)

    async def sweep(self) -> None:
        """Deletions that the engine still owes, and what is kept for some time only."""
        before = self._clock() - ABANDONED
        for conversation_id in await self._threads.read(self._store.to_forget, before):
            if await self._forget_in_engine(conversation_id):
                await self._threads.write(self._store.forgotten, conversation_id, self._clock())
        if self._shared.questions is not None:
            await self._shared.questions.expire()
        for conversation_id in await self._threads.read(
            self._store.finished_calls, self._clock() - CALL_KEPT
        ):
            await self.forget(conversation_id)

    async def _forget_in_engine(self, conversation_id: str) -> bool:
        try:
            await asyncio.wait_for(
                self._engine.forget(conversation_id), self._settings.rasa_timeout
            )
        except Exception as error:
            self._shared.journal.failed("engine", "forget", conversation_id, error)
            return False
        return True
