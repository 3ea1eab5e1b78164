"""Runs the replay of a stored revision and keeps its result."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import structlog

from knowledge.library import Library
from knowledge.replay import Asked, Report, Understand, gathered, live_key, replay, with_change
from knowledge.replay_messages import stored
from knowledge.repository import Repository
from knowledge.similarity import Similarity
from knowledge.workbench import Workbench

TOLD_EVERY_SECONDS = 0.5

log = structlog.get_logger(__name__)


def run(
    repository: Repository,
    workbench: Workbench,
    entry_id: str,
    number: int,
    *,
    understand: Understand,
    similarity: Callable[[], Similarity],
    kept: Iterable[str] = (),
) -> Report:
    """Replays revision `number` of an entry on what is live now; `kept` are recent real questions.

    The workbench holds progress and result; whatever goes wrong is noted there as failed and raised.
    Raises `UnknownEntry` when there is no such revision.
    """
    began = time.monotonic()
    library = repository.library()
    key = live_key(library)

    progress = Progress(lambda done, total: workbench.advance_replay(entry_id, number, done, total))
    try:
        revision = repository.revision(entry_id, number)
        after = with_change(library, revision.entry, aim=revision.aim)
        asked = gathered(library, after, stored(), kept)
        report = _replayed(library, after, entry_id, asked, understand, similarity, progress)
    except Exception:
        workbench.end_replay(entry_id, number, key, None)
        raise
    report.seconds = round(time.monotonic() - began, 2)
    workbench.end_replay(entry_id, number, key, report.to_dict())
    log.info("replayed", entry=entry_id, revision=number, seconds=report.seconds)
    return report


def _replayed(
    library: Library,
    after: Library,
    subject: str,
    asked: list[Asked],
    understand: Understand,
    similarity: Callable[[], Similarity],
    progress: Callable[[int, int], None],
) -> Report:
    """Reads the messages while the similarity, most of whose work is not Python's, gets ready."""

    def ready() -> Similarity:
        made = similarity()
        for one in (library, after):
            made.prepare(one.questions, one.question_groups)
        return made

    with ThreadPoolExecutor(1) as aside:
        preparing = aside.submit(ready)
        understood = {}
        for read, one in enumerate(asked):
            progress(read, 3 * len(asked))
            understood[one.text] = understand(one.text)
        prepared = preparing.result()
    return replay(
        library,
        after,
        subject,
        asked,
        understand=understood.__getitem__,
        similarity=prepared,
        progress=progress,
    )


class Progress:
    """Tells how far a replay is: now and then, as each time is a write to disk, and never less than
    before, as its parts count anew."""

    def __init__(
        self, tell: Callable[[int, int], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell, self._clock = tell, clock
        self._furthest, self._told_at = -1, float("-inf")

    def __call__(self, done: int, total: int) -> None:
        """Called as often as one likes; the end is always told."""
        now = self._clock()
        if done <= self._furthest:
            return
        if done < total and now < self._told_at + TOLD_EVERY_SECONDS:
            return
        self._furthest, self._told_at = done, now
        self._tell(done, total)
