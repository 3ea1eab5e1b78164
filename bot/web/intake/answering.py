"""The intake as the rest of the web process knows it: what a message gets, and in which order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.desk.model import Conversation, Message
from bot.desk.store import ClientIdReused, DeskStore, UnknownConversation
from bot.settings import Settings
from bot.web import fallback
from bot.web.engine import Engine
from bot.web.errors import Refusal
from bot.web.events import Bell
from bot.web.incoming import Incoming
from bot.web.intake.cards import Cards, UrgentReply
from bot.web.intake.consulting import Consulting
from bot.web.intake.forgetting import Forgetting
from bot.web.intake.journal import Journal
from bot.web.intake.recovery import Recovery
from bot.web.intake.screening import Screen, Screening, so_far
from bot.web.intake.settling import Away, Settling
from bot.web.intake.shared import Shared
from bot.web.intake.under_way import SCREEN_SECONDS, UnderWay
from bot.web.metrics import Metrics
from bot.web.questions import Questions
from bot.web.threads import Threads
from bot.web.turns import Turns


class Intake:
    """Answers patients' messages."""

    def __init__(
        self,
        *,
        settings: Settings,
        store: DeskStore,
        engine: Engine,
        screen: Screen,
        urgent_reply: UrgentReply,
        clock: Callable[[], datetime],
        threads: Threads,
        bell: Bell,
        metrics: Metrics,
        away: Away = lambda urgency: None,
        questions: Questions | None = None,
    ) -> None:
        shared = Shared(settings, store, threads, clock, bell, questions, Journal(metrics))
        self._settings = settings
        self._store = store
        self._threads = threads
        self._clock = clock
        self._bell = bell
        self._journal = shared.journal
        self._turns = Turns()
        self._screening = screening = Screening(screen, shared)
        self._cards = cards = Cards(urgent_reply, shared)
        self._consulting = Consulting(engine, shared, today=screening.today)
        self._settling = Settling(shared, screening=screening, cards=cards, away=away)
        self._recovery = Recovery(shared, screening=screening, settling=self._settling)
        self._forgetting = Forgetting(shared, engine=engine, turns=self._turns)

    async def answer(
        self, conversation: Conversation, incoming: Incoming, *, ask: bool = True
    ) -> list[dict[str, Any]]:
        """The Replies to a message, once they are stored; the same ones for a repeat.

        Without `ask` the engine is not asked: for a red flag above the limits (`bot.web.admission`).
        Raises `Refusal` when the message could not be kept; then it carries the urgent card, if
        the message calls for one. Raises `UnknownConversation` and `ClientIdReused` of the store.
        """
        arrived = time.monotonic()
        turn = self._turns.take(conversation.id)
        try:
            keeping = self._keeping(conversation, incoming)
            screening = self._screening.begin(conversation, incoming.text)
            under_way = UnderWay(screening, arrived, self._settings.screen_timeout)
            await asyncio.wait({screening}, timeout=SCREEN_SECONDS)
            message, fresh = await self._kept(keeping, under_way, conversation)
            # A red flag doesn't wait for a slow answer to the message before it.
            waited = not turn.task.done()
            mine = await under_way.done(turn.task)
            if waited and mine:
                # The message before may have been answered with a question back.
                fresher = await self._threads.read(self._store.conversation, conversation.id)
                conversation = fresher or conversation
            if not fresh and await self._threads.read(self._store.answered, message):
                stored = await self._threads.read(self._store.replies_to, message)
                return [fallback.for_patient(one) for one in stored]
            replies: list[dict[str, Any]] = []
            if message.floor % 2:
                # A person has the chat: they read this now, and the bot is not even asked.
                self._bell.ring(conversation.id)
            elif mine and ask:
                replies = await self._consulting.replies(conversation, message, under_way)
            return await self._settling.settle(conversation, message, incoming, under_way, replies)
        finally:
            turn.end()

    async def urgent(self, conversation: Conversation | None, text: str) -> dict[str, Any] | None:
        """The urgent card that a text calls for, in its chat or alone, not stored; None when it
        calls for none."""
        conversation = conversation or self._nobody()
        screened = await self._screening.find(conversation, text)
        if screened is None or not screened.red_flag:
            return None
        return self._cards.alone(screened, conversation.id)

    async def unkept(self, text: str, error: BaseException | None = None) -> Refusal:
        """The refusal of a message whose chat the database can't even look up, because of `error` or
        because it takes too long; with the card, if the message alone calls for one."""
        self._journal.failed("database", "look_up" if error else "late", "", error)
        nobody = self._nobody()
        screening = self._screening.begin(nobody, text)
        await asyncio.wait({screening}, timeout=SCREEN_SECONDS)
        return self._cards.refusal(so_far(screening), nobody.id)

    async def recover(self, *, at_start: bool) -> int:
        """Answer messages that a dead process left behind; gives their number.

        At start red flags are answered at once: the browser may never ask again. Other messages
        have two minutes, in which a browser that sends them again gets a real answer; then the
        patient is told honestly and the desk gets a case.
        """
        return await self._recovery.recover(at_start=at_start)

    async def forget(self, conversation_id: str) -> bool:
        """Delete a conversation; whether the language engine's copy is gone too.

        Either way `sweep` deletes there once more, for a turn that was still under way. Raises `UnknownConversation`.
        """
        return await self._forgetting.forget(conversation_id)

    async def sweep(self) -> None:
        """What is due now and then: abandoned messages, and deletions the engine still owes."""
        await self._forgetting.sweep()
        await self.recover(at_start=False)

    def _keeping(
        self, conversation: Conversation, incoming: Incoming
    ) -> asyncio.Task[tuple[Message, bool]]:
        """On its way to the disk: the message, and whether it was not there before."""
        return asyncio.ensure_future(
            self._journal.timed(
                "receive",
                self._threads.write(
                    self._store.receive,
                    conversation.id,
                    incoming.client_id,
                    incoming.text,
                    self._clock(),
                ),
            )
        )

    async def _kept(
        self,
        keeping: asyncio.Future[tuple[Message, bool]],
        under_way: UnderWay,
        conversation: Conversation,
    ) -> tuple[Message, bool]:
        """The stored message; a database that fails or hangs must not hold a red flag up."""
        try:
            if await under_way.done(keeping, self._settings.rasa_timeout):
                return keeping.result()
        except (UnknownConversation, ClientIdReused):
            raise
        except Exception as error:
            self._journal.failed("database", "receive", conversation.id, error)
            raise self._cards.refusal(under_way.screened, conversation.id) from None
        # Not cancelled: if it is stored late after all, a repeat finds it and completes it.
        keeping.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._journal.failed("database", "late", conversation.id)
        raise self._cards.refusal(under_way.screened, conversation.id)

    def _nobody(self) -> Conversation:
        """A chat of which nothing is known."""
        return Conversation("", "", self._clock())
