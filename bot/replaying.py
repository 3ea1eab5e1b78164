"""`python -m bot.replaying ENTRY NUMBER`: the replay of a change, in a process of its own.

So that the web process neither holds the sentence model nor keeps a patient waiting while a thousand
questions are put to the knowledge base. Settings come from the environment, as everywhere.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import partial

from bot import settings as configuration
from bot.reading_questions import understand
from knowledge.engine import create
from knowledge.inbox import Inbox
from knowledge.replaying import run
from knowledge.repository import Repository
from knowledge.similarity import best_available
from knowledge.workbench import Workbench

LESS_URGENT = 5
"""Added to the process's niceness: patients' answers come first."""


def main(entry_id: str, number: int) -> None:
    """Replay and store the result. Raises what `knowledge.replaying.run` raises."""
    os.nice(LESS_URGENT)
    settings = configuration.load()
    database = create(settings.database_url)
    repository = Repository(database)
    kept = Inbox(database, now=repository.now).recent() if settings.keep_questions else []
    run(
        repository,
        Workbench(database, now=repository.now),
        entry_id,
        number,
        understand=partial(understand, today=date.today()),
        similarity=partial(best_available, cache=settings.var / "cache"),
        kept=kept,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
