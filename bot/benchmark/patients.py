"""Simulated patients: ways to send one message and wait for its answer.

Each makes a new conversation every few messages, because a conversation that never ends measures
the length of its history.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Protocol

from bot.benchmark.connection import Connection

MESSAGES_A_CONVERSATION = 5


class Unanswered(RuntimeError):
    """The server took the message and said nothing fit for a patient."""


class Patient(Protocol):
    """Whoever sends messages."""

    def say(self, text: str) -> None:
        """Send `text` and wait for the answer. Raises `Unanswered`, `Refused` or `OSError`."""


class ReadingOnly:
    """The language layer alone, in this process."""

    def __init__(self, today: date) -> None:
        """`today` is what weekdays are counted back from."""
        from bot.language import read  # late: loads the vocabulary

        self._read, self._today = read, today

    def say(self, text: str) -> None:
        """See `Patient`."""
        self._read(text, self._today)


class ParsingOnly:
    """Rasa's understanding alone: `/model/parse`."""

    def __init__(self, port: int) -> None:
        """`port` is Rasa's."""
        self._connection = Connection(port)

    def say(self, text: str) -> None:
        """See `Patient`."""
        answer = self._connection.post("/model/parse", {"text": text})
        if not answer.get("intent"):
            raise Unanswered("no intent")


class RasaPatient:
    """Straight to Rasa's REST channel, without the web process."""

    takes_silence = False

    def __init__(self, port: int) -> None:
        """`port` is Rasa's."""
        self._connection = Connection(port)
        self._sent = 0
        self._sender = ""

    def say(self, text: str) -> None:
        """See `Patient`."""
        if self._sent % MESSAGES_A_CONVERSATION == 0:
            self._sender = f"bench-{uuid.uuid4().hex}"
        self._sent += 1
        content = {"sender": self._sender, "message": text, "metadata": {}}
        answer = self._connection.post("/webhooks/rest/webhook", content)
        if not answer and not self.takes_silence:
            raise Unanswered("empty")


class DefaultsPatient(RasaPatient):
    """A patient of Rasa's defaults, whose policies may choose to say nothing and wait for the next
    message. That is an answer as far as time goes: the work was done."""

    takes_silence = True


class WebPatient:
    """The whole chain, as a browser sees it: the public chat API."""

    def __init__(self, port: int) -> None:
        """`port` is the web process's."""
        self._connection = Connection(port)
        self._sent = 0
        self._chat: dict[str, Any] = {}

    def say(self, text: str) -> None:
        """See `Patient`. The first message of a conversation also opens it, as it does for a
        real patient: that call is part of the time."""
        if self._sent % MESSAGES_A_CONVERSATION == 0:
            self._chat = self._connection.post("/api/conversations", {})
        self._sent += 1
        path = f"/api/conversations/{self._chat['id']}/messages"
        content = {"client_id": uuid.uuid4().hex, "text": text}
        replies = self._connection.post(path, content, token=self._chat["token"])["replies"]
        # A reply by the system is the honest "that did not work": safe, but not an answer.
        if not any(reply.get("role") == "bot" for reply in replies):
            raise Unanswered("no reply by the bot")
