"""The red-flag screen that needs neither Rasa nor a model: rules on the words, then the table."""

from __future__ import annotations

from datetime import date

from bot.case import CaseFacts, take_in
from bot.language import Reading, read
from bot.triage.assess import Assessment, assess


def screen_case(
    text: str, today: date, *, facts: CaseFacts | None = None, asked: str | None = None
) -> tuple[Assessment, CaseFacts]:
    """What the deterministic rules make of a message on top of what is known, and the case after it."""
    assessment, case, _ = screen_reading(text, today, facts=facts, asked=asked)
    return assessment, case


def screen_reading(
    text: str, today: date, *, facts: CaseFacts | None = None, asked: str | None = None
) -> tuple[Assessment, CaseFacts, Reading]:
    """As `screen_case`, with the message's own reading, which says by which words."""
    reading = read(text, today, asked=asked)
    case, reading = take_in(facts or CaseFacts(), reading, asked=asked)
    return assess(case), case, reading


def screen(
    text: str, today: date, *, facts: CaseFacts | None = None, asked: str | None = None
) -> Assessment:
    """How urgent a message is by the deterministic rules alone. Never raises on any text."""
    return screen_case(text, today, facts=facts, asked=asked)[0]
