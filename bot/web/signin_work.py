"""Hashing passwords beside the event loop: one at a time, for it takes memory and a core."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.staff import passwords
from bot.web.errors import Refusal

MOST_WAITING = 20
T = TypeVar("T")


class PasswordWork:
    """The queue of passwords to hash or check; patients never wait in it."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="passwords")
        self._waiting = 0

    async def fits(self, password_hash: str | None, password: str) -> bool:
        """See `passwords.fits`. Raises `Refusal` when too many wait."""
        return await self._do(lambda: passwords.fits(password_hash, password))

    async def hashed(self, password: str, *personal: str) -> str:
        """The hash of a password worth taking. Raises `passwords.TooEasy` and `Refusal`."""

        def work() -> str:
            passwords.accept(password, *personal)
            return passwords.hashed(password)

        return await self._do(work)

    async def hashed_again(self, password: str) -> str:
        """The hash of a password already in use. Raises `Refusal`."""
        return await self._do(lambda: passwords.hashed(password))

    def close(self) -> None:
        """Take no more work."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _do(self, work: Callable[[], T]) -> T:
        if self._waiting >= MOST_WAITING:
            raise Refusal(
                503, "busy", "Too many people are signing in.", "Try again in a few seconds."
            )
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1
