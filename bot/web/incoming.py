"""What a patient may send: the limits, and the cleaning of the text."""

from __future__ import annotations

import asyncio
import json
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from bot.web.errors import Refusal

MOST_CHARACTERS = 1_000
MOST_BYTES = 8 * 1024
MOST_CLIENT_ID = 100
BODY_SECONDS = 10.0

# Direction overrides can make a text read otherwise on the desk than it was typed; zero-width
# spaces and soft hyphens can hide a word from the screen. Joiners stay: emoji need them.
_DROPPED = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff") | {
    chr(code) for span in (range(0x202A, 0x202F), range(0x2066, 0x206A)) for code in span
}


@dataclass(frozen=True)
class Incoming:
    """A message as it may be stored. `wants_person`: the "talk to a person" button was pressed."""

    client_id: str
    text: str
    wants_person: bool = False


async def body(stream: AsyncIterator[bytes], declared: str | None) -> bytes:
    """The request's body. Raises `Refusal` as soon as it is too long or comes too slowly."""

    async def read() -> bytes:
        data = b""
        async for chunk in stream:
            data += chunk
            if len(data) > MOST_BYTES:
                raise too_long(413)
        return data

    if declared and declared.isdigit() and int(declared) > MOST_BYTES:
        raise too_long(413)
    try:
        return await asyncio.wait_for(read(), BODY_SECONDS)
    except asyncio.TimeoutError:
        raise Refusal(
            408, "too_slow", "The message did not arrive in time.", "Send it again."
        ) from None


def parse(data: bytes) -> Incoming:
    """A message from a request's body. Raises `Refusal` that says what is wrong with it."""
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise Refusal(
            400,
            "not_json",
            "The request is not a JSON object.",
            'Send {"client_id": "…", "text": "…"} as application/json.',
        )
    client_id, text = content.get("client_id"), content.get("text")
    if (
        not isinstance(client_id, str)
        or not 0 < len(client_id) <= MOST_CLIENT_ID
        or not client_id.isprintable()
    ):
        raise Refusal(
            422,
            "no_client_id",
            "The message has no client_id.",
            f"Give each message its own client_id of 1 to {MOST_CLIENT_ID} characters, "
            "and the same one when you send it again.",
        )
    if not isinstance(text, str):
        raise Refusal(422, "no_text", "The message has no text.", "Put the message into `text`.")
    text = clean(text)
    if not text:
        raise Refusal(422, "empty", "The message is empty.", "Write what you feel or want to know.")
    if len(text) > MOST_CHARACTERS:
        raise too_long(422)
    return Incoming(client_id, text, wants_person=content.get("want") == "person")


def clean(text: str) -> str:
    """`text` in NFC, without control and other invisible characters, trimmed; may be empty."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        c
        for c in text
        if c in "\n\t" or (c not in _DROPPED and unicodedata.category(c) not in ("Cc", "Cs"))
    )
    kept = unicodedata.normalize("NFC", kept).strip()
    return kept if any(_visible(c) for c in kept) else ""


def for_engine(text: str) -> str:
    """`text` without the leading slash that Rasa would take as a command, however it is hidden."""
    start = 0
    while start < len(text) and (not _visible(text[start]) or text[start] in "/\uff0f"):
        start += 1
    return text[start:] or "?"


def too_long(status: int) -> Refusal:
    """The refusal of a message above the limits."""
    return Refusal(
        status,
        "too_long",
        f"The message is longer than {MOST_CHARACTERS:,} characters.",
        "Send it in shorter parts, the worst symptom first.",
    )


def _visible(c: str) -> bool:
    return not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Mn", "Me")
