"""Asking the language engine, which may be dead, late, silent or garbled."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.desk.model import Conversation, Message
from bot.web import fallback
from bot.web.engine import Engine
from bot.web.incoming import for_engine
from bot.web.intake.screening import known
from bot.web.intake.shared import Shared
from bot.web.intake.under_way import UnderWay
from bot.web.threads import discard


class Consulting:
    """Puts messages to the engine; takes nothing from it but Replies."""

    def __init__(self, engine: Engine, shared: Shared, *, today: Callable[[], date]) -> None:
        self._engine = engine
        self._patience = shared.settings.rasa_timeout
        self._journal = shared.journal
        self._today = today

    async def replies(
        self, conversation: Conversation, message: Message, under_way: UnderWay
    ) -> list[dict[str, Any]]:
        """The engine's Replies; empty when it is dead, late or garbled."""
        started = time.monotonic()
        metadata = {
            "today": self._today().isoformat(),
            "asked": conversation.asked,
            "case": known(conversation).to_dict() if conversation.facts else None,
        }
        asking = asyncio.ensure_future(
            self._engine.reply(conversation.id, for_engine(message.text), metadata)
        )
        if not await under_way.done(asking, self._patience):
            discard(asking)
            self._journal.failed("engine", "late", conversation.id)
            return []
        self._journal.took("engine", started)
        try:
            replies = asking.result()
        except Exception as error:
            self._journal.failed("engine", "error", conversation.id, error)
            return []
        if not isinstance(replies, list) or not replies:
            self._journal.failed("engine", "empty", conversation.id)
            return []
        if not all(fallback.is_reply(reply) for reply in replies):
            self._journal.failed("engine", "garbled", conversation.id)
            return []
        return replies
