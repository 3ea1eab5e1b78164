"""`python -m bot.replaying`: replays of changes, in a process of its own.

So that the web process neither holds the sentence model nor keeps a patient waiting while thousands
of questions are put to the knowledge base. Each line on standard input names an entry and a revision;
an empty line only warms up. It ends with its input, or when nobody asked for a while. Results go to
the database, and nothing of a message into a file.
"""

from __future__ import annotations

import os
import select
import sys
from datetime import date
from functools import cache, partial

import structlog

from bot import settings as configuration
from bot.reading_questions import understand
from bot.settings import Settings
from knowledge.engine import create
from knowledge.inbox import Inbox
from knowledge.replay_messages import stored
from knowledge.replaying import run
from knowledge.repository import Repository
from knowledge.similarity import Similarity, remembering
from knowledge.workbench import Workbench

LESS_URGENT = 5
"""Added to the process's niceness: patients' answers come first."""
IDLE_SECONDS = 600.0

log = structlog.get_logger(__name__)


class Replayer:
    """What the process keeps between replays: the model, and messages read and compared before."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        database = create(settings.database_url)
        self._repository = Repository(database)
        self._workbench = Workbench(database, now=self._repository.now)
        self._inbox = Inbox(database, now=self._repository.now)
        self._similarity = cache(partial(remembering, cache=settings.var / "cache"))

    def warm_up(self) -> None:
        """Does what is the same for every replay."""
        library = self._repository.library()
        similarity: Similarity = self._similarity()
        similarity.prepare(library.questions, library.question_groups)
        texts = [question for e in library.entries.values() for question in e.questions]
        texts += [one.text for one in stored()]
        plain = [understand(text, today=date.today()).query.text for text in texts]
        similarity.fit_all(plain, [(library.questions, library.question_groups)])

    def replay(self, entry_id: str, number: int) -> None:
        """One replay; a failure is noted in the database and logged."""
        kept = self._inbox.recent() if self._settings.keep_questions else []
        try:
            run(
                self._repository,
                self._workbench,
                entry_id,
                number,
                understand=partial(understand, today=date.today()),
                similarity=self._similarity,
                kept=kept,
            )
        except Exception as error:
            log.error("replay failed", entry=entry_id, error=type(error).__name__)


def main() -> None:
    """Replay what standard input asks for."""
    os.nice(LESS_URGENT)
    replayer = Replayer(configuration.load())
    while select.select([sys.stdin], [], [], IDLE_SECONDS)[0]:
        line = sys.stdin.readline()
        if not line:
            return
        words = line.split()
        if len(words) == 2:
            replayer.replay(words[0], int(words[1]))
        else:
            replayer.warm_up()


if __name__ == "__main__":
    main()
