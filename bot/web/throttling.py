"""What every request has to keep to before an endpoint sees it: length, pace, rate by address.

Messages have their own way in, `bot.web.admission`, because a red flag is answered at any rate.
"""

from __future__ import annotations

import asyncio
import math
import re
import time

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web import guard, incoming
from bot.web.errors import Refusal
from bot.web.guard import BEFORE_SIGN_IN, is_under
from bot.web.limits import address_key
from bot.web.parts import Parts, parts_of

CHATS = "/api/conversations"
BODY_SECONDS = 60.0
"""How long any request's body may take; a patient's has less (`incoming.BODY_SECONDS`)."""
STREAM_AGAIN_SECONDS = 30
_EVENTS = re.compile(rf"{CHATS}/([^/]{{1,64}})/events")


class InTime:
    """An ASGI middleware: a request's body gets its time and not more."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        await self.app(scope, _in_time(receive) if scope["type"] == "http" else receive, send)


class Throttling:
    """An ASGI middleware for lengths, rates and streams; the app's parts must be in place when the first request comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        parts = parts_of(request)
        address = address_key(request.client.host if request.client else None)
        refusal = _too_long(request) or await _too_often(request, parts, address)
        if refusal is not None:
            await guard.shown(request, refusal)(scope, receive, send)
            return
        stream = _EVENTS.fullmatch(scope["path"])
        if stream is None:
            await self.app(scope, receive, send)
            return
        with parts.limits.stream(stream[1], address) as free:
            if free:
                await self.app(scope, receive, send)
                return
        parts.metrics.limited.labels("streams", "wait").inc()
        full = refused(
            "too_many_streams", "Too many chats are open at once.", STREAM_AGAIN_SECONDS, parts
        )
        await full.response()(scope, receive, send)


def refused(code: str, message: str, wait: float, parts: Parts) -> Refusal:
    """The refusal of what may be asked again in `wait` seconds."""
    seconds = max(1, math.ceil(wait))
    return Refusal(
        429,
        code,
        message,
        f"Try again in {seconds} s, or call {parts.settings.clinic_phone}. "
        f"In an emergency call {parts.settings.emergency_number}.",
        headers={"Retry-After": str(seconds)},
    )


def _too_long(request: Request) -> Refusal | None:
    """Refused by what the request says of itself, before anybody looks for the chat."""
    declared = request.headers.get("content-length", "")
    if is_under(request.url.path, (CHATS,)) and declared.isdigit():
        if len(declared) > 9 or int(declared) > incoming.MOST_BYTES:
            return incoming.too_long(413)
    return None


async def _too_often(request: Request, parts: Parts, address: str) -> Refusal | None:
    name = _rate(request.method, request.url.path)
    wait = await parts.limits.wait(name, address) if name else 0.0
    if not wait:
        return None
    parts.metrics.limited.labels(name, "wait").inc()
    what = "tries to sign in" if name == "sign_in" else "requests"
    return refused("slow_down", f"There were too many {what} from your address.", wait, parts)


def _rate(method: str, path: str) -> str:
    """The rate that a request counts for; empty for none."""
    if is_under(path, (CHATS,)):
        if method == "POST" and path == CHATS:
            return "chats"
        return "" if path.endswith("/messages") else "requests"
    if method not in guard.SAFE and is_under(path, BEFORE_SIGN_IN):
        return "sign_in"
    return ""


def _in_time(receive: Receive) -> Receive:
    """`receive`, which raises `Refusal` when the body is not complete in time."""
    until = time.monotonic() + BODY_SECONDS
    complete = False

    async def receiving() -> Message:
        nonlocal complete
        if complete:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(0.001, until - time.monotonic()))
        except asyncio.TimeoutError:
            raise Refusal(
                408, "too_slow", "The request did not arrive in time.", "Send it again."
            ) from None
        complete = not message.get("more_body", False)
        return message

    return receiving
