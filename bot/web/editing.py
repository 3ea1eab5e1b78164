"""Gives the editors' pages (`knowledge.editor`) what they need of the web process."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import datetime

import structlog
from anyio import to_thread
from jinja2 import Environment
from sqlalchemy.engine import Engine as Database

from bot.reply import numbers
from bot.settings import ROOT, Settings
from knowledge.editor.parts import EditorParts, prepare
from knowledge.replay import live_key
from knowledge.repository import Repository
from knowledge.workbench import Workbench

log = structlog.get_logger(__name__)


def wire(
    settings: Settings, *, database: Database, pages: Environment, clock: Callable[[], datetime]
) -> EditorParts:
    """The parts of the editors' pages, on the app's own database and templates."""
    repository = Repository(database)
    workbench = Workbench(database, now=repository.now)
    prepare(pages)
    return EditorParts(
        repository=repository,
        workbench=workbench,
        pages=pages,
        numbers=numbers(settings),
        start_replay=Replays(settings, repository, workbench).start,
        clock=clock,
    )


class Replays:
    """Starts replays, each in a process of its own, one after the other."""

    def __init__(self, settings: Settings, repository: Repository, workbench: Workbench) -> None:
        self._settings = settings
        self._repository = repository
        self._workbench = workbench
        self._one_at_a_time = asyncio.Semaphore(1)
        self._running: set[asyncio.Task[None]] = set()

    async def start(self, entry_id: str, number: int) -> None:
        """Begins the replay of a revision unless one runs, or ran, on what is live now."""

        def begun() -> bool:
            key = live_key(self._repository.library())
            return self._workbench.begin_replay(entry_id, number, key)

        if await to_thread.run_sync(begun):
            task = asyncio.create_task(self._run(entry_id, number))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _run(self, entry_id: str, number: int) -> None:
        async with self._one_at_a_time:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.replaying",
                entry_id,
                str(number),
                cwd=ROOT,
                env=environment(self._settings),
                stdin=asyncio.subprocess.DEVNULL,
            )
            code = await process.wait()
        if code:
            log.error("replay ended", entry=entry_id, revision=number, code=code)


def environment(settings: Settings) -> dict[str, str]:
    """What a process of ours is told: our own environment and where the data lies."""
    return {
        **os.environ,
        "AFTERCARE_VAR": str(settings.var),
        "AFTERCARE_MODELS": str(settings.models),
        "AFTERCARE_DATABASE_URL": settings.database_url,
    }
