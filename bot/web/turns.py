"""Order within one conversation: a message waits until the one before it has its reply."""

from __future__ import annotations

import asyncio


class Turn:
    """A place in a conversation's queue, taken at once; `task` is done when it comes up."""

    def __init__(self, turns: Turns, key: str) -> None:
        self._turns = turns
        self._key = key
        self._lock = turns.enter(key)
        self.task: asyncio.Task[bool] = asyncio.ensure_future(self._lock.acquire())

    def end(self) -> None:
        """Give the place up, whether it came up or not; exactly once."""
        if self.task.done() and not self.task.cancelled():
            self._lock.release()
        else:
            # If the lock is handed over in this very moment, the task still ends as done.
            self.task.add_done_callback(
                lambda task: None if task.cancelled() else self._lock.release()
            )
            self.task.cancel()
        self._turns.leave(self._key)


class Turns:
    """The queues of all conversations that have a message under way."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    def take(self, key: str) -> Turn:
        """A place at the end of `key`'s queue."""
        return Turn(self, key)

    def enter(self, key: str) -> asyncio.Lock:
        """One more is waiting; for `Turn` only."""
        lock, waiting = self._locks.get(key) or (asyncio.Lock(), 0)
        self._locks[key] = (lock, waiting + 1)
        return lock

    def leave(self, key: str) -> None:
        """One fewer is waiting; for `Turn` only."""
        lock, waiting = self._locks.pop(key)
        if waiting > 1:
            self._locks[key] = (lock, waiting - 1)
