"""Triage: how urgent a case is and what the patient is told at once."""

from bot.triage.assess import Assessment, Rule, assess, rank
from bot.triage.screen import screen, screen_case, screen_reading

__all__ = ["Assessment", "Rule", "assess", "rank", "screen", "screen_case", "screen_reading"]
