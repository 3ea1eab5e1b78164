"""Rasa's way in for the web process: its REST channel, with a few refusals added."""

# No `from __future__ import annotations`: Rasa reads these hints.
import hmac
import logging
import os
from typing import Any, Awaitable, Callable, Dict, Optional, Text

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)


class LoopbackRest(RestInput):
    """`POST /webhooks/rest/webhook` with `{"sender", "message", "metadata"}`.

    Unlike Rasa's own, a message without a sender is refused (it would share one conversation with
    every other such message), a failure is no empty 200, and no text is ever logged.
    """

    @classmethod
    def name(cls) -> Text:
        """The name in the address."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's two addresses."""
        webhook = Blueprint("aftercare_rest", __name__)

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not _known(request.headers.get("x-aftercare-token")):
                return response.json({"error": "no token"}, status=401)
            message = _message(request.json)
            if message is None:
                return response.json({"error": "sender and message must be texts"}, status=400)
            try:
                await on_new_message(message)
            except Exception as error:
                logger.error("a message failed: %s", type(error).__name__)
                return response.json({"error": type(error).__name__}, status=500)
            return response.json(message.output_channel.messages)

        return webhook


def _known(given: Optional[Text]) -> bool:
    """Whether the caller knows the token of the environment, if there is one."""
    token = os.environ.get("AFTERCARE_RASA_TOKEN", "")
    return not token or hmac.compare_digest((given or "").encode(), token.encode())


def unprefixed(text: Text) -> Text:
    """`text` without the leading slash that Rasa would take for a command, at the same length.

    A patient must not trigger intents or set slots by typing `/intent{"slot": "x"}`; the web
    process sees to that too.
    """
    bare = text.lstrip()
    if bare.startswith("/"):
        at = len(text) - len(bare)
        return text[:at] + "⁄" + text[at + 1 :]
    return text


def _message(body: Any) -> Optional[UserMessage]:
    if not isinstance(body, dict):
        return None
    sender, text, metadata = body.get("sender"), body.get("message"), body.get("metadata")
    if not (isinstance(sender, str) and sender and isinstance(text, str)):
        return None
    known: Dict[Text, Any] = metadata if isinstance(metadata, dict) else {}
    return UserMessage(
        unprefixed(text), CollectingOutputChannel(), sender, input_channel="rest", metadata=known
    )
