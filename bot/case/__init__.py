"""The case: what one patient has told us in this conversation."""

from bot.case.facts import CaseFacts
from bot.case.merge import merge, take_in

__all__ = ["CaseFacts", "merge", "take_in"]
