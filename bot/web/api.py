"""The public chat API: /api/conversations and what lies below it, and its description."""

from __future__ import annotations

import json

from sse_starlette import EventSourceResponse
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.desk import service
from bot.desk.store import ClientIdReused, UnknownConversation
from bot.web import contact, events, feedback, incoming, openapi
from bot.web.chat_access import conversation_of, not_yours
from bot.web.errors import Refusal
from bot.web.limits import address_key
from bot.web.parts import parts_of

PING_SECONDS = 15
SEND_SECONDS = 30
"""A browser that takes nothing for so long is gone; its stream must not be kept."""


async def open_conversation(request: Request) -> JSONResponse:
    """A new chat: its id and the bearer token, which is given this once."""
    parts = parts_of(request)
    if parts.settings.consent == "ask" and not await _agreed(request):
        raise Refusal(
            403,
            "consent_needed",
            "This clinic keeps a chat only with the patient's consent.",
            'Ask for it, then send {"consent": true}.',
        )
    conversation_id, token = service.mint()
    await parts.threads.write(
        parts.store.add_conversation, conversation_id, service.hashed(token), parts.clock()
    )
    return JSONResponse({"id": conversation_id, "token": token}, 201)


async def _agreed(request: Request) -> bool:
    """Whether the browser says that the patient agreed to the chat being kept."""
    data = await incoming.body(request.stream(), request.headers.get("content-length"))
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("consent") is True


async def send(request: Request) -> JSONResponse:
    """A patient's message; the answer holds its replies."""
    parts = parts_of(request)
    declared = request.headers.get("content-length")
    message = incoming.parse(await incoming.body(request.stream(), declared))
    address = address_key(request.client.host if request.client else None)
    try:
        replies = await parts.admission.answer(
            address, lambda: conversation_of(request, parts), message
        )
    except UnknownConversation:
        raise not_yours() from None
    except ClientIdReused:
        raise Refusal(
            409,
            "client_id_reused",
            "Another message was already sent with this client_id.",
            "Give each message its own client_id.",
        ) from None
    return JSONResponse({"replies": replies})


async def stream(request: Request) -> EventSourceResponse:
    """Replies as they come; all of them, or those after `Last-Event-ID`."""
    parts = parts_of(request)
    conversation = await conversation_of(request, parts)
    last = request.headers.get("last-event-id", "0")
    after = int(last) if last.isascii() and last.isdigit() and len(last) < 18 else 0
    return EventSourceResponse(
        events.replies(
            conversation.id,
            after,
            store=parts.store,
            threads=parts.threads,
            bell=parts.bell,
            typing=parts.desk.typing,
        ),
        ping=PING_SECONDS,
        send_timeout=SEND_SECONDS,
    )


async def transcript(request: Request) -> JSONResponse:
    """The chat so far, and the event id to go on from."""
    parts = parts_of(request)
    conversation = await conversation_of(request, parts)
    lines = await parts.threads.read(parts.store.after, conversation.id)
    return JSONResponse(
        {
            "messages": [{"seq": one.seq, **events.line(one)} for one in lines],
            "last_event_id": lines[-1].seq if lines else 0,
        }
    )


async def forget(request: Request) -> JSONResponse:
    """Delete the chat at the patient's wish."""
    parts = parts_of(request)
    conversation = await conversation_of(request, parts)
    try:
        complete = await parts.intake.forget(conversation.id)
    except UnknownConversation:
        raise not_yours() from None
    if complete:
        return JSONResponse({"status": "forgotten"})
    # The desk's records are gone; the language engine's working copy goes as soon as it is back.
    return JSONResponse({"status": "forgetting"}, 202)


async def typing(request: Request) -> Response:
    """The patient is typing: shown to a person who has the chat, kept nowhere."""
    parts = parts_of(request)
    conversation = await conversation_of(request, parts)
    parts.desk.typing.sign(conversation.id, "patient")
    return Response(status_code=204)


ROUTES = [
    Route("/api/conversations", open_conversation, methods=["POST"]),
    Route("/api/conversations/{id}/messages", send, methods=["POST"]),
    Route("/api/conversations/{id}/events", stream, methods=["GET"]),
    Route("/api/conversations/{id}/transcript", transcript, methods=["GET"]),
    Route("/api/conversations/{id}/forget", forget, methods=["POST"]),
    Route("/api/conversations/{id}/typing", typing, methods=["POST"]),
    *contact.ROUTES,
    *feedback.ROUTES,
    *openapi.ROUTES,
]
