"""`python -m bot.grouping`: the inbox's questions by likeness, as JSON on standard output.

In a process of its own, which holds the sentence model only as long as it needs it; only ids leave it.
"""

from __future__ import annotations

import json
import os
import sys

from bot import settings as configuration
from bot.replaying import LESS_URGENT
from knowledge.engine import create
from knowledge.inbox import Inbox, grouped
from knowledge.lookup import Query, find
from knowledge.repository import Repository
from knowledge.similarity import best_available


def main() -> None:
    """Group what waits in the inbox."""
    os.nice(LESS_URGENT)
    # Libraries log to standard output, which is for the answer.
    answer, sys.stdout = sys.stdout, sys.stderr
    settings = configuration.load()
    database = create(settings.database_url)
    repository = Repository(database)
    library = repository.library()
    known = best_available(cache=settings.var / "cache")

    def suggest(text: str) -> list[str]:
        match = find(library, Query(text=text), known)
        return [entry.id for entry in match.alternatives]

    # Patients' words must not reach the cache on disk: these are compared without one.
    groups = grouped(Inbox(database, now=repository.now).open(), best_available(), suggest)
    told = [
        {"ids": [q.id for q in group.questions], "suggestions": list(group.suggestions)}
        for group in groups
    ]
    print(json.dumps(told), file=answer)


if __name__ == "__main__":
    main()
