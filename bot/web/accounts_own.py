"""/account: everybody's own password, second step, and where they are signed in."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.staff import second_step
from bot.staff.attempts import Locked
from bot.staff.model import ROLES
from bot.staff.second_step import WrongCode
from bot.web.accounts import actor
from bot.web.errors import Refusal
from bot.web.guard import page, staff
from bot.web.parts import parts_of
from bot.web.signin import paused
from bot.web.signin_first import new_password
from bot.web.signin_session import renewed, text

WRONG_PRESENT = "That is not your present password."
WRONG_CODE = "That code does not fit. Wait for the next one and try again."
NOTHING_BEGUN = Refusal(
    404, "nothing_begun", "No second step is being set up.", "Begin on your account's page."
)
DONE = {
    "password": "Your password was changed. You were signed out everywhere else.",
    "sessions": "You were signed out everywhere else.",
    "second-step-off": "The second step is off: your password is enough.",
}


@staff()
async def account(request: Request) -> Response:
    """The page."""
    return await _account(request)


@staff()
async def password(request: Request) -> Response:
    """Change the password; every other session ends, this one gets a new token."""
    parts, mine = parts_of(request), request.state.account
    errors = await _present_password(request)
    personal = (mine.name, mine.email, parts.settings.clinic_name)
    password_hash = "" if errors else await new_password(request, errors, *personal)
    if errors:
        return await _account(request, 422, errors=errors, open_form="password")
    await parts.threads.write(
        parts.staff.accounts.set_password, mine.id, password_hash, actor(request), parts.clock()
    )
    return await renewed(request, RedirectResponse("/account?done=password", 303))


@staff()
async def sign_out_others(request: Request) -> Response:
    """End every session but this one."""
    parts, session = parts_of(request), request.state.session
    ended = await parts.threads.write(
        parts.staff.sessions.end_others, session.account.id, session.id
    )
    await request.state.audit("signed_out_elsewhere", session.account.id, {"sessions": ended})
    return RedirectResponse("/account?done=sessions", 303)


@staff()
async def begin_second_step(request: Request) -> Response:
    """Make the secret, then show it: a page that is only looked at changes nothing."""
    parts = parts_of(request)
    if errors := await _present_password(request):
        return await _account(request, 422, errors=errors, open_form="second_step")
    await parts.threads.write(parts.staff.second_step.begin, request.state.account.id)
    return RedirectResponse("/account/second-step", 303)


@staff()
async def second_step_form(request: Request) -> Response:
    """The picture for the phone, and the field for its first code."""
    return await _second_step(request)


@staff()
async def second_step_picture(request: Request) -> Response:
    """The QR code of the secret that waits for its first code; nobody's cache keeps it."""
    parts = parts_of(request)
    secret = await _pending(request)
    png = second_step.picture(secret, request.state.account.email, parts.settings.clinic_name)
    return Response(png, media_type="image/png")


@staff()
async def turn_on_second_step(request: Request) -> Response:
    """Take the first code; the recovery codes are shown this once."""
    parts, form = parts_of(request), await request.form()
    await _pending(request)
    try:
        codes = await parts.threads.write(
            parts.staff.second_step.turn_on,
            request.state.account.id,
            text(form, "code")[:40],
            actor(request),
            parts.clock(),
        )
    except WrongCode:
        return await _second_step(request, 422, error=WRONG_CODE)
    # Whoever is signed in elsewhere came in without the second step.
    session = request.state.session
    await parts.threads.write(parts.staff.sessions.end_others, session.account.id, session.id)
    return page(request, "staff/recovery_codes.html", codes=codes)


@staff()
async def renew_codes(request: Request) -> Response:
    """New recovery codes."""
    parts = parts_of(request)
    if errors := await _present_password(request):
        return await _account(request, 422, errors=errors, open_form="second_step")
    if not request.state.account.two_steps:
        raise NOTHING_BEGUN
    codes = await parts.threads.write(
        parts.staff.second_step.renew, request.state.account.id, actor(request), parts.clock()
    )
    return page(request, "staff/recovery_codes.html", codes=codes)


@staff()
async def turn_off_second_step(request: Request) -> Response:
    """Ask for the password only."""
    parts = parts_of(request)
    if errors := await _present_password(request):
        return await _account(request, 422, errors=errors, open_form="second_step")
    await parts.threads.write(
        parts.staff.second_step.turn_off, request.state.account.id, actor(request), parts.clock()
    )
    return RedirectResponse("/account?done=second-step-off", 303)


async def _present_password(request: Request) -> dict[str, str]:
    """What is wrong with the form's present password; failures count as those at the door do."""
    parts, mine, form = parts_of(request), request.state.account, await request.form()
    attempts, now = parts.staff.attempts, parts.clock()
    try:
        await parts.threads.write(attempts.begin, mine.email, now)
    except Locked as pause:
        return {"present": paused(pause.until, now)}
    kept = await parts.threads.read(parts.staff.accounts.password_hash, mine.id)
    if not await parts.passwords.fits(kept, text(form, "present")):
        await request.state.audit("password_check_failed", mine.id)
        return {"present": WRONG_PRESENT}
    await parts.threads.write(attempts.succeeded, mine.email)
    return {}


async def _pending(request: Request) -> str:
    parts = parts_of(request)
    secret = await parts.threads.read(parts.staff.second_step.pending, request.state.account.id)
    if secret is None:
        raise NOTHING_BEGUN
    return secret


async def _second_step(request: Request, status: int = 200, error: str | None = None) -> Response:
    secret = await _pending(request)
    spelled = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return page(request, "staff/second_step.html", status, secret=spelled, error=error)


async def _account(request: Request, status: int = 200, **context: Any) -> Response:
    parts, mine = parts_of(request), request.state.account
    given = {"errors": {}, "open_form": "", **context}
    left = await parts.threads.read(parts.staff.second_step.codes_left, mine.id)
    sessions = await parts.threads.read(parts.staff.sessions.of, mine.id, parts.clock())
    return page(
        request,
        "staff/account.html",
        status,
        mine=mine,
        all_roles=ROLES,
        codes_left=left,
        sessions=sessions,
        this=request.state.session.id,
        done=DONE.get(request.query_params.get("done", "")),
        few="few" in request.query_params,
        **given,
    )


ROUTES = [
    Route("/account", account, methods=["GET"]),
    Route("/account/password", password, methods=["POST"]),
    Route("/account/sessions", sign_out_others, methods=["POST"]),
    Route("/account/second-step", second_step_form, methods=["GET"]),
    Route("/account/second-step", turn_on_second_step, methods=["POST"]),
    Route("/account/second-step/begin", begin_second_step, methods=["POST"]),
    Route("/account/second-step/codes", renew_codes, methods=["POST"]),
    Route("/account/second-step/off", turn_off_second_step, methods=["POST"]),
    Route("/account/second-step/picture.png", second_step_picture, methods=["GET"]),
]
