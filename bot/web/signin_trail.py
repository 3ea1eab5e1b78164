"""`request.state.audit`, and the record of what staff looked at."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from starlette.requests import Request
from starlette.types import Message

from bot.staff.audit import NOBODY, Actor, Row
from bot.staff.model import Account
from bot.web import guard
from bot.web.errors import whereabouts
from bot.web.parts import Parts

VIEWED = ("/desk", "/editor", "/staff", "/audit", "/api/desk", "/api/editor")
SAME_VIEW = timedelta(minutes=10)
"""A script that asks for the same thing again within this time is one view."""
_PATIENCE = 3.0
_PLAIN = re.compile(r"[A-Za-z0-9_.:-]{1,64}")

log = structlog.get_logger(__name__)


class Views:
    """What scripts fetched lately, so that a list that renews itself is recorded once."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, ...], datetime] = OrderedDict()

    def new(self, now: datetime, *key: str) -> bool:
        """Whether this is a view of its own."""
        last = self._seen.get(key)
        if last is not None and now - last < SAME_VIEW:
            return False
        self._seen[key] = now
        self._seen.move_to_end(key)
        if len(self._seen) > 5000:
            self._seen.popitem(last=False)
        return True


class Trail:
    """What one request adds to the audit log."""

    def __init__(
        self, request: Request, parts: Parts, account: Account | None, views: Views
    ) -> None:
        self._request, self._parts, self._views = request, parts, views
        self._account = account
        self._tasks: list[asyncio.Task[Row]] = []

    def note(
        self, action: str, subject: str, details: Mapping[str, Any] | None = None
    ) -> asyncio.Task[Row]:
        """Add to the log. It may be awaited; the answer is not sent before it is on disk anyway.

        `action` is a few words joined by _ ("case_closed"), `subject` an id or address, `details`
        short facts; never what a patient wrote. Awaiting raises `NotRecordable`.
        """
        account = self._request.state.account or self._account
        actor = Actor(account.id, account.name) if account else NOBODY
        work = self._parts.threads.write(
            self._parts.staff.audit.note, actor, action, subject, details, self._parts.clock()
        )
        task = asyncio.ensure_future(work)
        self._tasks.append(task)
        return task

    def viewed(self, start: Message) -> None:
        """Record that staff saw a page, by its address without the query."""
        scope = self._request.scope
        if self._account is None or scope["method"] != "GET" or start["status"] != 200:
            return
        path = scope["path"]
        if not any(path == top or path.startswith(top + "/") for top in VIEWED):
            return
        subject, details = _address(path, scope.get("path_params", {}))
        if guard.is_fetch(self._request):
            key = (self._account.id, self._request.state.session.id, path)
            if not self._views.new(self._parts.clock(), *key):
                return
        self.note("viewed", subject, details)

    async def settled(self) -> None:
        """Wait until what was noted is on disk.

        An entry that can't be written is logged and does not hold the answer back: a desk that
        shows nothing because its log's disk is full would hide the patients who wait.
        """
        tasks, self._tasks = self._tasks, []
        if not tasks:
            return
        done, late = await asyncio.wait(tasks, timeout=_PATIENCE)
        for task in done:
            if not task.cancelled() and (error := task.exception()):
                log.error("audit entry lost", **whereabouts(error))
        if late:
            log.error("audit entries late", count=len(late))


def _address(path: str, params: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """A path with its ids replaced by their names, and the ids; odd ones are left out."""
    values = {str(value): name for name, value in params.items()}
    parts = [f"{{{values[part]}}}" if part in values else part for part in path.split("/")]
    details = {
        name: str(value) if _PLAIN.fullmatch(str(value)) else "…" for name, value in params.items()
    }
    return "/".join(parts)[:200], details
