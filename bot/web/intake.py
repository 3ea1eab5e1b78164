"""The way of a message through the web process: kept first, then screened, answered, stored.

Nothing here trusts the language engine. A red flag that our own screen finds gets an urgent card
and a case on the desk whether or not the engine is alive, in time, or of the same opinion.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Protocol, TypeVar

import structlog

from bot import explaining
from bot.case.facts import CaseFacts
from bot.desk import service
from bot.desk.model import Conversation, Message, Turn
from bot.desk.store import ClientIdReused, DeskStore, UnknownConversation
from bot.language.reading import Reading
from bot.settings import Settings
from bot.triage.assess import named
from bot.web import fallback
from bot.web.engine import Engine
from bot.web.errors import Refusal, whereabouts
from bot.web.events import DESK, Bell
from bot.web.incoming import Incoming, for_engine
from bot.web.metrics import Metrics
from bot.web.questions import Questions
from bot.web.threads import Threads, discard
from bot.web.turns import Turns

log = structlog.get_logger(__name__)
T = TypeVar("T")

SCREEN_SECONDS = 0.25
"""How long the engine's turn is held up for our own screen, which takes milliseconds."""
STORE_SECONDS = 0.2
"""How long the urgent card waits to be stored, on top of the engine's time."""
ABANDONED = timedelta(minutes=2)
"""A message without a reply for longer than any turn can take: its process died."""


CALL_KEPT = timedelta(days=1)
"""What a receptionist typed for a caller goes after that, unless a case was made of it."""


class DatabaseLate(Exception):
    """The database has not stored a turn in time."""


class Assessed(Protocol):
    """What the intake needs of an assessment."""

    @property
    def urgency(self) -> str:
        """One of the contract's urgencies."""


class Screen(Protocol):
    """Our own red-flag screen: deterministic, without Rasa."""

    def __call__(
        self, text: str, today: date, *, facts: CaseFacts | None, asked: str | None
    ) -> Assessed | tuple[Assessed, CaseFacts] | tuple[Assessed, CaseFacts, Reading]:
        """What `text` says, on top of what was known; maybe with the case after it, and with the
        reading that says by which words."""


@dataclass(frozen=True)
class Screened:
    """What our own screen found, and the case with this message's facts."""

    assessment: Assessed
    facts: CaseFacts
    reading: Reading | None = None

    @property
    def urgency(self) -> str:
        """The assessment's."""
        return self.assessment.urgency


Away = Callable[[str], "str | None"]
"""What a patient is to be told, after a reply of some urgency, because nobody is at the desk; None
while somebody is. Must answer from memory: a red flag waits for it."""
UrgentReply = Callable[[Any, CaseFacts, Settings], dict[str, Any]]


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
        self._questions = questions
        self._away = away
        self._settings = settings
        self._store = store
        self._engine = engine
        self._screen = screen
        self._urgent_reply = urgent_reply
        self._clock = clock
        self._threads = threads
        self._bell = bell
        self._metrics = metrics
        self._turns = Turns()

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
            keeping = asyncio.ensure_future(
                self._timed(
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
            screening = asyncio.ensure_future(self._screened(conversation, incoming.text))
            await asyncio.wait({screening}, timeout=SCREEN_SECONDS)
            message, fresh = await self._kept(keeping, screening, conversation, arrived)
            # A red flag doesn't wait for a slow answer to the message before it.
            waited = not turn.task.done()
            mine = await self._done(turn.task, screening, arrived)
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
                replies = await self._ask(conversation, message, screening, arrived)
            return await self._settle(conversation, message, incoming, screening, replies, arrived)
        finally:
            turn.end()

    async def urgent(self, conversation: Conversation | None, text: str) -> dict[str, Any] | None:
        """The urgent card that a text calls for, in its chat or alone, not stored; None when it
        calls for none."""
        conversation = conversation or self._nobody()
        screened = await self._screened(conversation, text)
        if screened is None or screened.urgency not in service.RED_FLAGS:
            return None
        return self._shown(fallback.public(self._card(screened, conversation)))

    async def unkept(self, text: str, error: BaseException | None = None) -> Refusal:
        """The refusal of a message whose chat the database can't even look up, because of `error` or
        because it takes too long; with the card, if the message alone calls for one."""
        self._failed("database", "look_up" if error else "late", "", error)
        nobody = self._nobody()
        screening = asyncio.ensure_future(self._screened(nobody, text))
        await asyncio.wait({screening}, timeout=SCREEN_SECONDS)
        return self._unkept(nobody, screening)

    async def recover(self, *, at_start: bool) -> int:
        """Answer messages that a dead process left behind; gives their number.

        At start red flags are answered at once: the browser may never ask again. Other messages
        have two minutes, in which a browser that sends them again gets a real answer; then the
        patient is told honestly and the desk gets a case.
        """
        now = self._clock()
        answered = 0
        for message in await self._threads.read(
            self._store.unanswered, now if at_start else now - ABANDONED
        ):
            conversation = await self._threads.read(
                self._store.conversation, message.conversation_id
            )
            if conversation is None:
                continue
            screening = asyncio.ensure_future(self._screened(conversation, message.text))
            await asyncio.wait({screening}, timeout=SCREEN_SECONDS * 4)
            if _urgency(screening) not in service.RED_FLAGS and message.at > now - ABANDONED:
                continue
            incoming = Incoming(message.client_id or "", message.text)
            try:
                await self._settle(conversation, message, incoming, screening, [], time.monotonic())
            except UnknownConversation:
                continue
            answered += 1
            log.warning("answered an abandoned message", conversation=conversation.id)
        return answered

    async def forget(self, conversation_id: str) -> bool:
        """Delete a conversation; whether the language engine's copy is gone too.

        Either way `sweep` deletes there once more, for a turn that was still under way. Raises `UnknownConversation`.
        """
        turn = self._turns.take(conversation_id)
        try:
            # A turn still under way would store its reply into what was just deleted; the store
            # refuses that, so waiting is a courtesy and not for long.
            await asyncio.wait({turn.task}, timeout=self._settings.screen_timeout)
            await self._threads.write(self._store.forget, conversation_id, self._clock())
            if self._questions is not None:
                await self._questions.forget(conversation_id)
        finally:
            turn.end()
        self._bell.ring(conversation_id)
        return await self._forget_in_engine(conversation_id)

    async def sweep(self) -> None:
        """What is due now and then: abandoned messages, and deletions the engine still owes."""
        before = self._clock() - ABANDONED
        for conversation_id in await self._threads.read(self._store.to_forget, before):
            if await self._forget_in_engine(conversation_id):
                await self._threads.write(self._store.forgotten, conversation_id, self._clock())
        if self._questions is not None:
            await self._questions.expire()
        for conversation_id in await self._threads.read(
            self._store.finished_calls, self._clock() - CALL_KEPT
        ):
            await self.forget(conversation_id)
        await self.recover(at_start=False)

    async def _forget_in_engine(self, conversation_id: str) -> bool:
        try:
            await asyncio.wait_for(
                self._engine.forget(conversation_id), self._settings.rasa_timeout
            )
        except Exception as error:
            self._failed("engine", "forget", conversation_id, error)
            return False
        return True

    async def _screened(self, conversation: Conversation, text: str) -> Screened | None:
        """What the screen finds; None when it fails, for then the engine's has to do."""
        try:
            facts = known(conversation)
            screen = partial(
                self._screen, text, self._today(), facts=facts, asked=conversation.asked
            )
            found = await self._timed("screen", self._threads.screen(screen))
            return Screened(*found) if isinstance(found, tuple) else Screened(found, facts)
        except Exception as error:
            self._failed("screen", "error", conversation.id, error)
            return None

    async def _kept(
        self,
        keeping: asyncio.Future[tuple[Message, bool]],
        screening: asyncio.Task[Screened | None],
        conversation: Conversation,
        arrived: float,
    ) -> tuple[Message, bool]:
        """The stored message; a database that fails or hangs must not hold a red flag up."""
        try:
            if await self._done(keeping, screening, arrived, self._settings.rasa_timeout):
                return keeping.result()
        except (UnknownConversation, ClientIdReused):
            raise
        except Exception as error:
            self._failed("database", "receive", conversation.id, error)
            raise self._unkept(conversation, screening) from None
        # Not cancelled: if it is stored late after all, a repeat finds it and completes it.
        keeping.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._failed("database", "late", conversation.id)
        raise self._unkept(conversation, screening)

    async def _done(
        self,
        work: asyncio.Future[Any],
        screening: asyncio.Task[Screened | None],
        arrived: float,
        patience: float | None = None,
    ) -> bool:
        """Wait for `work`; whether it finished in `patience` seconds (None: however long).

        Once the screen has found a red flag, be that before or meanwhile, the patience is what is
        left of the card's time.
        """
        begun = time.monotonic()
        while not work.done():
            left = None if patience is None else _left(begun, patience)
            if _urgency(screening) in service.RED_FLAGS:
                left = _left(arrived, self._settings.screen_timeout)
            if left is not None and left <= 0:
                return False
            waiting = {work} if screening.done() else {work, screening}
            await asyncio.wait(waiting, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        return True

    def _unkept(
        self,
        conversation: Conversation,
        screening: asyncio.Task[Screened | None],
        replies: Sequence[dict[str, Any]] = (),
    ) -> Refusal:
        """The error for a message that is not stored; with the card, if it calls for one."""
        screened = _result(screening)
        if not replies and screened is not None and screened.urgency in service.RED_FLAGS:
            replies = [fallback.public(self._card(screened, conversation))]
        return Refusal(
            503,
            "not_saved",
            "Your message could not be saved just now.",
            f"Send it again in a minute, or call {self._settings.clinic_phone}. "
            f"In an emergency call {self._settings.emergency_number}.",
            replies=[self._shown(reply) for reply in replies] or None,
        )

    def _shown(self, reply: dict[str, Any]) -> dict[str, Any]:
        """A Reply that is not stored, as it goes along with a refusal."""
        at = self._clock().isoformat(timespec="milliseconds")
        return {**fallback.for_patient(reply), "id": "", "at": at, "escalation": None}

    async def _ask(
        self,
        conversation: Conversation,
        message: Message,
        screening: asyncio.Task[Screened | None],
        arrived: float,
    ) -> list[dict[str, Any]]:
        """The engine's Replies; empty when it is dead, late or garbled."""
        started = time.monotonic()
        metadata = {
            "today": self._today().isoformat(),
            "asked": conversation.asked,
            "case": known(conversation).to_dict() if conversation.facts else None,
        }
        asking = asyncio.ensure_future(
            self._engine.reply(conversation.id, for_engine(message.text), metadata)
        )
        if not await self._done(asking, screening, arrived, self._settings.rasa_timeout):
            discard(asking)
            self._failed("engine", "late", conversation.id)
            return []
        self._metrics.layer_seconds.labels("engine").observe(time.monotonic() - started)
        try:
            replies = asking.result()
        except Exception as error:
            self._failed("engine", "error", conversation.id, error)
            return []
        if not isinstance(replies, list) or not replies:
            self._failed("engine", "empty", conversation.id)
            return []
        if not all(fallback.is_reply(reply) for reply in replies):
            self._failed("engine", "garbled", conversation.id)
            return []
        return replies

    async def _settle(
        self,
        conversation: Conversation,
        message: Message,
        incoming: Incoming,
        screening: asyncio.Task[Screened | None],
        replies: list[dict[str, Any]],
        arrived: float,
    ) -> list[dict[str, Any]]:
        """Choose the answer, store it with its escalation, and tell whoever listens."""
        await asyncio.wait({screening}, timeout=SCREEN_SECONDS)
        screened = _result(screening)
        source = service.choose(screened.urgency if screened else None, replies)
        beside_staff = message.floor % 2 == 1
        if source == "card" and screened is not None:
            # What is known already is what the talk with staff is about; anything new is not.
            if not beside_staff or await self._news(conversation, message.text, screened):
                replies = [self._card(screened, conversation)]
        elif source == "incident" and not beside_staff:
            facts = screened.facts if screened else known(conversation)
            replies = [fallback.incident(self._settings, facts.public())]
        turn = self._turn(incoming, source, screened, replies)
        try:
            turn = _explained(turn, incoming.text, source, screened, replies)
        except Exception as error:
            # Staff can do without the reasons; the patient can't do without the answer.
            self._failed("explain", "error", conversation.id, error)
        if not beside_staff and conversation.origin == "chat":
            turn = self._honest(turn)
        storing = asyncio.ensure_future(
            self._timed(
                "complete", self._threads.write(self._store.complete, message, turn, self._clock())
            )
        )
        urgent = turn.need is not None and turn.need.kind == "red_flag"
        limit = self._settings.screen_timeout + STORE_SECONDS
        left = max(STORE_SECONDS / 2, _left(arrived, limit)) if urgent else None
        await asyncio.wait({storing}, timeout=left)
        try:
            if not storing.done():
                raise DatabaseLate
            stored = storing.result()
        except UnknownConversation:
            raise
        except Exception as error:
            # The message itself is on disk, so `recover` or a repeat will finish this turn.
            storing.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._failed("database", "complete", conversation.id, error)
            raise self._unkept(conversation, screening, turn.replies if urgent else ()) from None
        urgency = max((r["urgency"] for r in stored), key=service.rank, default=None) or "none"
        self._metrics.answered.labels(source, urgency).inc()
        self._metrics.seconds.labels(source).observe(time.monotonic() - arrived)
        self._bell.ring(conversation.id)
        if turn.need is not None:
            self._bell.ring(DESK)
        if self._questions is not None and source == "engine" and replies:
            self._questions.answered(conversation.id, message.text, replies[-1])
        return [fallback.for_patient(one) for one in stored]

    def _turn(
        self,
        incoming: Incoming,
        source: service.Source,
        screened: Screened | None,
        replies: list[dict[str, Any]],
    ) -> Turn:
        if not replies:
            # A person has the chat, and there is no red flag: nothing is said.
            return Turn((), case=screened.facts.to_dict() if screened else None)
        last = replies[-1]
        # The engine's own case knows more than the screen's: its detectors were trained.
        case = last.get("case") if source == "engine" else None
        if not case and screened is not None:
            case = screened.facts.to_dict()
        hand_over = next((_hand_over(r) for r in replies if _hand_over(r)), None)
        rules = tuple(str(rule) for r in replies for rule in r.get("rules") or ())
        need = service.need(
            source=source,
            urgency=max((r.get("urgency") for r in replies), key=service.rank),
            hand_over=hand_over,
            wants_person=incoming.wants_person,
            rules=rules or _rules(screened),
        )
        episode = (case or {}).get("episode")
        return Turn(
            replies=tuple(fallback.public(reply) for reply in replies),
            need=need,
            facts=last.get("facts") or None,
            case=case or None,
            asked=last.get("asks"),
            episode=episode if isinstance(episode, int) and episode > 0 else None,
        )

    async def _news(self, conversation: Conversation, text: str, screened: Screened) -> bool:
        """Whether a message says something dangerous itself, or adds to what was known.

        A screen that fails here counts as news.
        """
        try:
            facts, today = known(conversation), self._today()
            alone, before = await self._threads.screen(
                lambda: (
                    _assessed(self._screen(text, today, facts=None, asked=None)),
                    _assessed(self._screen("", today, facts=facts, asked=None)),
                )
            )
        except Exception as error:
            self._failed("screen", "error", conversation.id, error)
            return True
        return (
            alone.urgency in service.RED_FLAGS
            or service.rank(screened.urgency) > service.rank(before.urgency)
            or not set(_rule_ids(screened.assessment)) <= set(_rule_ids(before))
        )

    def _honest(self, turn: Turn) -> Turn:
        """`turn`, saying that nobody is at the desk when that is so and a person is called for."""
        away = self._away(turn.need.urgency) if turn.need else None
        if not away:
            return turn
        *before, last = turn.replies
        return replace(turn, replies=(*before, {**last, **_told(last, away)}))

    def _card(self, screened: Screened, conversation: Conversation) -> dict[str, Any]:
        """The urgent card; the built-in one if the proper one can't be made."""
        try:
            reply = self._urgent_reply(screened.assessment, screened.facts, self._settings)
            least = service.rank(screened.urgency)
            if fallback.is_reply(reply) and service.rank(reply["urgency"]) >= least:
                return reply
            self._failed("card", "garbled", conversation.id)
        except Exception as error:
            self._failed("card", "error", conversation.id, error)
        return fallback.last_resort(screened.urgency, self._settings)

    def _nobody(self) -> Conversation:
        """A chat of which nothing is known."""
        return Conversation("", "", self._clock())

    async def _timed(self, layer: str, work: Awaitable[T]) -> T:
        began = time.monotonic()
        try:
            return await work
        finally:
            self._metrics.layer_seconds.labels(layer).observe(time.monotonic() - began)

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _failed(
        self, part: str, reason: str, conversation_id: str, error: BaseException | None = None
    ) -> None:
        self._metrics.failures.labels(part, reason).inc()
        details = whereabouts(error) if error else {}
        log.error("failed", part=part, reason=reason, conversation=conversation_id, **details)


def known(conversation: Conversation) -> CaseFacts:
    """The facts of the conversation so far, as far as its replies told them."""
    blank = CaseFacts().to_dict()
    try:
        facts = CaseFacts.from_dict({**blank, **(conversation.facts or {})})
    except (TypeError, ValueError, KeyError, IndexError):
        return CaseFacts(episode=conversation.episode)
    return replace(facts, episode=conversation.episode)


def _explained(
    turn: Turn,
    text: str,
    source: service.Source,
    screened: Screened | None,
    replies: Sequence[dict[str, Any]],
) -> Turn:
    """`turn`, whose replies say for staff by which words of `text` they came about."""
    if source == "engine":
        shift = len(text) - len(for_engine(text))
        whys = [explaining.fitted(r.get(explaining.KEY), text, shift=shift) for r in replies]
    elif screened is not None and screened.reading is not None:
        held = named(_rule_ids(screened.assessment))
        whys = [explaining.explain(screened.reading, held)] * len(replies)
    else:
        return turn
    explained = zip(turn.replies, whys, strict=True)
    return replace(
        turn,
        replies=tuple({**one, explaining.KEY: why} if why else one for one, why in explained),
    )


def _told(reply: dict[str, Any], away: str) -> dict[str, Any]:
    """What of a reply changes when nobody is at the desk to read it."""
    told: dict[str, Any] = {"text": f"{reply['text']}\n\n{away}"}
    if card := reply.get("card"):
        # A card's page shows the card and its note, not the text again.
        note = "\n\n".join(filter(None, (card.get("note"), away)))
        told["card"] = {**card, "note": note}
    return told


def _result(screening: asyncio.Task[Screened | None]) -> Screened | None:
    return screening.result() if screening.done() and not screening.cancelled() else None


def _urgency(screening: asyncio.Task[Screened | None]) -> str | None:
    screened = _result(screening)
    return screened.urgency if screened is not None else None


def _left(since: float, limit: float) -> float:
    return max(0.0, since + limit - time.monotonic())


def _hand_over(reply: dict[str, Any]) -> str | None:
    """ "request" when the patient asked for a person, else why staff should look, if they should."""
    if not reply.get("hand_over"):
        return None
    reason = str(reply.get("reason") or reply["hand_over"])
    return "request" if reason == "hand_over" else reason


def _rules(screened: Screened | None) -> tuple[str, ...]:
    return _rule_ids(screened.assessment) if screened else ()


def _rule_ids(assessment: Assessed) -> tuple[str, ...]:
    rules = getattr(assessment, "rules", None) or ()
    return tuple(str(getattr(rule, "id", rule)) for rule in rules)


def _assessed(
    found: Assessed | tuple[Assessed, CaseFacts] | tuple[Assessed, CaseFacts, Reading],
) -> Assessed:
    return found[0] if isinstance(found, tuple) else found
