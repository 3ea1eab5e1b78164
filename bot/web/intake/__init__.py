"""The way of a message through the web process: kept first, then screened, answered, stored.

Nothing here trusts the language engine. A red flag that our own screen finds gets an urgent card
and a case on the desk whether or not the engine is alive, in time, or of the same opinion.
"""

from bot.web.intake.answering import Intake
from bot.web.intake.cards import UrgentReply
from bot.web.intake.screening import Screen, known

__all__ = ["Intake", "Screen", "UrgentReply", "known"]
