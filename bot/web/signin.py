"""Signing in and out: /signin, /signin/code, /signout, and who one is for an open page."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.staff import passwords
from bot.staff.attempts import Locked, Tries
from bot.staff.audit import Actor
from bot.staff.second_step import WrongCode
from bot.web import signin_cookies
from bot.web.guard import START, home, own_path, page, staff
from bot.web.parts import parts_of
from bot.web.signin_session import let_in, opened, subject, text, where

WRONG = "That e-mail address and password do not fit together."


async def signin_form(request: Request) -> Response:
    """The form; who is signed in already goes on."""
    parts = parts_of(request)
    target = own_path(request.query_params.get("next"))
    if request.state.account:
        return RedirectResponse(home(request.state.account) if target == START else target, 303)
    if await parts.threads.read(parts.staff.accounts.nobody_yet):
        return RedirectResponse("/setup", 303)
    return _form(request, target=target)


async def signin(request: Request) -> Response:
    """Take e-mail address and password.

    An address that nobody has gets the same answers, after the same work, as one with a wrong
    password, the pause after five failures included: nobody can find out who works here.
    """
    parts, form = parts_of(request), await request.form()
    target, address = own_path(text(form, "next")), text(form, "email").strip().casefold()[:254]
    now = parts.clock()
    try:
        tries = await parts.threads.write(parts.staff.attempts.begin, address, now)
    except Locked as pause:
        return _form(request, 429, target=target, email=address, until=pause.until)
    found = await parts.threads.read(parts.staff.accounts.credentials, address)
    password = text(form, "password")
    if not await parts.passwords.fits(found[1] if found else None, password) or not found:
        whose = subject(found[0]) if found else "an address nobody has"
        await request.state.audit("sign_in_failed", whose, where(request))
        return _form(request, 401, target=target, email=address, tries=tries)
    account, password_hash = found
    if passwords.outdated(password_hash):
        renewed = await parts.passwords.hashed_again(password)
        renew = partial(parts.staff.accounts.set_password, quietly=True)
        actor = Actor(account.id, account.name)
        await parts.threads.write(renew, account.id, renewed, actor, now)
    if account.two_steps:
        query = urlencode({"next": target})
        return await opened(request, account, f"/signin/code?{query}", complete=False)
    return await let_in(request, account, target)


async def code_form(request: Request) -> Response:
    """The second step's form, for who has given the password."""
    target = own_path(request.query_params.get("next"))
    if not _half_way(request):
        return RedirectResponse(f"/signin?{urlencode({'next': target})}", 303)
    return page(request, "staff/code.html", target=target, error=None)


async def code(request: Request) -> Response:
    """Take the code of the second step."""
    parts, form = parts_of(request), await request.form()
    target = own_path(text(form, "next"))
    if not _half_way(request):
        return RedirectResponse(f"/signin?{urlencode({'next': target})}", 303)
    account, now = request.state.session.account, parts.clock()
    try:
        tries = await parts.threads.write(parts.staff.attempts.begin, account.email, now)
        left = await parts.threads.write(
            parts.staff.second_step.use,
            account.id,
            text(form, "code")[:40],
            Actor(account.id, account.name),
            now,
        )
    except Locked as pause:
        error = paused(pause.until, now)
        return page(request, "staff/code.html", 429, target=target, error=error)
    except WrongCode:
        await request.state.audit("second_step_failed", subject(account), where(request))
        error = f"That code does not fit. {_left(tries)}"
        return page(request, "staff/code.html", 401, target=target, error=error)
    return await let_in(request, account, "/account?few=1" if (left or 9) < 3 else target)


async def signout(request: Request) -> Response:
    """End this browser's session."""
    parts, session = parts_of(request), request.state.session
    if session is not None:
        if session.complete:
            await request.state.audit("signed_out", subject(session.account))
        await parts.threads.write(parts.staff.sessions.end, session.id)
    response, cookies = RedirectResponse("/signin", 303), signin_cookies.of(request)
    cookies.drop(response, cookies.session, cookies.visitor)
    return response


@staff()
async def session(request: Request) -> Response:
    """Who is signed in, and the token for forms: an open page asks after signing in again."""
    one = request.state.session
    return JSONResponse(
        {
            "name": one.account.name,
            "roles": sorted(one.account.roles),
            "csrf": request.state.csrf,
            "ends_at": one.expires_at.isoformat(timespec="seconds"),
        }
    )


def _form(request: Request, status: int = 200, **context: Any) -> Response:
    given: dict[str, Any] = {"email": "", "until": None, "tries": None, **context}
    error = None
    if given["until"]:
        error = paused(given["until"], parts_of(request).clock())
    elif given["tries"]:
        error = f"{WRONG} {_left(given['tries'])}"
    return page(
        request,
        "staff/signin.html",
        status,
        target=given["target"],
        email=given["email"],
        error=error,
    )


def paused(until: datetime, now: datetime) -> str:
    """What somebody is told who tried too often."""
    minutes = max(1, round((until - now).total_seconds() / 60))
    return (
        f"Too many failed tries. Signing in with this address is paused until "
        f"{until.astimezone():%H:%M} (for {minutes} more minute{'s' if minutes > 1 else ''}). "
        "If you forgot your password, ask an admin for a link to choose a new one."
    )


def _left(tries: Tries) -> str:
    if tries.left == 0:
        return "That was one too many: there is a pause of 15 minutes now."
    return (
        f"{tries.left} more {'try' if tries.left == 1 else 'tries'} before a pause of 15 minutes."
    )


def _half_way(request: Request) -> bool:
    return request.state.session is not None and not request.state.session.complete


ROUTES = [
    Route("/signin", signin_form, methods=["GET"]),
    Route("/signin", signin, methods=["POST"]),
    Route("/signin/code", code_form, methods=["GET"]),
    Route("/signin/code", code, methods=["POST"]),
    Route("/signout", signout, methods=["POST"]),
    Route("/api/staff/session", session, methods=["GET"]),
]
