"""What the desk keeps: conversations, their messages, and the cases handed to a human."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Kind = Literal["red_flag", "request", "hand_over", "incident"]
Status = Literal["open", "claimed", "resolved"]
Origin = Literal["chat", "phone"]

URGENCIES = ("out_of_scope", "info", "self_care", "review", "urgent", "emergency")
"""Lowest first, so that the position is the rank."""


@dataclass(frozen=True)
class Staff:
    """Somebody of the clinic, as far as the desk needs to know them."""

    id: str
    name: str


@dataclass(frozen=True)
class Conversation:
    """One patient's chat. `facts` (a `CaseFacts` as a dict) and `asked` are for the next turn.

    `floor` says whose turn it is to speak: it grows by one whenever the floor changes hands, so the
    bot has it while it is even and the staff member `staff_id` while it is odd. A chat of origin
    "phone" is what a receptionist typed for a caller.
    """

    id: str
    token_hash: str
    created_at: datetime
    episode: int = 1
    facts: dict[str, Any] | None = None
    asked: str | None = None
    forgotten_at: datetime | None = None
    origin: Origin = "chat"
    floor: int = 0
    staff_id: str | None = None
    staff_name: str | None = None

    @property
    def held(self) -> bool:
        """Whether a person has taken it over, so that the bot is silent."""
        return self.floor % 2 == 1


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
    floor: int = 0


@dataclass(frozen=True)
class Escalation:
    """A case handed to a human: one for each treatment episode of a conversation.

    `version` grows with every change that a person must have seen before making the next one.
    `alarm_at` is when the present alarm began (opened, raised, opened again or put back),
    `sounded` how many of its soundings were made, `acknowledged_at` when a person took note.
    """

    id: str
    conversation_id: str
    episode: int
    kind: Kind
    urgency: str
    status: Status
    opened_at: datetime
    updated_at: datetime
    alarm_at: datetime
    reasons: tuple[str, ...] = ()
    message: str | None = None
    told: str | None = None
    facts: dict[str, Any] | None = None
    closed_at: datetime | None = None
    version: int = 1
    sounded: int = 0
    acknowledged_at: datetime | None = None
    claimed_by: str | None = None
    claimed_name: str | None = None
    claimed_at: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Event:
    """What happened to a case or chat at the desk; `text` is a note's. For staff only."""

    id: int
    conversation_id: str
    escalation_id: str | None
    at: datetime
    kind: str
    account_id: str | None = None
    account_name: str | None = None
    text: str | None = None
    before: dict[str, Any] | None = None
    version: int | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Contact:
    """How a patient wants to be called back; left with their consent."""

    conversation_id: str
    name: str
    phone: str
    consented_at: datetime
    called_at: datetime | None = None


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
    contact: Contact | None = None
