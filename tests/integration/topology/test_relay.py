"""Rings between web processes: they arrive, carry ids only, and a dead Redis stops nobody."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import redis.asyncio as client

from bot.web import relay
from bot.web.events import Bell
from bot.web.relay import CHANNEL, Relay
from bot.web.typing import Typing
from tests.integration.topology.services import Redis

CHAT = "c" * 22
pytestmark = pytest.mark.integration


class Process:
    """As much of a web process as rings."""

    def __init__(self, url: str) -> None:
        self.bell, self.failures = Bell(), 0
        self.typing = Typing(self.bell.ring)
        self.relay = Relay(url, self.bell, typing=self.typing.heard, failed=self._count)

    def _count(self) -> None:
        self.failures += 1


@contextlib.asynccontextmanager
async def processes(url: str, count: int = 2) -> AsyncIterator[list[Process]]:
    """Some of them, connected."""
    those = [Process(url) for _ in range(count)]
    running = [asyncio.create_task(one.relay.run()) for one in those]
    try:
        await connected(*those)
        yield those
    finally:
        await asyncio.wait_for(relay._ended(running), 5)


async def connected(*those: Process, hears: bool = True) -> None:
    async def so() -> None:
        for one in those:
            while one.bell.hears_others is not hears:
                await asyncio.sleep(0.01)

    await asyncio.wait_for(so(), 10)


async def rung(event: asyncio.Event, seconds: float = 2.0) -> bool:
    with contextlib.suppress(asyncio.TimeoutError):
        return await asyncio.wait_for(event.wait(), seconds)
    return False


async def test_a_ring_in_one_process_wakes_the_streams_of_the_others(redis: Redis) -> None:
    async with processes(redis.url, 3) as (here, there, elsewhere):
        mine, theirs = here.bell.listen(CHAT), [p.bell.listen(CHAT) for p in (there, elsewhere)]
        other_chat = there.bell.listen("d" * 22)
        here.bell.ring(CHAT)
        assert mine.is_set(), "its own streams must not wait for Redis"
        assert [await rung(event) for event in theirs] == [True, True]
        assert not other_chat.is_set()
        mine.clear()
        assert not await rung(mine, 0.2), "a process heard its own ring"


async def test_typing_is_shown_in_the_other_process(redis: Redis) -> None:
    async with processes(redis.url) as (here, there):
        event = there.bell.listen(CHAT)
        here.typing.sign(CHAT, "patient")
        assert await rung(event)
        assert there.typing.last(CHAT, "patient") > 0 > there.typing.last(CHAT, "staff")


async def test_nothing_but_ids_is_on_the_channel(redis: Redis) -> None:
    spy = client.Redis.from_url(redis.url, decode_responses=True)
    listening = spy.pubsub()
    await listening.subscribe(CHANNEL)
    async with processes(redis.url) as (here, _):
        here.bell.ring(CHAT)
        here.typing.sign(CHAT, "staff")
        seen = []
        while len(seen) < 2:
            message = await listening.get_message(timeout=2)
            assert message is not None
            if message["type"] == "message":
                seen.append(message["data"].split(" ")[1:])
    assert sorted(seen) == [["staff", CHAT], ["stored", CHAT]]
    await listening.close()
    await spy.close()


@pytest.mark.parametrize(
    "garbled",
    ["", "stored", "x" * 5000, f"{'0' * 12} stored ../../etc", f"{'0' * 12} gone {CHAT}"],
    ids=["empty", "short", "long", "no-id", "no-sign"],
)
async def test_what_is_no_ring_is_let_pass(redis: Redis, garbled: str) -> None:
    other = client.Redis.from_url(redis.url)
    async with processes(redis.url) as (here, there):
        event = there.bell.listen(CHAT)
        await other.publish(CHANNEL, garbled)
        here.bell.ring(CHAT)
        assert await rung(event)
        assert there.failures == 0
    await other.close()


async def test_a_dead_redis_stops_nobody_and_is_found_again(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "AGAIN_SECONDS", 0.05)
    async with processes(redis.url) as (here, there):
        waiting = there.bell.listen(CHAT)
        await asyncio.to_thread(redis.stop)
        await connected(here, there, hears=False)
        assert await rung(waiting), "streams must look by themselves from now on"
        assert there.failures >= 1
        mine = here.bell.listen(CHAT)
        here.bell.ring(CHAT)
        assert mine.is_set()
        for _ in range(relay.MOST_WAITING * 2):
            here.bell.ring(CHAT)
        await asyncio.to_thread(redis.start)
        await connected(here, there)
        waiting.clear()
        here.bell.ring(CHAT)
        assert await rung(waiting)


async def test_a_redis_that_hangs_is_noticed(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "QUIET_SECONDS", 0.2)
    async with processes(redis.url) as (here, _):
        assert redis.process is not None
        redis.process.send_signal(19)
        try:
            await connected(here, hears=False)
        finally:
            redis.process.send_signal(18)
        await connected(here)
