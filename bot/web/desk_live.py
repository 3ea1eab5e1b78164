"""The desk's live line: what has changed, as server-sent events; pages then fetch what they show.

Its being open is also how we know that somebody is at the desk.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from sse_starlette import EventSourceResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.model import Staff
from bot.web.desk_common import desk_page, person
from bot.web.events import DESK
from bot.web.parts import Parts, parts_of

LOOK_SECONDS = 1.0
"""Unrung, look into the database this often: another process may have taken a red flag."""
SEEN_SECONDS = 15.0
LONGEST_SECONDS = 600.0
"""Then the browser opens the line anew, which looks at the session and roles again."""


@desk_page
async def stream(request: Request) -> Response:
    """Events `queue` and, for the chat named in `?chat=`, `chat` and `typing`."""
    parts = parts_of(request)
    chat = request.query_params.get("chat")
    return EventSourceResponse(changes(parts, person(request), chat), ping=15)


async def changes(parts: Parts, who: Staff, chat: str | None) -> AsyncIterator[dict[str, Any]]:
    """What has changed at the desk, until the browser leaves or ten minutes have passed."""
    desk, read = parts.desk, parts.threads.read
    ringing = parts.bell.listen(DESK)
    if chat:
        parts.bell.join(chat, ringing)
    queue: Any = None
    lines: Any = None
    begun, seen, typed = time.monotonic(), float("-inf"), time.monotonic()
    try:
        while time.monotonic() - begun < LONGEST_SECONDS:
            ringing.clear()
            if time.monotonic() - seen > SEEN_SECONDS:
                await parts.threads.write(desk.presence.seen, who, parts.clock())
                desk.attendance.renew(await read(desk.presence.present, parts.clock()))
                seen = time.monotonic()
            now = await read(desk.casework.pulse)
            if now != queue:
                queue = now
                yield {"event": "queue", "data": json.dumps(now)}
            if chat:
                fresh = await read(desk.casework.chat_pulse, chat)
                if fresh != lines:
                    lines = fresh
                    yield {"event": "chat", "data": json.dumps(fresh)}
                if desk.typing.last(chat, "patient") > typed:
                    typed = time.monotonic()
                    yield {"event": "typing", "data": json.dumps({"who": "patient"})}
            try:
                await asyncio.wait_for(ringing.wait(), LOOK_SECONDS)
            except asyncio.TimeoutError:
                continue
    finally:
        parts.bell.leave(DESK, ringing)
        if chat:
            parts.bell.leave(chat, ringing)


ROUTES = [Route("/desk/events", stream, methods=["GET"])]
