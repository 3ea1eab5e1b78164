"""Messages that a dead process left behind: each gets its answer after all."""

from __future__ import annotations

import asyncio
import time

import structlog

from bot.desk.store import UnknownConversation
from bot.web.incoming import Incoming
from bot.web.intake.screening import Screening
from bot.web.intake.settling import Settling
from bot.web.intake.shared import Shared
from bot.web.intake.under_way import ABANDONED, SCREEN_SECONDS, UnderWay

log = structlog.get_logger(__name__)


class Recovery:
    """Answers abandoned messages, without the engine."""

    def __init__(self, shared: Shared, *, screening: Screening, settling: Settling) -> None:
        self._card_seconds = shared.settings.screen_timeout
        self._store = shared.store
        self._threads = shared.threads
        self._clock = shared.clock
        self._screening = screening
        self._settling = settling

    async def recover(self, *, at_start: bool) -> int:
        """See `Intake.recover`."""
        now = self._clock()
        answered = 0
        for message in await self._threads.read(
            self._store.unanswered, now if at_start else now - ABANDONED
        ):
            conversation = await self._threads.read(
                self._store.conversation, message.conversation_id
            )
            if conversation is None:
                continue
            screening = self._screening.begin(conversation, message.text)
            await asyncio.wait({screening}, timeout=SCREEN_SECONDS * 4)
            # Nobody has waited since it arrived: the card's time begins anew.
            under_way = UnderWay(screening, time.monotonic(), self._card_seconds)
            if not under_way.red_flag and message.at > now - ABANDONED:
                continue
            incoming = Incoming(message.client_id or "", message.text)
            try:
                await self._settling.settle(conversation, message, incoming, under_way, [])
            except UnknownConversation:
                continue
            answered += 1
            log.warning("answered an abandoned message", conversation=conversation.id)
        return answered
