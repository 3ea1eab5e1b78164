"""What all parts of the intake work with; made once, in `Intake`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.desk.store import DeskStore
from bot.settings import Settings
from bot.web.events import Bell
from bot.web.intake.journal import Journal
from bot.web.questions import Questions
from bot.web.threads import Threads


@dataclass(frozen=True)
class Shared:
    """The web process around the intake. Without `questions` nothing is noted for editors."""

    settings: Settings
    store: DeskStore
    threads: Threads
    clock: Callable[[], datetime]
    bell: Bell
    questions: Questions | None
    journal: Journal
