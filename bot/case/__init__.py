"""The case: what one patient has told us in this conversation."""

from bot.case.facts import CaseFacts

__all__ = ["CaseFacts"]
