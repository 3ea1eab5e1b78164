"""Blocking work beside the event loop: one thread that writes, a few that read or compute."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

T = TypeVar("T")
MOST_TOGETHER = 64


class Writer:
    """One thread that makes all writes, and lets those that wait share one commit.

    A commit waits for the disk, on a busy one 20 ms and more; without sharing, that bounds the
    messages a second. And SQLite's writers would poll for each other's lock.
    """

    def __init__(self, together: Callable[[], AbstractContextManager[None]]) -> None:
        """`together` is `DeskStore.together`."""
        self._together = together
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._run, name="desk-write", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """A future that is done once the work's commit is on disk, or failed."""
        future: Future[T] = Future()
        self._jobs.put((work, future))
        return future

    def close(self) -> None:
        """Finish what is waiting and stop; after a few seconds give up on a write that hangs."""
        self._jobs.put(None)
        self._thread.join(timeout=3)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            jobs = [job]
            last = False
            while not last and len(jobs) < MOST_TOGETHER and not self._jobs.empty():
                more = self._jobs.get()
                last = more is None
                if more is not None:
                    jobs.append(more)
            jobs = [
                (work, future) for work, future in jobs if future.set_running_or_notify_cancel()
            ]
            if len(jobs) < 2 or not self._jointly(jobs):
                for work, future in jobs:
                    _settle(future, *_outcome(work))
            if last:
                return

    def _jointly(self, jobs: list[tuple[Callable[[], Any], Future[Any]]]) -> bool:
        """Do `jobs` with one commit; False when the database failed and nothing was kept.

        After some errors (a full disk) SQLite has already rolled all of them back, so none may be
        taken for done; each then gets a try of its own.
        """
        outcomes = []
        try:
            with self._together():
                for work, _ in jobs:
                    result, error = _outcome(work)
                    if isinstance(error, SQLAlchemyError) and not isinstance(error, IntegrityError):
                        raise error
                    outcomes.append((result, error))
        except Exception:
            return False
        for (_, future), outcome in zip(jobs, outcomes, strict=True):
            _settle(future, *outcome)
        return True


class Threads:
    """The app's threads."""

    def __init__(self, together: Callable[[], AbstractContextManager[None]]) -> None:
        """`together` is `DeskStore.together`."""
        self._writer = Writer(together)
        self._lookup = ThreadPoolExecutor(1, thread_name_prefix="desk-lookup")
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="desk-read")
        self._screens = ThreadPoolExecutor(4, thread_name_prefix="screen")

    async def write(self, work: Callable[..., T], *arguments: Any) -> T:
        """The result of a database write, once it is on disk."""
        # A write that was begun is finished, even if nobody waits for it any more.
        future = self._writer.submit(partial(work, *arguments))
        return await asyncio.shield(asyncio.wrap_future(future))

    async def read(self, work: Callable[..., T], *arguments: Any) -> T:
        """The result of a database read."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, work, *arguments)

    async def look_up(self, work: Callable[..., T], *arguments: Any) -> T:
        """The result of a quick read; those asked for first are done first.

        Every message begins with one, and messages must not overtake each other there.
        """
        return await asyncio.get_running_loop().run_in_executor(self._lookup, work, *arguments)

    async def screen(self, work: Callable[[], T]) -> T:
        """The result of the red-flag screen, which must not wait behind the database."""
        return await asyncio.get_running_loop().run_in_executor(self._screens, work)

    def close(self) -> None:
        """Finish the writes and stop; other work that hangs is left behind."""
        self._writer.close()
        self._lookup.shutdown(wait=False, cancel_futures=True)
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._screens.shutdown(wait=False, cancel_futures=True)


def discard(task: asyncio.Task[Any]) -> None:
    """Stop caring for a task: cancel it and never wait for it, for it may not heed that."""
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    task.cancel()


def _outcome(work: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return work(), None
    except Exception as error:
        return None, error


def _settle(future: Future[Any], result: Any, error: Exception | None) -> None:
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
