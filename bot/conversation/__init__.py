"""The conversation: which reply a message gets, and which question back. `respond` is the way in."""

from bot.conversation.order import respond
from bot.conversation.turn import Library, Question
from bot.reply import Numbers, Reply, card_text, urgent_card, urgent_reply

__all__ = [
    "Library",
    "Numbers",
    "Question",
    "Reply",
    "card_text",
    "respond",
    "urgent_card",
    "urgent_reply",
]
