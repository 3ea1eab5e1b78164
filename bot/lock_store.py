"""One turn of a conversation at a time, whichever Rasa worker it reaches.

Rasa's own Redis store reads a lock, changes it and writes it back, so that two workers can take the
same ticket at once. redis-py's lock is taken and given back in one step each. It ends by itself:
a worker that was killed in a turn holds the conversation up for some seconds, not a minute.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator

import redis.asyncio as redis
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import LockError as NotHeld
from redis.exceptions import RedisError

LONGEST_TURN_SECONDS = 10.0
"""The web process waits five seconds for an answer, an action is given up after as many."""
LONGEST_WAIT_SECONDS = 5.0
POLL_SECONDS = 0.02
REDIS_SECONDS = 2.0


class ConversationLocks(LockStore):
    """Locks in Redis; for `lock_store` in Rasa's endpoints."""

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        """`endpoint_config.url` is Redis's address."""
        self._redis = redis.Redis.from_url(
            endpoint_config.url or "",
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
        )
        super().__init__()

    @contextlib.asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LONGEST_TURN_SECONDS,
        wait_time_in_seconds: float = POLL_SECONDS,
    ) -> AsyncGenerator[None, None]:
        """Hold the conversation as long as the block lasts.

        Raises `rasa.core.lock_store.LockError` when it stays taken, or Redis can't be asked.
        """
        lock = self._redis.lock(
            f"aftercare:turn:{conversation_id}",
            timeout=lock_lifetime,
            sleep=wait_time_in_seconds,
            blocking_timeout=LONGEST_WAIT_SECONDS,
        )
        try:
            if not await lock.acquire():
                raise LockError("the conversation is taken")
        except (RedisError, OSError) as error:
            raise LockError(type(error).__name__) from None
        try:
            yield
        finally:
            # If not, it has ended or will by itself; the turn is done and its answer counts.
            with contextlib.suppress(NotHeld, RedisError, OSError):
                await lock.release()

    # What Rasa's own way of locking would need, and this one does not.
    def get_lock(self, conversation_id: str) -> TicketLock | None:
        """No tickets here."""
        return None

    def save_lock(self, lock: TicketLock) -> None:
        """No tickets here."""

    def delete_lock(self, conversation_id: str) -> None:
        """No tickets here."""
