"""A reply, and the cards that urgent ones show: made without Rasa, model or database."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

import yaml

from bot.case import CaseFacts
from bot.glue import glue
from bot.triage.assess import TABLE, Assessment, table

TRANSLATED = ("es", "fr")
"""The languages, beside English, that every card is written in: `bot/triage/cards_<language>.yml`."""


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
    timeline: dict[str, Any] | None = None
    reviewed: dict[str, str] | None = None
    language: str | None = None
    """Of the first paragraph, where that is not English."""
    score: float | None = None

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
            "score": self.score,
            "case": self.facts.to_dict(),
            "timeline": self.timeline,
            "reviewed": self.reviewed,
            "language": self.language,
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


@lru_cache(maxsize=1)
def translations() -> dict[str, dict[str, Any]]:
    """The cards in other languages: language, then card."""
    return {
        language: yaml.safe_load(
            TABLE.with_name(f"cards_{language}.yml").read_text(encoding="utf-8")
        )
        for language in TRANSLATED
    }


def urgent_card(
    assessment: Assessment, settings: Numbers, *, language: str = "en"
) -> dict[str, Any]:
    """The card of an urgent assessment: one action in the heading, at most five points, a number to call.

    `language` is what the patient wrote in. The card itself is English; whoever shows it takes the
    patient's own language from `translations`, or the one `sentence` where there is no
    translation.
    """
    name = assessment.card or "urgent"
    card = table()["cards"][name]
    fill = numbers(settings)
    kind = "crisis" if name == "crisis" else assessment.urgency
    untranslated = language != "en" and language not in TRANSLATED
    return {
        **_words(card, fill),
        "id": name,
        "phone": card["phone"].format(**fill),
        "language": language,
        "translations": {code: _words(cards[name], fill) for code, cards in translations().items()},
        "sentence": glue(f"{kind}_{language}", fill) if untranslated else None,
    }


def _words(card: dict[str, Any], fill: dict[str, str]) -> dict[str, Any]:
    return {
        "heading": card["heading"].format(**fill),
        "points": [point.format(**fill) for point in card["points"]],
    }


def card_text(card: dict[str, Any]) -> str:
    """A card as plain text, for where no card can be shown."""
    return "\n".join([card["heading"] + ".", *(f"• {point}" for point in card["points"])])


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
) -> Reply:
    """The card of a red flag as a reply, below the same in the patient's own language."""
    card = urgent_card(assessment, settings, language=language)
    own = card["translations"].get(language)
    before = card_text(own) if own else card["sentence"]
    parts = (before, card_text(card), glue("case_opened", numbers(settings)))
    body = "\n\n".join(part for part in parts if part)
    return Reply(
        text=body,
        urgency=assessment.urgency,
        facts=facts,
        card=card,
        hand_over=True,
        reason="red_flag",
        rules=tuple(rule.id for rule in assessment.rules),
    )
