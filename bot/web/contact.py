"""A patient leaves how to be called back: name, phone number, and their consent."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.desk.store import UnknownConversation
from bot.web import incoming
from bot.web.chat_access import conversation_of, not_yours
from bot.web.errors import Refusal
from bot.web.events import DESK
from bot.web.parts import parts_of

MOST_NAME = 100
_PHONE = re.compile(r"\+?[\d\s().\-/]{5,30}(?:\s?(?:x|ext\.?)\s?\d{1,6})?", re.IGNORECASE)


async def leave_contact(request: Request) -> JSONResponse:
    """Keep a name and number for the desk; the next one replaces it."""
    parts = parts_of(request)
    conversation = await conversation_of(request, parts)
    declared = request.headers.get("content-length")
    name, phone = _parsed(await incoming.body(request.stream(), declared))
    try:
        await parts.threads.write(
            parts.desk.floor.leave_contact, conversation.id, name, phone, parts.clock()
        )
    except UnknownConversation:
        raise not_yours() from None
    parts.bell.ring(conversation.id)
    parts.bell.ring(DESK)
    return JSONResponse({"status": "kept"})


def _parsed(data: bytes) -> tuple[str, str]:
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise Refusal(
            400,
            "not_json",
            "The request is not a JSON object.",
            'Send {"name": "…", "phone": "…", "consent": true} as application/json.',
        )
    name, phone = (
        " ".join(incoming.clean(value).split()) if isinstance(value, str) else ""
        for value in (content.get("name"), content.get("phone"))
    )
    if not 0 < len(name) <= MOST_NAME:
        raise Refusal(422, "no_name", "There is no name.", "Tell us what to call you.")
    if not _PHONE.fullmatch(phone) or sum(c.isdigit() for c in phone) < 5:
        raise Refusal(
            422,
            "no_phone",
            "That is not a phone number we can call.",
            "Write it with digits, for example 555 0100 or +1 555 0100.",
        )
    if content.get("consent") is not True:
        raise Refusal(
            422,
            "no_consent",
            "We need your consent to keep your number.",
            "Tick the box, or call us instead.",
        )
    return name, phone


ROUTES = [Route("/api/conversations/{id}/contact", leave_contact, methods=["POST"])]
