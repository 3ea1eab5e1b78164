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
        "wanted": _wanted(turn, reply),
        "entries": list(reply.entries) or turn.dialogue.get("entries", []),
        "urgency": reply.urgency,
        "text": turn.question.text[:_KEPT],
        "vague": reply.reason == "vague",
        "wondered": wondered(turn.reading, turn.dialogue),
        "just_wondered": bool(wondered(turn.reading, {})),
    }
    # A red flag's card goes before everything else in a message, a refusal too.
    if turn.declines and reply.card is None:
        memory["refused"] = True
    return memory


def _wanted(turn: Turn, reply: Reply) -> str | None:
    """What was asked for and is still not known: it may come later, among other things."""
    piece = reply.asks if reply.asks in {"area", "timing"} else turn.wanted
    known = reply.facts.days if piece == "timing" else reply.facts.areas
    return None if known else piece


def _counts(turn: Turn, asks: str | None) -> dict[str, int]:
    """How often each piece was asked for, `asks` included."""
    counts = dict(turn.dialogue.get("counts", {}))
    if asks:
        counts[asks] = counts.get(asks, 0) + 1
    return counts
