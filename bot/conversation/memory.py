"""What is remembered of a turn for the next: plain JSON, in the slot `dialogue`."""

from __future__ import annotations

from typing import Any

from bot.conversation.taking_up import wondered
from bot.conversation.turn import Turn
from bot.reply import Reply

_KEPT = 200
"""Characters of the message that are kept, to know it again."""


def remembered(turn: Turn, reply: Reply) -> dict[str, Any]:
    """The dialogue after `reply`: what it asks for and how often that was asked, which entries answered."""
    memory = {
        **turn.dialogue,
        "asked": reply.asks,
        "counts": _counts(turn, reply.asks),
        "entries": list(reply.entries) or turn.dialogue.get("entries", []),
        "urgency": reply.urgency,
        "text": turn.question.text[:_KEPT],
        "vague": reply.reason == "vague",
        "wondered": wondered(turn.reading, turn.dialogue),
    }
    # A red flag's card goes before everything else in a message, a refusal too.
    if turn.declines and reply.card is None:
        memory["refused"] = True
    return memory


def _counts(turn: Turn, asks: str | None) -> dict[str, int]:
    """How often each piece was asked for, `asks` included."""
    counts = dict(turn.dialogue.get("counts", {}))
    if asks:
        counts[asks] = counts.get(asks, 0) + 1
    return counts
