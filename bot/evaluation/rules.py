"""The deterministic half alone, in this process: figures in seconds while working on the rules.

No Rasa, no learned detector and no answers, so what an answer must mention is not scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.case import CaseFacts
from bot.evaluation.gold import Conversation, Message
from bot.evaluation.outcomes import Report, judge_rows
from bot.triage import screen_case


def without_mentions(row: Message | Conversation) -> Message | Conversation:
    """The row with nothing that an answer must mention."""
    if isinstance(row, Message):
        return replace(row, expected=replace(row.expected, must_mention=()))
    return row


def judge_rules(rows: Sequence[Message | Conversation]) -> Report:
    """Judge what `ask_rules` makes of `rows`."""
    return judge_rows([without_mentions(row) for row in rows], ask_rules(rows))


def ask_rules(rows: Sequence[Message | Conversation]) -> dict[str, list[Any]]:
    """Replies in the form of `ask --jsonl`, made from rules and the triage table only.

    A turn's `asked` is taken from the labels of the turn before, where it names one question.
    """
    return {row.id: _message(row) if isinstance(row, Message) else _turns(row) for row in rows}


def _message(row: Message) -> list[dict[str, Any]]:
    reply, _ = _reply(row.text, row.today, None, None)
    return [reply]


def _turns(row: Conversation) -> list[list[dict[str, Any]]]:
    facts: CaseFacts | None = None
    asked: str | None = None
    replies = []
    for text, expected in row.turns:
        reply, facts = _reply(text, row.today, facts, asked)
        asked = expected.asks[0] if expected.asks else None
        replies.append([{**reply, "asks": asked}])
    return replies


def _reply(
    text: str, today: str | None, facts: CaseFacts | None, asked: str | None
) -> tuple[dict[str, Any], CaseFacts]:
    day = date.fromisoformat(today) if today else date.today()
    assessment, case = screen_case(text, day, facts=facts, asked=asked)
    return {"role": "bot", "urgency": assessment.urgency, "facts": case.public()}, case
