"""How much one visitor may ask for: rates by chat and address, and how much goes on at once.

Rates are counted in this process, or in Redis when several web processes share the work. A Redis that
fails does not stop anybody: this process then counts for itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import time
from collections import Counter
from collections.abc import Iterator

import structlog
from throttled.asyncio import MemoryStore, RateLimiterType, RedisStore, Throttled, rate_limiter
from throttled.exceptions import StoreUnavailableError

from bot.settings import Settings
from bot.web.errors import whereabouts
from bot.web.metrics import Metrics

log = structlog.get_logger(__name__)

REMEMBERED = 50_000
"""Keys counted at once in memory; beyond, those unused for longest are forgotten."""
CARDS_A_MINUTE = 30
"""Urgent cards stored for one chat that is above its rate; the patient sees any more all the same."""
REQUESTS_FOR_A_MESSAGE = 4
"""How many other requests to the chat API go with a message: typing, transcript, a dropped line."""
STREAMS_A_CHAT, STREAMS_AN_ADDRESS = 6, 60
REDIS_SECONDS = 0.1
REDIS_REST_SECONDS = 5.0
"""How long Redis is let alone after it failed."""


class Limits:
    """The rates and counts of one web process."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        a_minute = {
            "chats": settings.rate_chats,
            "messages": settings.rate_messages,
            "address": settings.rate_address,
            "requests": settings.rate_address * REQUESTS_FOR_A_MESSAGE,
            "sign_in": settings.rate_sign_in,
            "cards": CARDS_A_MINUTE,
        }
        self._here = _rates(a_minute, MemoryStore(options={"MAX_SIZE": REMEMBERED}))
        self._shared: dict[str, Throttled] = {}
        if settings.redis_url:
            options = {"SOCKET_TIMEOUT": REDIS_SECONDS, "SOCKET_CONNECT_TIMEOUT": REDIS_SECONDS}
            self._shared = _rates(a_minute, RedisStore(settings.redis_url, options))
        self._shared_again = 0.0
        self._metrics = metrics
        self._most = {"turns": settings.most_turns, "streams": settings.most_streams}
        self._under_way: Counter[str] = Counter()

    async def wait(self, name: str, key: str) -> float:
        """Seconds until `key` (a chat, an address) may go on; 0 when it may, and then it is counted."""
        if name not in self._here:
            return 0.0
        if self._shared and time.monotonic() >= self._shared_again:
            try:
                asked = self._shared[name].limit(f"aftercare:{name}:{key}")
                state = (await asyncio.wait_for(asked, REDIS_SECONDS)).state
                return float(state.retry_after)
            except (StoreUnavailableError, asyncio.TimeoutError) as error:
                self._shared_again = time.monotonic() + REDIS_REST_SECONDS
                self._metrics.failures.labels("limits", "redis").inc()
                log.error("redis does not count; counting here", **whereabouts(error))
        return float((await self._here[name].limit(f"{name}:{key}")).state.retry_after)

    @property
    def busy(self) -> bool:
        """Whether as many messages are being answered as can be in good time."""
        return 0 < self._most["turns"] <= self._under_way["turns"]

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """One message is being answered."""
        with self._counted("turns"):
            yield

    @contextlib.contextmanager
    def stream(self, chat: str, address: str) -> Iterator[bool]:
        """An event stream, as long as the block lasts; False when it is one too many."""
        keys = (f"chat:{chat}", f"address:{address}", "streams")
        most = (STREAMS_A_CHAT, STREAMS_AN_ADDRESS, self._most["streams"])
        free = all(
            limit == 0 or self._under_way[key] < limit
            for key, limit in zip(keys, most, strict=True)
        )
        if not free:
            yield False
            return
        with contextlib.ExitStack() as stack:
            for key in keys:
                stack.enter_context(self._counted(key))
            yield True

    def under_way(self, what: str) -> int:
        """How many "turns" or "streams" there are now."""
        return self._under_way[what]

    @contextlib.contextmanager
    def _counted(self, key: str) -> Iterator[None]:
        self._under_way[key] += 1
        try:
            yield
        finally:
            self._under_way[key] -= 1
            if not self._under_way[key]:
                del self._under_way[key]


def address_key(host: str | None) -> str:
    """What a visitor's address counts as: an IPv6 home has a whole /64 to choose from."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _rates(a_minute: dict[str, int], store: MemoryStore | RedisStore) -> dict[str, Throttled]:
    return {
        name: Throttled(
            using=RateLimiterType.GCRA.value,
            quota=rate_limiter.per_min(number, burst=number),
            store=store,
        )
        for name, number in a_minute.items()
        if number
    }
