"""`POST /api/conversations/{id}/feedback`: was an answer helpful?"""

from __future__ import annotations

import json
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.desk.feedback import Thumb, UnknownReply
from bot.desk.store import UnknownConversation
from bot.web import incoming
from bot.web.chat_access import conversation_of, not_yours
from bot.web.errors import Refusal
from bot.web.parts import parts_of

MOST_WORDS = 500


async def give(request: Request) -> JSONResponse:
    """Keep a thumb for a reply, and the patient's words if there are any."""
    parts = parts_of(request)
    conversation = await conversation_of(request, parts)
    declared = request.headers.get("content-length")
    reply_id, thumb, words = _parsed(await incoming.body(request.stream(), declared))
    try:
        await parts.threads.write(
            parts.desk.feedback.give, conversation.id, reply_id, thumb, words, parts.clock()
        )
    except UnknownConversation:
        raise not_yours() from None
    except UnknownReply:
        raise Refusal(
            404, "unknown_reply", "There is no such answer in this chat.", "Reload the chat."
        ) from None
    parts.metrics.feedback.labels(thumb).inc()
    if thumb == "down":
        # Words may follow in a request of their own; the question is noted once all the same.
        lines = await parts.threads.read(parts.store.after, conversation.id)
        request.app.state.questions.thumbed_down(conversation.id, lines, reply_id, words or "")
    return JSONResponse({"status": "kept"})


def _parsed(data: bytes) -> tuple[str, Thumb, str | None]:
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise Refusal(
            400,
            "not_json",
            "The request is not a JSON object.",
            'Send {"reply": "…", "thumb": "up"} as application/json.',
        )
    reply_id, thumb = content.get("reply"), content.get("thumb")
    if not isinstance(reply_id, str) or not 0 < len(reply_id) <= 32 or thumb not in ("up", "down"):
        raise Refusal(
            422,
            "no_thumb",
            "The request does not say which answer, or whether it was helpful.",
            'Send the answer\'s id as `reply`, and "up" or "down" as `thumb`.',
        )
    words = content.get("words")
    text = incoming.clean(words) if isinstance(words, str) else ""
    if len(text) > MOST_WORDS:
        raise Refusal(
            422, "too_long", f"That is longer than {MOST_WORDS} characters.", "Shorten it."
        )
    return reply_id, cast(Thumb, thumb), text or None


ROUTES = [Route("/api/conversations/{id}/feedback", give, methods=["POST"])]
