"""/staff: who has an account and what they may do. For admins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.staff.accounts import (
    EmailTaken,
    LastAdmin,
    NoSuchRole,
    NotAName,
    NotAnEmail,
    UnknownAccount,
)
from bot.staff.audit import Actor
from bot.staff.model import ROLES, Account
from bot.web import signin_cookies
from bot.web.errors import Refusal
from bot.web.guard import page, staff
from bot.web.parts import parts_of
from bot.web.signin_first import EMAIL_WRONG, NAME_WRONG
from bot.web.signin_session import text

ROLE_WRONG = "Choose at least one role."
TAKEN = "Somebody has an account with this address already."
NO_ACCOUNT = Refusal(
    404, "unknown_account", "There is no such account.", "Look it up in the list of accounts."
)
LAST_ADMIN = Refusal(
    409,
    "last_admin",
    "Nobody would be left who can manage accounts. Nothing was changed.",
    "Give somebody else the role of an admin first.",
)
YOURSELF = Refusal(
    409,
    "yourself",
    "You cannot do that to your own account. Nothing was changed.",
    "Ask another admin.",
)
DONE = {
    "roles": "The roles were changed.",
    "disabled": "The account was disabled and signed out everywhere.",
    "enabled": "The account works again.",
}


@staff("admin")
async def everybody(request: Request) -> Response:
    """The list, and the form for an invitation."""
    return await _list(request)


@staff("admin")
async def invite(request: Request) -> Response:
    """Make an account and show its one-time link, this once."""
    parts, form = parts_of(request), await request.form()
    given = {name: text(form, name) for name in ("name", "email")}
    roles = [str(role) for role in form.getlist("roles")]
    problem = {}
    try:
        account, token = await parts.threads.write(
            parts.staff.invitations.invite,
            given["name"],
            given["email"],
            roles,
            actor(request),
            parts.clock(),
        )
    except NotAName:
        problem = {"name": NAME_WRONG}
    except NotAnEmail:
        problem = {"email": EMAIL_WRONG}
    except EmailTaken:
        problem = {"email": TAKEN}
    except NoSuchRole:
        problem = {"roles": ROLE_WRONG}
    if problem:
        return await _list(request, 422, errors=problem, given={**given, "roles": roles})
    return page(request, "staff/link.html", who=account, link=_link(request, token))


@staff("admin")
async def one(request: Request) -> Response:
    """One account."""
    return await _one(request)


@staff("admin")
async def roles(request: Request) -> Response:
    """Change what somebody may do."""
    parts, form = parts_of(request), await request.form()
    chosen = [str(role) for role in form.getlist("roles")]
    try:
        await _change(request, parts.staff.accounts.give_roles, chosen)
    except NoSuchRole:
        return await _one(request, 422, errors={"roles": ROLE_WRONG})
    return _back(request, "roles")


@staff("admin")
async def disable(request: Request) -> Response:
    """Lock somebody out, at once and everywhere."""
    if request.path_params["id"] == request.state.account.id:
        raise YOURSELF
    await _change(request, parts_of(request).staff.accounts.disable)
    return _back(request, "disabled")


@staff("admin")
async def enable(request: Request) -> Response:
    """Let somebody in again."""
    await _change(request, parts_of(request).staff.accounts.enable)
    return _back(request, "enabled")


@staff("admin")
async def reset(request: Request) -> Response:
    """A one-time link for a new password, shown this once; all sessions end now."""
    parts, form = parts_of(request), await request.form()
    if request.path_params["id"] == request.state.account.id:
        raise YOURSELF
    account = await _account(request)
    off = text(form, "second_step_off") == "yes"
    token = await parts.threads.write(
        lambda: parts.staff.invitations.reset(
            account.id, actor(request), parts.clock(), second_step_off=off
        )
    )
    return page(request, "staff/link.html", who=account, link=_link(request, token))


def actor(request: Request) -> Actor:
    """Who is named in the log."""
    return Actor(request.state.account.id, request.state.account.name)


async def _change(request: Request, work: Callable[..., Any], *values: Any) -> None:
    parts = parts_of(request)
    try:
        await parts.threads.write(
            work, request.path_params["id"], *values, actor(request), parts.clock()
        )
    except UnknownAccount:
        raise NO_ACCOUNT from None
    except LastAdmin:
        raise LAST_ADMIN from None


async def _account(request: Request) -> Account:
    parts = parts_of(request)
    try:
        return await parts.threads.read(parts.staff.accounts.get, request.path_params["id"])
    except UnknownAccount:
        raise NO_ACCOUNT from None


async def _list(request: Request, status: int = 200, **context: Any) -> Response:
    parts = parts_of(request)
    return page(
        request,
        "staff/accounts.html",
        status,
        **{
            "accounts": await parts.threads.read(parts.staff.accounts.all),
            "roles": ROLES,
            "given": {"name": "", "email": "", "roles": ["front_desk"]},
            "errors": {},
            "welcome": "welcome" in request.query_params,
            **context,
        },
    )


async def _one(request: Request, status: int = 200, **context: Any) -> Response:
    parts, account = parts_of(request), await _account(request)
    sessions = await parts.threads.read(parts.staff.sessions.of, account.id, parts.clock())
    return page(
        request,
        "staff/one_account.html",
        status,
        who=account,
        roles=ROLES,
        sessions=sessions,
        errors=context.get("errors", {}),
        done=DONE.get(request.query_params.get("done", "")),
    )


def _back(request: Request, done: str) -> Response:
    return RedirectResponse(f"/staff/{request.path_params['id']}?done={done}", 303)


def _link(request: Request, token: str) -> str:
    """The address of a one-time link: https, except on the machine itself."""
    scheme = "https" if signin_cookies.of(request).secure else "http"
    return f"{scheme}://{request.url.netloc}/invite/{token}"


ROUTES = [
    Route("/staff", everybody, methods=["GET"]),
    Route("/staff/invite", invite, methods=["POST"]),
    Route("/staff/{id}", one, methods=["GET"]),
    Route("/staff/{id}/roles", roles, methods=["POST"]),
    Route("/staff/{id}/disable", disable, methods=["POST"]),
    Route("/staff/{id}/enable", enable, methods=["POST"]),
    Route("/staff/{id}/reset", reset, methods=["POST"]),
]
