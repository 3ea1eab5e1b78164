"""What the desk keeps: conversations, their messages, and the cases handed to a human."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Kind = Literal["red_flag", "request", "hand_over", "incident"]
Status = Literal["open", "taken", "closed"]

URGENCIES = ("out_of_scope", "info", "self_care", "review", "urgent", "emergency")
"""Lowest first, so that the position is the rank."""


@dataclass(frozen=True)
class Conversation:
    """One patient's chat. `facts` (a `CaseFacts` as a dict) and `asked` are for the next turn."""

    id: str
    token_hash: str
    created_at: datetime
    episode: int = 1
    facts: dict[str, Any] | None = None
    asked: str | None = None
    forgotten_at: datetime | None = None


@dataclass(frozen=True)
class Message:
    """One line of a chat. `seq` orders all messages and replies, and is the event id.

    A patient's message carries the browser's `client_id`; a reply carries `body`, the Reply as the
    patient got it, and in `answers` the `seq` of the message that it answers.
    """

    seq: int
    conversation_id: str
    role: Literal["patient", "bot", "staff", "system"]
    text: str
    at: datetime
    client_id: str | None = None
    answers: int | None = None
    answered_at: datetime | None = None
    body: dict[str, Any] | None = None


@dataclass(frozen=True)
class Escalation:
    """A case handed to a human: one for each treatment episode of a conversation."""

    id: str
    conversation_id: str
    episode: int
    kind: Kind
    urgency: str
    status: Status
    opened_at: datetime
    updated_at: datetime
    reasons: tuple[str, ...] = ()
    message: str | None = None
    told: str | None = None
    facts: dict[str, Any] | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Need:
    """Why one turn of a chat calls for a human. `rules` are ids of the triage table, if any."""

    kind: Kind
    urgency: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """What one turn leaves behind, to be stored in one transaction.

    `replies` are Replies still without `id`, `at` and `escalation`; `facts` is what the desk shows,
    `case` the whole case for the next turn.
    """

    replies: tuple[dict[str, Any], ...]
    need: Need | None = None
    facts: dict[str, Any] | None = None
    case: dict[str, Any] | None = None
    asked: str | None = None
    episode: int | None = None


@dataclass(frozen=True)
class Case:
    """An escalation with the last lines of its chat, as the desk shows it."""

    escalation: Escalation
    lines: tuple[Message, ...] = field(default_factory=tuple)
