"""The desk's rules: whose answer a patient gets, and when a human is called. Pure.

These are the parts of the fail-safe that must hold whatever the language engine does, so they
know nothing of it: replies come in as plain data.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.desk.model import URGENCIES, Escalation, Kind, Need

RED_FLAGS = frozenset({"emergency", "urgent"})
ID_LENGTH = 22
_KIND_RANK: dict[Kind, int] = {"incident": 0, "hand_over": 1, "request": 2, "red_flag": 3}

Source = Literal["engine", "card", "incident"]
Change = Literal["opened", "upgraded", "reopened"]


def rank(urgency: str | None) -> int:
    """How urgent, higher is more; −1 for what is not an urgency."""
    return URGENCIES.index(urgency) if urgency in URGENCIES else -1


def mint() -> tuple[str, str]:
    """A new conversation's id (128 random bits) and bearer token (256)."""
    return secrets.token_urlsafe(16), secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """The form in which a token is stored. Tokens are random, so no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def opens(token: str, token_hash: str) -> bool:
    """Whether `token` belongs to `token_hash`, compared in constant time."""
    return bool(token_hash) and hmac.compare_digest(hashed(token), token_hash)


def choose(screened: str | None, replies: Sequence[dict[str, Any]]) -> Source:
    """Whose answer the patient gets.

    `screened` is the urgency that our own screen found (None when it failed); `replies` are the
    engine's, empty when it was dead, late or not understood. A red flag is never left to an engine
    that thinks less of it.
    """
    if screened in RED_FLAGS:
        top = max((rank(reply.get("urgency")) for reply in replies), default=-1)
        return "engine" if top >= rank(screened) else "card"
    return "engine" if replies else "incident"


def need(
    *,
    source: Source,
    urgency: str | None,
    hand_over: str | None = None,
    wants_person: bool = False,
    rules: tuple[str, ...] = (),
) -> Need | None:
    """Whether a turn calls for a human, and as what.

    `urgency` is the highest of the replies given; `hand_over` is "request" when the reply says that
    the patient asked for a person, any other text when the question is passed on to staff.
    """
    if urgency in RED_FLAGS:
        return Need("red_flag", str(urgency), rules)
    # A wait in the queue is for a person to judge, so none of these starts below "review".
    if wants_person or hand_over == "request":
        return Need("request", "review", rules)
    if source != "engine":
        return Need("incident", "review", rules)
    if hand_over:
        return Need("hand_over", "review", rules)
    return None


def need_beside_staff(need: Need | None) -> Need | None:
    """What of a turn's need remains while a person has the chat: red flags, and nothing else."""
    return need if need is not None and need.kind == "red_flag" else None


def cards_only(replies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a patient still gets while a person has the chat: urgent cards, as from the system.

    The bot itself is silent then; but staff can be slow to read, and safety comes first.
    """
    return [
        {**reply, "role": "system", "asks": None, "choices": []}
        for reply in replies
        if reply.get("urgency") in RED_FLAGS
    ]


@dataclass(frozen=True)
class Raised:
    """How an escalation looks after a need: `change` is None when nothing new is to be told."""

    kind: Kind
    urgency: str
    reasons: tuple[str, ...]
    change: Change | None
    headline: bool
    """Whether this turn's message takes the place of the one shown so far."""


def raised(current: Escalation | None, need: Need) -> Raised:
    """What `need` makes of the episode's escalation, which it opens, raises or leaves alone.

    Urgency never falls here; only a person resolves a case. One that was resolved opens again.
    """
    reasons = (need.kind, *need.rules)
    if current is None:
        return Raised(need.kind, need.urgency, reasons, "opened", True)
    more = tuple(reason for reason in reasons if reason not in current.reasons)
    higher = rank(need.urgency) > rank(current.urgency)
    kind = max(current.kind, need.kind, key=_KIND_RANK.__getitem__)
    change: Change | None = None
    if current.status == "resolved":
        change = "reopened"
    elif higher or kind != current.kind:
        change = "upgraded"
    return Raised(
        kind=kind,
        urgency=need.urgency if higher else current.urgency,
        reasons=current.reasons + more,
        change=change,
        headline=change is not None,
    )
