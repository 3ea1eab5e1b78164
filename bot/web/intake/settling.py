"""Choosing a message's answer, storing it with its case in one go, and telling whoever listens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from bot.desk import service
from bot.desk.model import Conversation, Message, Turn
from bot.desk.store import UnknownConversation
from bot.web import fallback
from bot.web.events import DESK
from bot.web.incoming import Incoming
from bot.web.intake.cards import Cards
from bot.web.intake.composing import composed, explained, told_away
from bot.web.intake.screening import Screened, Screening, known
from bot.web.intake.shared import Shared
from bot.web.intake.under_way import SCREEN_SECONDS, UnderWay

STORE_SECONDS = 0.2
"""How long the urgent card waits to be stored, on top of the engine's time."""

Away = Callable[[str], "str | None"]
"""What a patient is to be told, after a reply of some urgency, because nobody is at the desk; None
while somebody is. Must answer from memory: a red flag waits for it."""


class DatabaseLate(Exception):
    """The database has not stored a turn in time."""


class Settling:
    """Ends turns: those with an engine's replies, and those that have to do without."""

    def __init__(self, shared: Shared, *, screening: Screening, cards: Cards, away: Away) -> None:
        self._shared = shared
        self._journal = shared.journal
        self._bell = shared.bell
        self._screening = screening
        self._cards = cards
        self._away = away

    async def settle(
        self,
        conversation: Conversation,
        message: Message,
        incoming: Incoming,
        under_way: UnderWay,
        replies: list[dict[str, Any]],
    ) -> list[dict[str, Any]]:
        """The Replies to `message`, stored; `replies` are the engine's, empty when it gave none.

        Raises `Refusal` when they could not be stored, and `UnknownConversation`.
        """
        await asyncio.wait({under_way.screening}, timeout=SCREEN_SECONDS)
        screened = under_way.screened
        source = service.choose(screened.urgency if screened else None, replies)
        chosen = await self._chosen(conversation, message, source, screened, replies)
        turn = self._turn(conversation, message, incoming, source, screened, chosen)
        stored = await self._stored(conversation, message, turn, under_way)
        urgency = max((r["urgency"] for r in stored), key=service.rank, default=None) or "none"
        self._journal.answered(source, urgency, under_way.arrived)
        self._bell.ring(conversation.id)
        if turn.need is not None:
            self._bell.ring(DESK)
        questions = self._shared.questions
        if questions is not None and source == "engine" and replies:
            questions.answered(conversation.id, message.text, replies[-1])
        return [fallback.for_patient(one) for one in stored]

    async def _chosen(
        self,
        conversation: Conversation,
        message: Message,
        source: service.Source,
        screened: Screened | None,
        replies: list[dict[str, Any]],
    ) -> list[dict[str, Any]]:
        """The `source`'s Replies; beside staff, who have the chat, only what they can't know yet."""
        if source == "card" and screened is not None:
            # What is known already is what the talk with staff is about; anything new is not.
            if not _beside_staff(message) or await self._screening.news(
                conversation, message.text, screened
            ):
                return [self._cards.card(screened, conversation.id)]
        elif source == "incident" and not _beside_staff(message):
            facts = screened.facts if screened else known(conversation)
            return [fallback.incident(self._shared.settings, facts.public())]
        return replies

    def _turn(
        self,
        conversation: Conversation,
        message: Message,
        incoming: Incoming,
        source: service.Source,
        screened: Screened | None,
        replies: Sequence[dict[str, Any]],
    ) -> Turn:
        """What is to be stored; saying that nobody is at the desk when that is so and a person is
        called for."""
        turn = composed(incoming, source, screened, replies)
        try:
            turn = explained(turn, incoming.text, source, screened, replies)
        except Exception as error:
            # Staff can do without the reasons; the patient can't do without the answer.
            self._journal.failed("explain", "error", conversation.id, error)
        if _beside_staff(message) or conversation.origin != "chat":
            return turn
        away = self._away(turn.need.urgency) if turn.need else None
        return told_away(turn, away) if away else turn

    async def _stored(
        self, conversation: Conversation, message: Message, turn: Turn, under_way: UnderWay
    ) -> Sequence[dict[str, Any]]:
        """The turn's Replies as they are on disk; a database that hangs must not hold a card up."""
        store, threads, now = self._shared.store, self._shared.threads, self._shared.clock()
        storing = asyncio.ensure_future(
            self._journal.timed("complete", threads.write(store.complete, message, turn, now))
        )
        urgent = turn.need is not None and turn.need.kind == "red_flag"
        left = max(STORE_SECONDS / 2, under_way.left(STORE_SECONDS)) if urgent else None
        await asyncio.wait({storing}, timeout=left)
        try:
            if not storing.done():
                raise DatabaseLate
            return storing.result()
        except UnknownConversation:
            raise
        except Exception as error:
            # The message itself is on disk, so `recover` or a repeat will finish this turn.
            storing.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._journal.failed("database", "complete", conversation.id, error)
            shown = turn.replies if urgent else ()
            raise self._cards.refusal(under_way.screened, conversation.id, shown) from None


def _beside_staff(message: Message) -> bool:
    """Whether a person had the chat when the message came."""
    return message.floor % 2 == 1
