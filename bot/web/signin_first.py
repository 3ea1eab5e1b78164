"""Coming in for the first time: /setup on a fresh install, /invite/… with a one-time link."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.staff import setup_code
from bot.staff.accounts import NotAName, NotAnEmail, email_address, person_name
from bot.staff.invitations import AlreadySetUp, LinkSpent
from bot.staff.passwords import TooEasy
from bot.web.errors import Refusal
from bot.web.guard import page, shown
from bot.web.parts import parts_of
from bot.web.signin_session import let_in, text

NAME_WRONG = "Write your name, in at most 100 characters."
EMAIL_WRONG = "Write an e-mail address such as alice@clinic.example."
CODE_WRONG = "That is not the set-up code."
NOT_THE_SAME = "The two passwords are not the same."
SET_UP = Refusal(
    404,
    "already_set_up",
    "This clinic is set up already.",
    "Sign in, or ask an admin of the clinic for an invitation.",
)
SPENT = Refusal(
    410,
    "link_spent",
    "This link does not work any more.",
    "It was used, is older than three days, or a newer one took its place. "
    "Ask an admin of the clinic for a new one.",
)


async def setup_form(request: Request) -> Response:
    """The form for the first admin, while nobody has an account."""
    parts = parts_of(request)
    if not await parts.threads.read(parts.staff.accounts.nobody_yet):
        return shown(request, SET_UP)
    await parts.threads.read(setup_code.ensure, parts.settings.var)
    return page(request, "staff/setup.html", errors={}, given={})


async def setup(request: Request) -> Response:
    """Make the first admin."""
    parts, form = parts_of(request), await request.form()
    if not await parts.threads.read(parts.staff.accounts.nobody_yet):
        return shown(request, SET_UP)
    given = {name: text(form, name) for name in ("code", "name", "email")}
    errors: dict[str, str] = {}
    password_hash = ""
    if not await parts.threads.read(setup_code.fits, parts.settings.var, given["code"]):
        # Strangers get no further: no hashing for them.
        errors["code"] = CODE_WRONG
    else:
        _check(errors, given)
        personal = (given["name"], given["email"], parts.settings.clinic_name)
        password_hash = await new_password(request, errors, *personal)
    if errors:
        return page(request, "staff/setup.html", 422, errors=errors, given=given)
    try:
        account = await parts.threads.write(
            parts.staff.invitations.set_up,
            given["name"],
            given["email"],
            password_hash,
            parts.clock(),
        )
    except AlreadySetUp:
        return shown(request, SET_UP)
    await parts.threads.read(setup_code.remove, parts.settings.var)
    return await let_in(request, account, "/staff?welcome=1")


async def invite_form(request: Request) -> Response:
    """What somebody sees who opens their link; looking at it does not use it up."""
    parts = parts_of(request)
    token = request.path_params["token"]
    try:
        account = await parts.threads.read(parts.staff.invitations.whose, token, parts.clock())
    except LinkSpent:
        return shown(request, SPENT)
    return page(request, "staff/invite.html", who=account, name=account.name, errors={})


async def invite(request: Request) -> Response:
    """Use the link: choose a password, and be signed in."""
    parts, form = parts_of(request), await request.form()
    token, name, now = request.path_params["token"], text(form, "name"), parts.clock()
    errors: dict[str, str] = {}
    try:
        account = await parts.threads.read(parts.staff.invitations.whose, token, now)
        _check(errors, {"name": name})
        personal = (name, account.email, parts.settings.clinic_name)
        password_hash = await new_password(request, errors, *personal)
        if errors:
            context: dict[str, Any] = {"who": account, "name": name, "errors": errors}
            return page(request, "staff/invite.html", 422, **context)
        account = await parts.threads.write(
            parts.staff.invitations.accept, token, name, password_hash, now
        )
    except LinkSpent:
        return shown(request, SPENT)
    if account.two_steps:
        # A link alone must not get around the second step.
        await parts.threads.write(parts.staff.attempts.succeeded, account.email)
        return RedirectResponse("/signin", 303)
    return await let_in(request, account)


async def new_password(request: Request, errors: dict[str, str], *personal: str) -> str:
    """The hash of the form's new password; what is wrong with it goes into `errors`."""
    form = await request.form()
    password = text(form, "password")
    if password != text(form, "again"):
        errors["again"] = NOT_THE_SAME
    try:
        return await parts_of(request).passwords.hashed(password, *personal)
    except TooEasy as reason:
        errors["password"] = str(reason)
        return ""


def _check(errors: dict[str, str], given: dict[str, str]) -> None:
    try:
        person_name(given["name"])
    except NotAName:
        errors["name"] = NAME_WRONG
    try:
        email_address(given.get("email", "nobody@clinic.example"))
    except NotAnEmail:
        errors["email"] = EMAIL_WRONG


ROUTES = [
    Route("/setup", setup_form, methods=["GET"]),
    Route("/setup", setup, methods=["POST"]),
    Route("/invite/{token}", invite_form, methods=["GET"]),
    Route("/invite/{token}", invite, methods=["POST"]),
]
