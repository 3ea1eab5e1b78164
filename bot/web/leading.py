"""Keeps asking for the leader's lease (`bot.leader`), so that one web process does the schedules."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import time
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot import leader
from bot.desk.store import DeskStore
from bot.desk.store.leases import Leases
from bot.leader import Standing
from bot.web.errors import whereabouts
from bot.web.threads import Threads

log = structlog.get_logger(__name__)

RESIGN_SECONDS = 2.0
"""How long a stopping process tries to let another lead at once; the lease ends by itself, too."""


class Leading:
    """Whether this process leads; one that is alone always does, without a lease."""

    def __init__(
        self,
        store: DeskStore,
        threads: Threads,
        *,
        alone: bool,
        own_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`alone`: there is no other web process. `own_clock` never jumps; it tells until when this
        process may act."""
        self._alone = alone
        self._leases = Leases(store)
        self._threads = threads
        self._clock = own_clock
        # A host's name and a process's number help whoever looks into the table; they may repeat.
        self._me = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._standing = Standing()

    def leads(self) -> bool:
        """Whether to do what one process does for all, now."""
        return self._alone or self._standing.leads(self._clock())

    async def run(self) -> None:
        """Until cancelled: take the lease when it is free, and renew it."""
        while not self._alone:
            await self.ask()
            await asyncio.sleep(leader.RENEW_SECONDS)

    async def ask(self) -> None:
        """Take or renew the lease once."""
        before, led = self._clock(), self.leads()
        try:
            # Not through the writing thread: the lease must not wait for patients' messages, nor
            # they for it.
            lease = await self._threads.read(self._leases.claim, self._me)
        except SQLAlchemyError as error:
            # What is held is held until its fence.
            log.error("lease not renewed", **whereabouts(error))
            return
        self._standing = leader.standing(lease, before)
        if self.leads() != led:
            log.info("leads the schedules" if self.leads() else "leads no more")

    async def resign(self) -> None:
        """This process stops: let another take over at once, if the database takes that."""
        if self._alone or not self.leads():
            return
        self._standing = Standing()
        try:
            await asyncio.wait_for(
                self._threads.read(self._leases.resign, self._me), RESIGN_SECONDS
            )
        except (SQLAlchemyError, asyncio.TimeoutError) as error:
            log.error("lease not given back; it ends by itself", **whereabouts(error))
