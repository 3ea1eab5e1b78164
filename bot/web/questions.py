"""Notes for the editors' inbox: questions that got no answer or a poor one, without who asked.

Notes wait in memory and are stored together, so that no patient waits for them; one that is lost in
a crash costs an editor a hint and nobody an answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import structlog
from anyio import to_thread

from bot.desk.model import Message
from bot.web.errors import whereabouts
from knowledge.inbox import Inbox, Note

EVERY_SECONDS = 2.0
MOST_WAITING = 1_000
"""Notes in memory; beyond that, in a flood, new ones are dropped."""
UNSURE = 0.55
"""A closeness of words below which an answer may well be beside the point."""

log = structlog.get_logger(__name__)


class Questions:
    """Takes notes and keeps them; one for the app."""

    def __init__(
        self, inbox: Inbox, *, keep_all: bool, retention: timedelta, clock: Callable[[], datetime]
    ) -> None:
        """`keep_all` also keeps well-answered questions, for replays."""
        self._inbox = inbox
        self._keep_all = keep_all
        self._retention = retention
        self._clock = clock
        self._waiting: list[Note] = []

    def answered(self, conversation_id: str, text: str, reply: Mapping[str, Any]) -> None:
        """A patient's question got this reply of the engine: note it if it should be looked at."""
        why = why_noted(reply)
        if why is None and self._keep_all and reply.get("entries"):
            why = "answered"
        if why is not None:
            self.note(conversation_id, text, why, next(iter(reply.get("entries") or ()), ""))

    def thumbed_down(
        self, conversation_id: str, lines: Sequence[Message], reply_id: str, words: str = ""
    ) -> None:
        """A patient found a reply unhelpful: note the question that it answered, and their words."""
        reply = next((one for one in lines if one.body and one.body.get("id") == reply_id), None)
        asked = next((one for one in lines if reply and one.seq == reply.answers), None)
        if reply is not None and reply.body and asked is not None:
            entry_id = next(iter(reply.body.get("entries") or ()), "")
            self.note(conversation_id, asked.text, "thumbs_down", entry_id, words)

    def note(
        self, conversation_id: str, text: str, why: str, entry_id: str = "", words: str = ""
    ) -> None:
        """Note a question for one of `knowledge.inbox.WHY`; returns at once."""
        if len(self._waiting) < MOST_WAITING:
            at = self._clock().astimezone(timezone.utc).replace(tzinfo=None)
            self._waiting.append(Note(text, why, entry_id, at, conversation_id, words))

    async def keep(self) -> None:
        """Store what waits."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            await to_thread.run_sync(self._inbox.note_all, waiting)

    async def run(self) -> None:
        """Store what waits, now and then, for ever."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            try:
                await self.keep()
            except Exception as error:
                log.error("notes for the inbox are lost", **whereabouts(error))

    async def forget(self, conversation_id: str) -> None:
        """Erase what came from a chat."""
        self._waiting = [note for note in self._waiting if note.origin != conversation_id]
        await to_thread.run_sync(self._inbox.forget, conversation_id)

    async def expire(self) -> None:
        """Erase what is older than chats may be."""
        before = self._clock().astimezone(timezone.utc).replace(tzinfo=None) - self._retention
        await to_thread.run_sync(self._inbox.expire, before)


def why_noted(reply: Mapping[str, Any]) -> str | None:
    """Why an editor should see the question that got this reply; None if they need not.

    Red flags are for people and a wish for a person is no question.
    """
    reason = reply.get("reason")
    if reply.get("urgency") in ("emergency", "urgent") or reason in ("red_flag", "hand_over"):
        return None
    if reply.get("urgency") == "out_of_scope" or reason == "not_covered":
        return "no_answer"
    if reply.get("hand_over"):
        return "hand_over"
    score = reply.get("score")
    if reason == "words" and isinstance(score, float) and score < UNSURE:
        return "low_confidence"
    return None
