"""Judges whole files and holds what came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.evaluation import predictions
from bot.evaluation.figures import (
    ConversationFigures,
    MessageFigures,
    conversation_figures,
    message_figures,
)
from bot.evaluation.gold import Conversation, Message
from bot.evaluation.misses import Miss, misses
from bot.evaluation.score import MessageOutcome, Outcome, TurnOutcome, judge


@dataclass(frozen=True)
class Report:
    """Every judged row; the figures are worked out when asked for."""

    messages: tuple[MessageOutcome, ...]
    turns: tuple[TurnOutcome, ...]

    @property
    def outcomes(self) -> list[Outcome]:
        """Messages and turns alike, for what holds for both."""
        return [row.outcome for row in self.messages] + [row.outcome for row in self.turns]

    @cached_property
    def figures(self) -> MessageFigures:
        """Figures of the single messages."""
        return message_figures(self.messages)

    @cached_property
    def conversations(self) -> ConversationFigures:
        """Figures of the conversations."""
        return conversation_figures(self.turns)

    @cached_property
    def misses(self) -> list[Miss]:
        """Every wrong row, the worst first."""
        return misses(self.messages, self.turns)

    def of_style(self, style: str) -> list[Outcome]:
        """The messages of one style."""
        return [row.outcome for row in self.messages if row.message.style == style]

    def dangerous(self) -> list[str]:
        """Ids of emergencies answered as self-care, information, a refusal, or with silence."""
        messages = [row.message.id for row in self.messages if row.outcome.dangerous]
        turns = [f"{r.conversation}.{r.number}" for r in self.turns if r.outcome.dangerous]
        return messages + turns


def judge_rows(rows: Iterable[Message | Conversation], replies: Mapping[str, list[Any]]) -> Report:
    """Judge `rows` against the `replies` by id that `ask --jsonl` printed; none given is silence."""
    messages: list[MessageOutcome] = []
    turns: list[TurnOutcome] = []
    for row in rows:
        answer = replies.get(row.id, [])
        if isinstance(row, Message):
            predicted = predictions.from_replies(answer)
            messages.append(MessageOutcome(row, judge(row.expected, predicted)))
            continue
        given = predictions.of_turns(answer, len(row.turns))
        turns += [
            TurnOutcome(row.id, number, text, judge(expected, predicted, turn=True))
            for number, ((text, expected), predicted) in enumerate(
                zip(row.turns, given, strict=True), 1
            )
        ]
    return Report(tuple(messages), tuple(turns))
