"""The case: what one patient has told us in this conversation."""

from bot.case.facts import CaseFacts
from bot.case.merge import merge

__all__ = ["CaseFacts", "merge"]
