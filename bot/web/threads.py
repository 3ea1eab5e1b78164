"""Blocking work beside the event loop: one thread that writes, a few that read or compute."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Threads:
    """Writes go one after another, so that SQLite's writers don't poll for each other's lock."""

    def __init__(self) -> None:
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="desk-write")
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="desk-read")
        self._screens = ThreadPoolExecutor(4, thread_name_prefix="screen")

    async def write(self, work: Callable[..., T], *arguments: Any) -> T:
        """The result of a database write."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, work, *arguments)

    async def read(self, work: Callable[..., T], *arguments: Any) -> T:
        """The result of a database read."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, work, *arguments)

    async def screen(self, work: Callable[[], T]) -> T:
        """The result of the red-flag screen, which must not wait behind the database."""
        return await asyncio.get_running_loop().run_in_executor(self._screens, work)

    def close(self) -> None:
        """Finish what was begun and stop; work that hangs is left behind."""
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._screens.shutdown(wait=False, cancel_futures=True)


def discard(task: asyncio.Task[Any]) -> None:
    """Stop caring for a task: cancel it and never wait for it, for it may not heed that."""
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    task.cancel()
