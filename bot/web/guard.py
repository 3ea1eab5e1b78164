"""Who may see a page: `@staff("front_desk")` on an endpoint, and what everybody else is told.

`bot.web.signin_state` sets `request.state.account`, `.csrf` and `.audit` before any endpoint runs.
Every staff endpoint declares its roles here; tests/integration/staff holds each route of the app to
what it declares, so a route without a declaration fails there.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.staff.model import ROLES, Account
from bot.web.errors import Refusal, plain
from bot.web.parts import parts_of

Endpoint = Callable[[Request], Awaitable[Response]]
BEFORE_SIGN_IN = ("/signin", "/setup", "/invite")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
START = "/account"
"""Where a sign-in leads that was not on its way to a certain page."""


def staff(*roles: str) -> Callable[[Endpoint], Endpoint]:
    """Let only signed-in staff with one of `roles` in; without roles, everybody signed in.

    An admin may do everything. Others: a page is redirected to /signin and comes back, a fetch gets
    401 as JSON; the wrong role gets 403. Raises `ValueError` for a role that does not exist.
    """
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"no such role: {', '.join(sorted(unknown))}")

    def decorate(endpoint: Endpoint) -> Endpoint:
        @functools.wraps(endpoint)
        async def guarded(request: Request) -> Response:
            account = request.state.account
            if account is None:
                return await not_signed_in(request)
            if not account.may(*roles):
                return shown(request, WRONG_ROLE)
            if request.method not in SAFE and not getattr(request.state, "csrf_checked", False):
                # An address outside the middleware's list of staff paths: refuse, don't trust.
                return shown(request, NO_TOKEN)
            return await endpoint(request)

        guarded.staff_roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate


WRONG_ROLE = Refusal(
    403,
    "wrong_role",
    "Your account may not do this.",
    "Ask an admin of the clinic if you need it.",
)
NO_TOKEN = Refusal(
    403,
    "form_expired",
    "This page was opened before you signed in, or came from another site. Nothing was changed.",
    "Go back, load the page again and repeat what you did.",
)
NO_COOKIE = Refusal(
    403,
    "form_expired",
    "The browser did not keep this page's cookie, so nothing was sent.",
    "Load the page again. If that does not help: allow cookies for this address, and make sure that "
    "it begins with https (http works only on the very machine that Aftercare runs on).",
)
SIGNED_OUT = Refusal(
    401,
    "signed_out",
    "You are signed out.",
    "Sign in in another tab, then repeat what you did here; nothing on this page is lost.",
)


async def not_signed_in(request: Request) -> Response:
    """To the sign-in page and back, or 401 for a fetch; to /setup while nobody has an account."""
    if is_fetch(request):
        return SIGNED_OUT.response()
    parts = parts_of(request)
    if await parts.threads.read(parts.staff.accounts.nobody_yet):
        return RedirectResponse("/setup", 303)
    target = request.url.path
    if request.url.query and request.method in SAFE:
        target += f"?{request.url.query}"
    if request.method not in SAFE:
        # A form cannot be sent again by a redirect: back to the page that held it.
        came_from = urlsplit(request.headers.get("referer", ""))
        target = came_from.path if came_from.netloc == request.url.netloc else START
    return RedirectResponse(f"/signin?{urlencode({'next': own_path(target)})}", 303)


def own_path(target: str | None) -> str:
    """`target` if it is a path on this site that a browser will read as one, else the start page.

    Browsers take "//other", "/\\other" and "/<tab>/other" for another site's address.
    """
    if not target or len(target) > 2000 or not target.startswith("/"):
        return START
    if target.startswith("//") or "\\" in target or any(ord(one) < 33 for one in target):
        return START
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or parts.path.startswith(("/signin", "/signout", "/setup")):
        return START
    return target


def home(account: Account) -> str:
    """The page that an account's work begins on."""
    if account.roles & {"front_desk"}:
        return "/desk"
    return "/editor" if account.roles & {"editor", "approver"} else "/staff"


def is_fetch(request: Request) -> bool:
    """Whether a script asks, which wants JSON, rather than a person who wants a page."""
    accept = request.headers.get("accept", "")
    if "text/html" in accept:
        return request.url.path.startswith("/api/")
    return (
        request.url.path.startswith("/api/")
        or "application/json" in accept
        or "text/event-stream" in accept
        or request.headers.get("sec-fetch-dest") == "empty"
        or "x-csrf-token" in request.headers
    )


def page(request: Request, template: str, status: int = 200, /, **context: Any) -> HTMLResponse:
    """A staff page; its template extends staff/layout.html and finds `request` and `account`."""
    html = parts_of(request).pages.get_template(template)
    words = html.render(
        request=request, account=request.state.account, moment=moment, browser=browser, **context
    )
    return HTMLResponse(words, status)


def moment(at: datetime | None) -> str:
    """A moment on the clinic's own clock."""
    return f"{at.astimezone():%d %B %Y, %H:%M}".lstrip("0") if at else "never"


def browser(agent: str) -> str:
    """A browser in words, as far as it tells; only to recognise one's own."""
    makers = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
    systems = {
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Android": "Android",
        "Windows": "Windows",
        "Mac OS X": "Mac",
        "Linux": "Linux",
    }
    maker = next((name for sign, name in makers.items() if sign in agent), "A browser")
    system = next((f" on {name}" for sign, name in systems.items() if sign in agent), "")
    return maker + system


def shown(request: Request, refusal: Refusal) -> Response:
    """A refusal as JSON for a script, as a page for a person."""
    if is_fetch(request):
        return refusal.response()
    response = page(request, "staff/refused.html", refusal.status, refusal=refusal)
    response.headers.update(refusal.headers or {})
    return response


async def refused(request: Request, error: Exception) -> Response:
    """Starlette's handler for `Refusal`: staff who browse get a page, everyone else JSON."""
    assert isinstance(error, Refusal)
    if error.replies is None and _staff_browses(request):
        return shown(request, error)
    return error.response()


async def http_refused(request: Request, error: Exception) -> Response:
    """The same for Starlette's own errors (no such address, wrong method)."""
    assert isinstance(error, HTTPException)
    return await refused(request, plain(error))


def _staff_browses(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and (
        request.state.account is not None or is_under(request.url.path, BEFORE_SIGN_IN)
    )


def is_under(path: str, tops: tuple[str, ...]) -> bool:
    """Whether a path is one of `tops` or below it."""
    return any(path == top or path.startswith(top + "/") for top in tops)
