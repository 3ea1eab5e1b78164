"""Runs the replay of a stored revision and keeps its result."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import structlog

from knowledge.replay import Report, Understand, gathered, live_key, replay, with_change
from knowledge.replay_messages import stored
from knowledge.repository import Repository
from knowledge.similarity import Similarity
from knowledge.workbench import Workbench

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
    try:
        revision = repository.revision(entry_id, number)
        after = with_change(library, revision.entry, aim=revision.aim)
        report = replay(
            library,
            after,
            entry_id,
            gathered(library, after, stored(), kept),
            understand=understand,
            similarity=similarity(),
            progress=lambda done, total: workbench.advance_replay(entry_id, number, done, total),
        )
    except Exception:
        workbench.end_replay(entry_id, number, key, None)
        raise
    report.seconds = round(time.monotonic() - began, 2)
    workbench.end_replay(entry_id, number, key, report.to_dict())
    log.info("replayed", entry=entry_id, revision=number, seconds=report.seconds)
    return report
