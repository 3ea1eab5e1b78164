"""A reply, and the cards that urgent ones show: made without Rasa, model or database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.case import CaseFacts
from bot.glue import glue
from bot.triage.assess import Assessment, table


class Numbers(Protocol):
    """The clinic's own numbers, from the settings."""

    clinic_name: str
    clinic_phone: str
    emergency_number: str
    crisis_line: str
    opening_hours: str


@dataclass(frozen=True)
class Reply:
    """One answer; `to_dict` gives the Reply of the contract, `dialogue` what to remember of the turn."""

    text: str
    urgency: str
    facts: CaseFacts
    entries: tuple[str, ...] = ()
    sources: tuple[dict[str, str], ...] = ()
    asks: str | None = None
    choices: tuple[dict[str, str], ...] = ()
    card: dict[str, Any] | None = None
    rules: tuple[str, ...] = ()
    hand_over: bool = False
    dialogue: dict[str, Any] = field(default_factory=dict)
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract; the web process fills in id, time and escalation."""
        return {
            "id": None,
            "role": "bot",
            "text": self.text,
            "urgency": self.urgency,
            "facts": self.facts.public(),
            "entries": list(self.entries),
            "sources": list(self.sources),
            "asks": self.asks,
            "choices": list(self.choices),
            "escalation": None,
            "at": None,
            "card": self.card,
            "rules": list(self.rules),
            "hand_over": self.hand_over,
            "reason": self.reason,
            "case": self.facts.to_dict(),
        }


def numbers(settings: Numbers) -> dict[str, str]:
    """The placeholders that texts may use, filled from the settings."""
    return {
        name: str(getattr(settings, name))
        for name in (
            "clinic_name",
            "clinic_phone",
            "emergency_number",
            "crisis_line",
            "opening_hours",
        )
    }


def urgent_card(
    assessment: Assessment, settings: Numbers, *, language: str = "en"
) -> dict[str, Any]:
    """The card of an urgent assessment: one action in the heading, at most five points, a number to call."""
    card = table()["cards"][assessment.card or "urgent"]
    fill = numbers(settings)
    return {
        "heading": card["heading"].format(**fill),
        "points": [point.format(**fill) for point in card["points"]],
        "phone": card["phone"].format(**fill),
    }


def card_text(card: dict[str, Any], extra: str = "") -> str:
    """A card as plain text, for where no card can be shown."""
    lines = [card["heading"] + ".", *(f"• {point}" for point in card["points"])]
    return "\n".join(lines) + (f"\n\n{extra}" if extra else "")


def urgent_reply(
    assessment: Assessment, facts: CaseFacts, settings: Numbers, *, language: str = "en"
) -> dict[str, Any]:
    """The Reply of a red flag, made without Rasa, model or database."""
    return card_reply(assessment, facts, settings, language=language).to_dict()


def card_reply(
    assessment: Assessment,
    facts: CaseFacts,
    settings: Numbers,
    *,
    language: str = "en",
    extra: str = "",
) -> Reply:
    card = urgent_card(assessment, settings)
    note = glue(f"urgent_{language}", numbers(settings)) if language != "en" else ""
    body = card_text(
        card,
        "\n\n".join(part for part in (note, extra, glue("case_opened", numbers(settings))) if part),
    )
    return Reply(
        text=body,
        urgency=assessment.urgency,
        facts=facts,
        card=card,
        hand_over=True,
        reason="red_flag",
        rules=tuple(rule.id for rule in assessment.rules),
    )
