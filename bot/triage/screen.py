"""The red-flag screen that needs neither Rasa nor a model: rules on the words, then the table."""

from __future__ import annotations

from datetime import date

from bot.case import CaseFacts, merge
from bot.language import read
from bot.triage.assess import Assessment, assess


def screen_case(
    text: str, today: date, *, facts: CaseFacts | None = None, asked: str | None = None
) -> tuple[Assessment, CaseFacts]:
    """What the deterministic rules make of a message on top of what is known, and the case after it."""
    case = merge(facts or CaseFacts(), read(text, today, asked=asked), asked=asked)
    return assess(case), case


def screen(
    text: str, today: date, *, facts: CaseFacts | None = None, asked: str | None = None
) -> Assessment:
    """How urgent a message is by the deterministic rules alone. Never raises on any text."""
    return screen_case(text, today, facts=facts, asked=asked)[0]
