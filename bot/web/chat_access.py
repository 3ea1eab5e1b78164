"""Whose chat it is: the bearer token that a patient's request must carry."""

from __future__ import annotations

import re

from starlette.requests import Request

from bot.desk import service
from bot.desk.model import Conversation
from bot.web.errors import Refusal
from bot.web.parts import Parts

_ID = re.compile(rf"[A-Za-z0-9_-]{{{service.ID_LENGTH}}}")


async def conversation_of(request: Request, parts: Parts) -> Conversation:
    """The chat that the request's token opens.

    A wrong token gets the same answer whether or not the chat exists, so nobody can find out.
    """
    conversation_id = request.path_params["id"]
    if not _ID.fullmatch(conversation_id):
        raise Refusal(
            404, "unknown_conversation", "There is no such conversation.", "Start a new one."
        )
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Refusal(
            401,
            "no_token",
            "The request has no bearer token.",
            "Send the token that you got with the conversation.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    conversation = await parts.threads.look_up(parts.store.conversation, conversation_id)
    if conversation is None or not service.opens(token.strip(), conversation.token_hash):
        raise not_yours()
    return conversation


def not_yours() -> Refusal:
    """The refusal that says nothing of whether the chat exists."""
    return Refusal(
        403,
        "not_yours",
        "This conversation does not exist, was deleted, or is not yours.",
        "Start a new one.",
    )
