"""Our own red-flag screen around a message: what it finds, and whether that is news to staff."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol

from bot.case.facts import CaseFacts
from bot.desk import service
from bot.desk.model import Conversation
from bot.language.reading import Reading
from bot.web.intake.shared import Shared


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

    @property
    def red_flag(self) -> bool:
        """Whether it calls for an urgent card."""
        return self.urgency in service.RED_FLAGS

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the assessment's rules."""
        return _rule_ids(self.assessment)


class Screening:
    """Runs the screen on threads of its own; when it fails, the answer is left to the engine."""

    def __init__(self, screen: Screen, shared: Shared) -> None:
        self._screen = screen
        self._threads = shared.threads
        self._clock = shared.clock
        self._journal = shared.journal

    def today(self) -> date:
        """The date on the clinic's wall."""
        return self._clock().astimezone().date()

    def begin(self, conversation: Conversation, text: str) -> asyncio.Task[Screened | None]:
        """`find`, under way beside whatever else has to be done; see `so_far`."""
        return asyncio.ensure_future(self.find(conversation, text))

    async def find(self, conversation: Conversation, text: str) -> Screened | None:
        """What the screen finds; None when it fails, for then the engine's has to do."""
        try:
            facts = known(conversation)
            screen = partial(
                self._screen, text, self.today(), facts=facts, asked=conversation.asked
            )
            found = await self._journal.timed("screen", self._threads.screen(screen))
            return Screened(*found) if isinstance(found, tuple) else Screened(found, facts)
        except Exception as error:
            self._journal.failed("screen", "error", conversation.id, error)
            return None

    async def news(self, conversation: Conversation, text: str, screened: Screened) -> bool:
        """Whether a message says something dangerous itself, or adds to what was known.

        A screen that fails here counts as news.
        """
        try:
            facts, today = known(conversation), self.today()
            alone, before = await self._threads.screen(
                lambda: (
                    _assessed(self._screen(text, today, facts=None, asked=None)),
                    _assessed(self._screen("", today, facts=facts, asked=None)),
                )
            )
        except Exception as error:
            self._journal.failed("screen", "error", conversation.id, error)
            return True
        return (
            alone.urgency in service.RED_FLAGS
            or service.rank(screened.urgency) > service.rank(before.urgency)
            or not set(screened.rules) <= set(_rule_ids(before))
        )


def known(conversation: Conversation) -> CaseFacts:
    """The facts of the conversation so far, as far as its replies told them."""
    blank = CaseFacts().to_dict()
    try:
        facts = CaseFacts.from_dict({**blank, **(conversation.facts or {})})
    except (TypeError, ValueError, KeyError, IndexError):
        return CaseFacts(episode=conversation.episode)
    return replace(facts, episode=conversation.episode)


def so_far(screening: asyncio.Task[Screened | None]) -> Screened | None:
    """What a screening has found; None while it still looks, and when it failed."""
    return screening.result() if screening.done() and not screening.cancelled() else None


def _rule_ids(assessment: Assessed) -> tuple[str, ...]:
    rules = getattr(assessment, "rules", None) or ()
    return tuple(str(getattr(rule, "id", rule)) for rule in rules)


def _assessed(
    found: Assessed | tuple[Assessed, CaseFacts] | tuple[Assessed, CaseFacts, Reading],
) -> Assessed:
    return found[0] if isinstance(found, tuple) else found
