"""Carries rings between the web processes through Redis, so that a chat's stream may be anywhere.

On the channel are conversation ids and nothing else: no words, no names. A ring that is lost costs
a second or two, for every stream also looks by itself (`bot.web.events`); so nothing is kept,
nothing is repeated, and no patient waits for Redis.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
from collections.abc import Callable, Sequence
from typing import Any

import redis.asyncio as redis
import structlog

from bot.web.errors import whereabouts
from bot.web.events import Bell, Sign

log = structlog.get_logger(__name__)

CHANNEL = "aftercare:rings"
MOST_WAITING = 1_000
"""Rings not sent yet; beyond that new ones are dropped."""
MOST_TOGETHER = 100
QUIET_SECONDS = 3.0
"""After so long without a word Redis is asked for one; with none again, the line is taken for dead."""
AGAIN_SECONDS = 1.0
"""Between a failure and the next try."""
_RING = re.compile(r"([0-9a-f]{12}) (stored|patient|staff) ([A-Za-z0-9_-]{1,64})")


class LineDead(Exception):
    """Redis is connected and says nothing."""


class Relay:
    """One for a web process."""

    def __init__(
        self,
        url: str,
        bell: Bell,
        *,
        typing: Callable[[str, Any], None],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """`typing` is told who types in which chat elsewhere, `failed` that the line broke."""
        self._url = url
        self._bell = bell
        self._typing = typing
        self._failed = failed
        self._me = secrets.token_hex(6)
        self._waiting: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        bell.tell = self._tell
        bell.hears_others = False

    async def run(self) -> None:
        """Until cancelled: send and hear rings, connecting anew whenever the line breaks."""
        while True:
            try:
                await self._connected()
            except (redis.RedisError, OSError, LineDead) as error:
                self._failed()
                log.error("rings of other processes are not heard", **whereabouts(error))
            finally:
                self._bell.hears_others = False
                # Streams choose their own pace when they wait: let them choose it again.
                self._bell.wake_all()
            await asyncio.sleep(AGAIN_SECONDS)

    def _tell(self, sign: Sign, conversation_id: str) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self._waiting.put_nowait(f"{self._me} {sign} {conversation_id}")

    async def _connected(self) -> None:
        client = redis.Redis.from_url(
            self._url,
            decode_responses=True,
            socket_connect_timeout=QUIET_SECONDS,
            socket_timeout=QUIET_SECONDS,
        )
        listening = client.pubsub()
        try:
            await listening.subscribe(CHANNEL)
            both = [
                asyncio.create_task(self._hear(listening)),
                asyncio.create_task(self._send(client)),
            ]
            try:
                done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_EXCEPTION)
                for task in done:
                    task.result()
            finally:
                await _ended(both)
        finally:
            # A line that broke may break once more while it is closed.
            with contextlib.suppress(redis.RedisError, OSError):
                await listening.close()
                await client.close()

    async def _hear(self, listening: Any) -> None:
        asked = False
        while True:
            message = await listening.get_message(timeout=QUIET_SECONDS)
            if message is None:
                if asked:
                    raise LineDead
                await listening.ping()
                asked = True
                continue
            asked = False
            if message["type"] == "subscribe":
                self._bell.hears_others = True
                self._bell.wake_all()
            elif message["type"] == "message":
                self._heard(message["data"])

    def _heard(self, ring: str) -> None:
        found = _RING.fullmatch(ring)
        if found is None or found[1] == self._me:
            return
        _, sign, conversation_id = found.groups()
        if sign != "stored":
            self._typing(conversation_id, sign)
        self._bell.wake(conversation_id)

    async def _send(self, client: Any) -> None:
        while True:
            rings = [await self._waiting.get()]
            while len(rings) < MOST_TOGETHER and not self._waiting.empty():
                rings.append(self._waiting.get_nowait())
            async with client.pipeline(transaction=False) as pipe:
                for ring in dict.fromkeys(rings):
                    pipe.publish(CHANNEL, ring)
                await pipe.execute()


async def _ended(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel `tasks`, again if need be: redis-py loses a cancellation that comes as it hears or says
    its last word."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.2)
    for task in tasks:
        # Taken note of, so that nobody complains that it was not.
        task.cancelled() or task.exception()
