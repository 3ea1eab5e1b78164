"""The middleware that says who is asking: `request.state.account`, `.csrf` and `.audit`.

It also refuses a change without the session's form token, ends answers whose session has ended
meanwhile, and has every view of a staff page recorded.
"""

from __future__ import annotations

import hmac
import time
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.staff.model import Session
from bot.web import guard, signin_cookies
from bot.web.errors import Refusal
from bot.web.guard import BEFORE_SIGN_IN, is_under
from bot.web.parts import Parts, parts_of
from bot.web.signin_cookies import Cookies, csrf_for
from bot.web.signin_trail import Trail, Views

STAFF_PATHS = (
    "/signin", "/signout", "/setup", "/invite", "/account", "/staff", "/audit",
    "/desk", "/editor", "/api/staff", "/api/desk", "/api/editor",
)  # fmt: skip
LONGEST_FORM = 8 * 1024 * 1024
LONGEST_BEFORE_SIGN_IN = 16 * 1024
"""Strangers must not fill the memory."""
LOOK_AGAIN_SECONDS = 1.0
"""How long an answer may go on (an event stream) before its session is looked up again."""

TOO_LONG = Refusal(413, "too_long", "That is too much for one form.", "Send less at once.")
FORM = ("application/x-www-form-urlencoded", "multipart/form-data")


class SessionEnded(Exception):
    """The session of an answer under way was ended: signed out, disabled, expired."""


class StaffSessions:
    """An ASGI middleware; the app's parts must be in place when the first request comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._views = Views()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        parts, cookies = parts_of(request), signin_cookies.of(request)
        token = request.cookies.get(cookies.session, "")
        session = await _session(parts, request, token) if token else None
        account = session.account if session and session.complete else None
        before = is_under(scope["path"], BEFORE_SIGN_IN)
        visitor, fresh = "", ""
        if session is None and before:
            visitor = request.cookies.get(cookies.visitor, "")
            if not visitor:
                visitor = fresh = signin_cookies.minted()
        key = token if session else visitor
        trail = Trail(request, parts, account, self._views)
        scope["state"] = {
            **scope.get("state", {}),
            "account": account,
            "session": session,
            "csrf": csrf_for(key) if key else "",
            "audit": trail.note,
            "csrf_checked": False,
        }
        if request.method not in guard.SAFE and is_under(scope["path"], STAFF_PATHS):
            # Without a session nobody is let in by a cookie, so there is nothing to forge there:
            # the guard answers that the session is over, which helps more than "wrong token".
            if session or before:
                try:
                    most = LONGEST_BEFORE_SIGN_IN if before else LONGEST_FORM
                    receive = await _checked(request, receive, most)
                except Refusal as refusal:
                    why = guard.NO_COOKIE if fresh else refusal
                    await guard.shown(request, why)(scope, receive, send)
                    return
            scope["state"]["csrf_checked"] = True
        sending = _Sending(send, parts, token if session else "", trail)
        if fresh:
            sending.cookie = _cookie(cookies, fresh)
        try:
            await self.app(scope, receive, sending)
        except Exception:
            if not sending.ended:
                raise
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            await trail.settled()


class _Sending:
    """Sends the answer on: waits for what is to be recorded, and stops when the session ends."""

    def __init__(self, send: Send, parts: Parts, token: str, trail: Trail) -> None:
        self._send, self._parts, self._token, self._trail = send, parts, token, trail
        self._looked = time.monotonic()
        self.cookie: tuple[bytes, bytes] | None = None
        self.ended = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._trail.viewed(message)
            await self._trail.settled()
            if self.cookie:
                message["headers"] = [*message.get("headers", []), self.cookie]
        elif self._token and time.monotonic() - self._looked > LOOK_AGAIN_SECONDS:
            now = self._parts.clock()
            if not await self._parts.threads.read(
                self._parts.staff.sessions.find, self._token, now
            ):
                self.ended = True
                raise SessionEnded
            self._looked = time.monotonic()
        await self._send(message)


async def _session(parts: Parts, request: Request, token: str) -> Session | None:
    now = parts.clock()
    session = await parts.threads.read(parts.staff.sessions.find, token, now)
    # A stream that reconnects by itself is no sign of somebody at the keyboard.
    waiting = "text/event-stream" in request.headers.get("accept", "")
    if session and not waiting and parts.staff.sessions.stale(session, now):
        await parts.threads.write(parts.staff.sessions.seen, session.id, now)
    return session


async def _checked(request: Request, receive: Receive, most: int) -> Receive:
    """`receive` for the endpoint, once the form token fits; raises `Refusal` if it does not."""
    if not _same_origin(request):
        raise guard.NO_TOKEN
    given = request.headers.get("x-csrf-token")
    if given is None and request.headers.get("content-type", "").startswith(FORM):
        body = await _body(receive, most)
        given = await _from_form(request, body)
        receive = _again(body, receive)
    expected = request.scope["state"]["csrf"]
    if not expected or not hmac.compare_digest((given or "").encode(), expected.encode()):
        raise guard.NO_TOKEN
    return receive


def _same_origin(request: Request) -> bool:
    """Whether the browser, if it says so at all, says that the page was one of ours."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    # Only the host: behind a proxy we may not know that the address began with https.
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _body(receive: Receive, most: int) -> bytes:
    chunks, length, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        chunks.append(message.get("body", b""))
        length += len(chunks[-1])
        if length > most:
            raise TOO_LONG
        more = message.get("more_body", False)
    return b"".join(chunks)


async def _from_form(request: Request, body: bytes) -> str | None:
    copy = Request(request.scope, _again(body, request.receive))
    try:
        form = await copy.form()
    except (HTTPException, ValueError):  # not of the form's form, or too many fields
        return None
    given = form.get("csrf")
    await copy.close()
    return given if isinstance(given, str) else None


def _again(body: bytes, receive: Receive) -> Receive:
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _cookie(cookies: Cookies, visitor: str) -> tuple[bytes, bytes]:
    carrier = Response()
    cookies.keep(carrier, cookies.visitor, visitor)
    return b"set-cookie", carrier.headers["set-cookie"].encode("latin-1")
