"""A chat as server-sent events, resumable by the last event's id."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from typing import Any, Literal

from bot.desk.model import Message
from bot.desk.store import DeskStore
from bot.web import fallback
from bot.web.threads import Threads
from bot.web.typing import Typing

DESK = "desk"
"""The bell of everybody who watches the list of cases; no conversation has so short an id."""
LOOK_SECONDS = 15.0
"""Even unrung, look into the database this often: another process may have stored a reply."""
OFTEN_LOOK_SECONDS = 1.5
"""The same while a person has the chat, or while other processes' rings do not reach this one."""
Sign = Literal["stored", "patient", "staff"]
"""Why a bell is rung: something was stored, or one of the two is typing."""


class Bell:
    """Wakes those who wait for a conversation's next line: here, and through `tell` elsewhere."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self.tell: Callable[[Sign, str], None] | None = None
        """Tells the other web processes; returns at once and never fails."""
        self.hears_others = True
        """Whether a ring in another process, should there be one, would be heard here."""

    def ring(self, conversation_id: str, sign: Sign = "stored") -> None:
        """Something was stored, or somebody is typing: wake everybody, wherever served."""
        self.wake(conversation_id)
        if self.tell is not None:
            self.tell(sign, conversation_id)

    def wake(self, conversation_id: str) -> None:
        """Wake those who are served by this process."""
        for event in self._waiting.get(conversation_id, ()):
            event.set()

    def wake_all(self) -> None:
        """Have everybody here look again: rings may have been missed."""
        for events in self._waiting.values():
            for event in events:
                event.set()

    def listen(self, conversation_id: str) -> asyncio.Event:
        """An event to wait for and clear; give it back with `leave`."""
        event = asyncio.Event()
        self._waiting[conversation_id].add(event)
        return event

    def join(self, conversation_id: str, event: asyncio.Event) -> None:
        """Have `event`, got from `listen`, rung for another conversation, too."""
        self._waiting[conversation_id].add(event)

    def leave(self, conversation_id: str, event: asyncio.Event) -> None:
        """Stop listening."""
        self._waiting[conversation_id].discard(event)
        if not self._waiting[conversation_id]:
            del self._waiting[conversation_id]


def line(message: Message) -> dict[str, Any]:
    """A line of the chat as the browser gets it: a Reply, or the patient's own words.

    Another tab or a reloaded page must show both sides; `client_id` tells it which of the messages
    it has shown already.
    """
    if message.body:
        return fallback.for_patient(message.body)
    return {
        "role": message.role,
        "text": message.text,
        "client_id": message.client_id,
        "answered": message.answered_at is not None,
        "at": message.at.isoformat(timespec="milliseconds"),
    }


async def replies(
    conversation_id: str,
    after: int,
    *,
    store: DeskStore,
    threads: Threads,
    bell: Bell,
    typing: Typing | None = None,
) -> AsyncIterator[dict[str, Any]]:
    """Events for a conversation's lines later than `after`, until it is deleted.

    `presence` says who of the staff is there, at the start and whenever that changes; `typing` that
    they are typing. Neither has an id: a browser that was away learns the present state only.
    """
    event = bell.listen(conversation_id)
    there: str | None = None
    told, seen_typing = False, time.monotonic()
    try:
        while True:
            event.clear()
            for message in await threads.read(store.after, conversation_id, after):
                after = message.seq
                yield {
                    "id": str(message.seq),
                    "event": "message",
                    "data": json.dumps(line(message)),
                }
            conversation = await threads.read(store.conversation, conversation_id)
            if conversation is None:
                yield {"event": "forgotten", "data": "{}"}
                return
            if not told or there != conversation.staff_name:
                there, told = conversation.staff_name, True
                yield {"event": "presence", "data": json.dumps({"staff": there})}
            if typing and typing.last(conversation_id, "staff") > seen_typing:
                seen_typing = time.monotonic()
                yield {"event": "typing", "data": json.dumps({"who": "staff"})}
            try:
                often = conversation.held or not bell.hears_others
                look = OFTEN_LOOK_SECONDS if often else LOOK_SECONDS
                await asyncio.wait_for(event.wait(), look)
            except asyncio.TimeoutError:
                continue
    finally:
        bell.leave(conversation_id, event)
