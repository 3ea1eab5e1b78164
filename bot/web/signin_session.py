"""Opening a browser's session, and giving it a new token."""

from __future__ import annotations

from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.staff.model import Account
from bot.web import signin_cookies
from bot.web.guard import START, home
from bot.web.parts import parts_of


async def let_in(request: Request, account: Account, target: str = START) -> Response:
    """Open a session and go on to `target`, or to the start page of the account's roles.

    The session's token is always a new one, and the session before it ends, so a token that
    somebody planted in the browser is worth nothing.
    """
    parts = parts_of(request)
    await parts.threads.write(parts.staff.attempts.succeeded, account.email)
    request.state.account = account
    await request.state.audit("signed_in", subject(account), where(request))
    return await opened(request, account, home(account) if target == START else target)


async def opened(
    request: Request, account: Account, target: str, *, complete: bool = True
) -> Response:
    """Open a session, half-way without `complete`, in place of the one before; go on to `target`."""
    parts, before = parts_of(request), request.state.session
    if before is not None:
        await parts.threads.write(parts.staff.sessions.end, before.id)
    browser = request.headers.get("user-agent", "")
    open_ = partial(parts.staff.sessions.open, complete=complete)
    token = await parts.threads.write(open_, account.id, browser, parts.clock())
    cookies, response = signin_cookies.of(request), RedirectResponse(target, 303)
    cookies.drop(response, cookies.visitor)
    cookies.keep(response, cookies.session, token)
    return response


async def renewed(request: Request, response: Response) -> Response:
    """End all sessions of who is signed in; `response` brings this browser a new one."""
    parts, account = parts_of(request), request.state.account
    await parts.threads.write(parts.staff.sessions.end_others, account.id)
    browser = request.headers.get("user-agent", "")
    token = await parts.threads.write(parts.staff.sessions.open, account.id, browser, parts.clock())
    cookies = signin_cookies.of(request)
    cookies.keep(response, cookies.session, token)
    return response


def text(form: FormData, name: str) -> str:
    """A form's field as text; empty if it is missing or a file."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def subject(account: Account) -> str:
    """How the log names an account."""
    return f"{account.name[:80]} ({account.id})"


def where(request: Request) -> dict[str, str]:
    """From where somebody signs in, for the log."""
    return {"from": request.client.host if request.client else ""}
