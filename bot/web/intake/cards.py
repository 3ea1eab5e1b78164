"""The urgent card, whatever breaks; and the refusal that brings it when nothing could be stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.case.facts import CaseFacts
from bot.desk import service
from bot.settings import Settings
from bot.web import fallback
from bot.web.errors import Refusal
from bot.web.intake.screening import Screened
from bot.web.intake.shared import Shared

UrgentReply = Callable[[Any, CaseFacts, Settings], dict[str, Any]]


class Cards:
    """Makes cards for what our screen found."""

    def __init__(self, urgent_reply: UrgentReply, shared: Shared) -> None:
        self._urgent_reply = urgent_reply
        self._settings = shared.settings
        self._clock = shared.clock
        self._journal = shared.journal

    def card(self, screened: Screened, conversation_id: str) -> dict[str, Any]:
        """The urgent card; the built-in one if the proper one can't be made."""
        try:
            reply = self._urgent_reply(screened.assessment, screened.facts, self._settings)
            least = service.rank(screened.urgency)
            if fallback.is_reply(reply) and service.rank(reply["urgency"]) >= least:
                return reply
            self._journal.failed("card", "garbled", conversation_id)
        except Exception as error:
            self._journal.failed("card", "error", conversation_id, error)
        return fallback.last_resort(screened.urgency, self._settings)

    def alone(self, screened: Screened, conversation_id: str) -> dict[str, Any]:
        """The urgent card as it is shown without being stored."""
        return self._shown(fallback.public(self.card(screened, conversation_id)))

    def refusal(
        self,
        screened: Screened | None,
        conversation_id: str,
        replies: Sequence[dict[str, Any]] = (),
    ) -> Refusal:
        """The error for a message that is not stored; with its `replies`, if there are any, else
        with the card, if what our screen found calls for one."""
        shown = [self._shown(reply) for reply in replies]
        if not shown and screened is not None and screened.red_flag:
            shown = [self.alone(screened, conversation_id)]
        return Refusal(
            503,
            "not_saved",
            "Your message could not be saved just now.",
            f"Send it again in a minute, or call {self._settings.clinic_phone}. "
            f"In an emergency call {self._settings.emergency_number}.",
            replies=shown or None,
        )

    def _shown(self, reply: dict[str, Any]) -> dict[str, Any]:
        at = self._clock().isoformat(timespec="milliseconds")
        return {**fallback.for_patient(reply), "id": "", "at": at, "escalation": None}
