"""Which messages are answered now, which have to wait, and the red flags that never do.

A message above a limit is not taken, but our own screen still reads it: a red flag gets its card and
its case at once, without the language engine. Only a flood from one address is not even read; its
refusal says in plain words when to call an emergency number.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.desk.model import Conversation
from bot.settings import Settings
from bot.web.errors import Refusal
from bot.web.incoming import Incoming
from bot.web.intake import Intake
from bot.web.limits import Limits
from bot.web.metrics import Metrics
from bot.web.threads import discard
from bot.web.turns import Turns

BUSY_SECONDS = 3.0
"""When to try again while too much goes on at once."""
MOST_READ_AT_AN_ADDRESS = 20
"""Messages above the limits that wait for our screen, one at a time for each address."""
LOOK_SECONDS = 0.25
"""How long the database may look for a chat before the message is screened without it."""


class Admission:
    """Lets messages in; one for the app."""

    def __init__(
        self, *, limits: Limits, intake: Intake, settings: Settings, metrics: Metrics
    ) -> None:
        self._limits = limits
        self._intake = intake
        self._settings = settings
        self._metrics = metrics
        self._in_line = Turns()
        self._waiting: Counter[str] = Counter()

    async def answer(
        self, address: str, whose: Callable[[], Awaitable[Conversation]], message: Incoming
    ) -> list[dict[str, Any]]:
        """The Replies to a message; see `Intake.answer`, whose exceptions pass through.

        `whose` gives the chat, or raises the refusal of a wrong token. Raises `Refusal` when the
        message has to wait, or the database can't find the chat; with the urgent card if it calls
        for one.
        """
        wait = await self._limits.wait("address", address)
        if wait:
            with self._counted(address, wait):
                conversation = await self._found(whose, message)
                return await self._limited(address, conversation, message, "address", wait)
        conversation = await self._found(whose, message)
        wait = await self._limits.wait("messages", conversation.id)
        name = "messages"
        if not wait and self._limits.busy:
            wait, name = BUSY_SECONDS, "busy"
        if not wait:
            with self._limits.turn():
                return await self._intake.answer(conversation, message)
        with self._counted(address, wait):
            return await self._limited(address, conversation, message, name, wait)

    async def _found(
        self, whose: Callable[[], Awaitable[Conversation]], message: Incoming
    ) -> Conversation:
        """The chat; a database that fails or hangs must not hold a red flag up."""
        looking = asyncio.ensure_future(whose())
        await asyncio.wait({looking}, timeout=LOOK_SECONDS)
        if not looking.done():
            card = await self._intake.urgent(None, message.text)
            patience = self._settings.screen_timeout if card else self._settings.rasa_timeout
            await asyncio.wait({looking}, timeout=max(0.0, patience - LOOK_SECONDS))
        if not looking.done():
            discard(looking)
            raise await self._intake.unkept(message.text)
        try:
            return looking.result()
        except Refusal:
            raise
        except Exception as error:
            raise await self._intake.unkept(message.text, error) from None

    async def _limited(
        self, address: str, conversation: Conversation, message: Incoming, name: str, wait: float
    ) -> list[dict[str, Any]]:
        turn = self._in_line.take(address)
        try:
            await turn.task
            card = await self._intake.urgent(conversation, message.text)
        finally:
            turn.end()
        self._metrics.limited.labels(name, "card" if card else "wait").inc()
        if card is None:
            raise self._refusal(name, wait)
        if await self._limits.wait("cards", conversation.id):
            # Stored often enough; still shown.
            raise self._refusal(name, wait, [card])
        return await self._intake.answer(conversation, message, ask=False)

    @contextmanager
    def _counted(self, address: str, wait: float) -> Iterator[None]:
        if self._waiting[address] >= MOST_READ_AT_AN_ADDRESS:
            self._metrics.limited.labels("address", "unread").inc()
            raise self._refusal("address", wait)
        self._waiting[address] += 1
        try:
            yield
        finally:
            self._waiting[address] -= 1
            if not self._waiting[address]:
                del self._waiting[address]

    def _refusal(
        self, name: str, wait: float, replies: list[dict[str, Any]] | None = None
    ) -> Refusal:
        seconds = max(1, math.ceil(wait))
        busy = name == "busy"
        return Refusal(
            503 if busy else 429,
            "busy" if busy else "slow_down",
            "Many people are writing just now."
            if busy
            else "These are more messages at once than we can answer.",
            f"Send it again in {seconds} s, or call {self._settings.clinic_phone}. If you have "
            "trouble breathing, swallowing, speaking or seeing, or you feel weak, call "
            f"{self._settings.emergency_number} now.",
            headers={"Retry-After": str(seconds)},
            replies=replies,
        )
