"""Colleagues who are signed in, for tests of any staff page.

alice = await colleague(clinic.app, "front_desk")
answer = await alice.get("/desk")
answer = await alice.post("/desk/cases/1/close", {"outcome": "called"})
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.staff import passwords
from bot.staff.audit import Actor
from bot.staff.model import Account
from bot.web.parts import Parts
from bot.web.signin_cookies import csrf_for

HTTPS = "https://clinic.test"
COOKIE = "__Host-aftercare-session"
PASSWORD = "teapot granite violin"
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = {"Accept": "application/json"}
TESTER = Actor("", "tests")


@cache
def password_hash() -> str:
    """The hash of PASSWORD."""
    return passwords.hashed(PASSWORD)


class Browser:
    """Somebody's browser; `csrf` is what a form of theirs carries."""

    def __init__(self, app: Starlette, token: str = "", account: Account | None = None) -> None:
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HTTPS)
        self.account = account
        self.token = token
        if token:
            self.client.cookies.set(COOKIE, token, domain="clinic.test", path="/")

    @property
    def csrf(self) -> str:
        """The form token of the session."""
        return csrf_for(self.token)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        """Look at a page."""
        return await self.client.get(path, headers=more.pop("headers", PAGE), **more)

    async def post(
        self, path: str, data: Mapping[str, Any] | None = None, **more: Any
    ) -> httpx.Response:
        """Send a form, with its token."""
        form = {"csrf": self.csrf, **(data or {})}
        return await self.client.post(path, data=form, headers=more.pop("headers", PAGE), **more)


async def colleague(app: Starlette, *roles: str, name: str = "Alice") -> Browser:
    """Somebody with an account of these roles, signed in; the app must have been started."""
    parts: Parts = app.state.parts
    account = await hired(app, *roles, name=name)
    token = await parts.threads.write(
        parts.staff.sessions.open, account.id, "a browser of tests", parts.clock()
    )
    return Browser(app, token, account)


async def hired(app: Starlette, *roles: str, name: str = "Alice") -> Account:
    """An account with PASSWORD; its address is the name's at clinic.example."""
    parts: Parts = app.state.parts
    staff, now = parts.staff, parts.clock()
    email = f"{name.lower().replace(' ', '.')}@clinic.example"
    invite = partial(staff.invitations.invite, name, email, roles, TESTER, now)
    _, link = await parts.threads.write(invite)
    return await parts.threads.write(staff.invitations.accept, link, name, password_hash(), now)
