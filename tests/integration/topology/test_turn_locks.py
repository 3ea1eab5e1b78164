"""Rasa workers take turns in one conversation, through Redis."""

from __future__ import annotations

import asyncio
import time

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot import lock_store
from tests.integration.topology.services import Redis

CHAT = "c" * 22
pytestmark = pytest.mark.integration


def worker(url: str) -> LockStore:
    """A Rasa worker's locks, made the way Rasa makes them."""
    return LockStore.create(EndpointConfig(url=url, type="bot.lock_store.ConversationLocks"))


async def test_two_workers_never_have_one_conversation_at_once(redis: Redis) -> None:
    here, there = worker(redis.url), worker(redis.url)
    inside, most = 0, 0

    async def turn(store: LockStore) -> None:
        nonlocal inside, most
        async with store.lock(CHAT):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*[turn(store) for _ in range(10) for store in (here, there)])
    assert most == 1


async def test_other_conversations_do_not_wait(redis: Redis) -> None:
    store, began = worker(redis.url), time.monotonic()
    async with store.lock(CHAT), store.lock("d" * 22):
        assert time.monotonic() - began < 1


async def test_a_killed_workers_lock_ends_by_itself(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = worker(redis.url).lock(CHAT, lock_lifetime=0.3)
    await dead.__aenter__()
    began = time.monotonic()
    async with worker(redis.url).lock(CHAT):
        assert 0.2 < time.monotonic() - began < 2
    # And what it would still say in its own end harms nobody.
    await dead.__aexit__(None, None, None)
    monkeypatch.setattr(lock_store, "LONGEST_WAIT_SECONDS", 0.1)
    async with worker(redis.url).lock(CHAT):
        with pytest.raises(LockError):
            async with worker(redis.url).lock(CHAT):
                pass


async def test_a_redis_that_is_away_is_an_error_at_once(redis: Redis) -> None:
    redis.stop()
    with pytest.raises(LockError):
        async with worker(redis.url).lock(CHAT):
            pass
