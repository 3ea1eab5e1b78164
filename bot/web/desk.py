"""The staff's first view: the cases that wait for a human. It grows in a later release."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import secrets
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.desk.model import Case, Staff
from bot.desk.store.casework import Casework
from bot.web.errors import Refusal
from bot.web.parts import Parts, parts_of

KINDS = {
    "red_flag": "Red flag",
    "request": "Asked for a person",
    "hand_over": "Question for staff",
    "incident": "The bot could not answer",
}


def token_from(path: Path, given: str | None = None) -> str:
    """The desk's password: `given`, or the one kept in `path`, made there if there is none.

    Raises `OSError` when the file can't be read or made.
    """
    if given:
        return given
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(16) + "\n")
    return path.read_text().strip()


async def page(request: Request) -> Response:
    """The list of open cases."""
    return await _rendered(request, "desk.html")


async def fragment(request: Request) -> Response:
    """The list alone, for the page to renew itself."""
    return await _rendered(request, "_cases.html")


async def cases(request: Request) -> JSONResponse:
    """The open cases as JSON."""
    parts = _signed_in(request)
    found = await parts.threads.read(parts.store.cases)
    return JSONResponse({"escalations": [_public(case, parts.clock()) for case in found]})


async def close(request: Request) -> Response:
    """Take a case off the list."""
    parts = _signed_in(request)
    _same_site(request)
    # Until people sign in one by one, the desk is one person.
    desk = Staff("desk", "The front desk")
    case = await parts.threads.read(Casework(parts.store).case, request.path_params["id"])
    close = partial(Casework(parts.store).act, version=case.version, outcome="other")
    await parts.threads.write(close, case.id, "resolve", desk, parts.clock())
    return RedirectResponse("/desk", 303)


async def _rendered(request: Request, template: str) -> Response:
    parts = _signed_in(request)
    found = await parts.threads.read(parts.store.cases)
    now = parts.clock()
    html = parts.pages.get_template(template).render(
        settings=parts.settings,
        cases=[_public(case, now) for case in found],
        kinds=KINDS,
    )
    return HTMLResponse(html)


def _public(case: Case, now: datetime) -> dict[str, Any]:
    one = case.escalation
    return {
        "id": one.id,
        "conversation_id": one.conversation_id,
        "episode": one.episode,
        "kind": one.kind,
        "urgency": one.urgency,
        "status": one.status,
        "opened_at": one.opened_at.isoformat(timespec="seconds"),
        "waiting_seconds": max(0, int((now - one.opened_at).total_seconds())),
        "waiting": waiting(now - one.opened_at),
        "message": one.message,
        "told": one.told,
        "facts": one.facts,
        "rules": [reason for reason in one.reasons if reason not in KINDS],
        "lines": [{"role": line.role, "text": line.text} for line in case.lines],
    }


def waiting(time: timedelta) -> str:
    """A waiting time in words, to the minute."""
    minutes = max(0, int(time.total_seconds())) // 60
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 48 else f"{hours // 24} days"


def _signed_in(request: Request) -> Parts:
    """The app's parts, for staff only: HTTP Basic with any name, or a bearer token."""
    parts = parts_of(request)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            given = ""
    elif scheme.lower() != "bearer":
        given = ""
    if not hmac.compare_digest(given.strip().encode(), parts.desk_token.encode()):
        raise Refusal(
            401,
            "staff_only",
            "This page is for the clinic's staff.",
            "Sign in with any name and the desk's password; `aftercare up` shows it.",
            headers={"WWW-Authenticate": 'Basic realm="Front desk", charset="UTF-8"'},
        )
    return parts


def _same_site(request: Request) -> None:
    """Refuse a form that another site sent: browsers add Basic credentials to those too."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refusal(403, "other_site", "The form came from another site.", "Use the desk's page.")


ROUTES = [
    Route("/desk", page, methods=["GET"]),
    Route("/desk/cases", fragment, methods=["GET"]),
    Route("/desk/cases/{id}/close", close, methods=["POST"]),
    Route("/api/desk/escalations", cases, methods=["GET"]),
]
