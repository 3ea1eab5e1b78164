"""Pure text: what a patient's message says. `read` is the way in."""

from bot.language.read import read
from bot.language.reading import AreaMention, Clause, Reading, SymptomMention, TimingMention

__all__ = ["AreaMention", "Clause", "Reading", "SymptomMention", "TimingMention", "read"]
