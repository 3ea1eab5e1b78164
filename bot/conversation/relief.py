"""What is over, or was never there: said back to the patient, with whom to call if it ever is."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.turn import Turn
from bot.conversation.wording import said
from bot.glue import glue
from bot.reply import Reply, numbers

_RED = ("emergency", "urgent")


def only_relieves(turn: Turn) -> bool:
    """Whether the message says that all is well after all, and asks or reports nothing else."""
    if turn.reported or turn.others or turn.facts.symptoms or _asks(turn):
        return False
    return "over" in turn.reading.flags or _stands_down(turn)


def relief(turn: Turn) -> Reply:
    """The reply to that: glad, when to call, and for what was never there a question what there is."""
    if "over" in turn.reading.flags:
        return said(turn, "over")
    return said(turn, "anything_else", asks=None if turn.refused else "symptom")


def relieved(turn: Turn, reply: Reply) -> Reply:
    """`reply`, led by the words that end an alarm, where the message has ended one."""
    if reply.card is not None or not _stands_down(turn) or reply.reason == "deletion":
        return reply
    words = glue("taken_back", numbers(turn.settings))
    return replace(reply, text=f"{words}\n\n{reply.text}")


def _stands_down(turn: Turn) -> bool:
    """Whether the reply before showed a card and this message says that what it was for is not so."""
    return (
        turn.dialogue.get("urgency") in _RED
        and not turn.assessment.red
        and any(s.status == "denied" for s in turn.reading.symptoms)
    )


def _asks(turn: Turn) -> bool:
    return "?" in turn.question.text
