"""What the desk's endpoints have in common: who acts, what a form says, what a refusal says."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.desk.cases import CaseMoved, NotPossible, UnknownOutcome
from bot.desk.model import Staff
from bot.desk.store import UnknownCase, UnknownConversation
from bot.desk.store.floor import FloorTaken, NotYourFloor
from bot.staff.model import Account
from bot.web import guard
from bot.web.desk_view import duration, local
from bot.web.errors import Refusal
from bot.web.events import DESK
from bot.web.incoming import clean
from bot.web.parts import Parts, parts_of

LONGEST_FIELD = 4000
Endpoint = Callable[[Request], Awaitable[Response]]


def desk_page(endpoint: Endpoint) -> Endpoint:
    """An endpoint for the front desk, whose broken rules are told in plain words."""

    @guard.staff("front_desk")
    @functools.wraps(endpoint)
    async def told(request: Request) -> Response:
        try:
            return await endpoint(request)
        except (
            CaseMoved,
            NotPossible,
            UnknownOutcome,
            UnknownCase,
            UnknownConversation,
            FloorTaken,
            NotYourFloor,
        ) as error:
            raise _in_words(error, request) from None

    return told


def person(request: Request) -> Staff:
    """Who is acting."""
    return Staff(request.state.account.id, request.state.account.name)


def works_at_desk(account: Account) -> bool:
    """Whether a case can be given to somebody."""
    return account.disabled_at is None and account.signs_in and account.may("front_desk")


async def fields(request: Request) -> dict[str, str]:
    """A form's fields as clean text, each cut off at a length no honest form reaches."""
    async with request.form(max_fields=200) as form:
        return {
            name: clean(value)[:LONGEST_FIELD]
            for name, value in form.multi_items()
            if isinstance(value, str)
        }


def render(request: Request, template: str, **context: Any) -> Response:
    """A desk page from its template, which also finds times of the clinic's own clock."""
    zone = parts_of(request).desk.plan.hours.zone
    return guard.page(
        request,
        template,
        local=functools.partial(local, zone=zone),
        duration=duration,
        readable=lambda name: str(name).replace("_", " "),
        **context,
    )


def number(text: str | None) -> int:
    """A form's version field; −1, which no case has, for nonsense."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


def done(request: Request, parts: Parts, conversation_id: str, **more: Any) -> Response:
    """The answer to a change that was made: JSON for a script, else back to the chat's page."""
    if conversation_id:
        parts.bell.ring(conversation_id)
    parts.bell.ring(DESK)
    if guard.is_fetch(request):
        return JSONResponse({"status": "done", **more})
    back = f"/desk/conversations/{conversation_id}" if conversation_id else "/desk"
    return RedirectResponse(back, 303)


def _in_words(error: Exception, request: Request) -> Refusal:
    if isinstance(error, CaseMoved):
        return _moved(error, request)
    if isinstance(error, FloorTaken):
        return Refusal(
            409,
            "floor_taken",
            f"{error.name} is already in this chat.",
            "Read along here, or ask them to hand it back.",
        )
    if isinstance(error, NotYourFloor):
        return Refusal(
            409,
            "not_your_floor",
            "You are not in this chat, so nothing was sent.",
            "Join the chat and send it again. Your text is kept.",
        )
    if isinstance(error, UnknownConversation):
        return Refusal(
            410,
            "chat_deleted",
            "The patient deleted this chat.",
            "There is nothing to answer any more. The case itself stays in the list.",
        )
    if isinstance(error, UnknownOutcome):
        return Refusal(422, "no_outcome", "There is no outcome.", "Choose how the case ended.")
    if isinstance(error, UnknownCase):
        return Refusal(404, "no_case", "There is no such case.", "Go back to the list.")
    return Refusal(
        409,
        "not_possible",
        "That can't be done with this case any more.",
        "Look at it as it is now, then go on from there.",
    )


def _moved(error: CaseMoved, request: Request) -> Refusal:
    case = error.escalation
    mine = request.state.account.id
    if case.status == "claimed" and case.claimed_by != mine:
        words = f"{case.claimed_name} has taken this case first."
    elif case.acknowledged_at is None and case.urgency in ("emergency", "urgent"):
        words = "The patient has written something more serious meanwhile. Nothing was changed."
    elif case.status == "resolved":
        words = "A colleague has resolved this case meanwhile."
    else:
        words = "This case has changed since you looked at it. Nothing was changed."
    return Refusal(409, "case_moved", words, "Look at it as it is now, then go on from there.")


__all__ = ["desk_page", "done", "fields", "number", "parts_of", "person", "render", "works_at_desk"]
