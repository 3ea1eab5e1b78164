"""Gives the editors' pages (`knowledge.editor`) what they need of the web process."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from anyio import to_thread
from jinja2 import Environment
from sqlalchemy.engine import Engine as Database

from bot.reply import numbers
from bot.settings import ROOT, Settings
from bot.web.questions import Questions
from knowledge.editor.parts import EditorParts, prepare
from knowledge.inbox import Group, Inbox, Question
from knowledge.replay import live_key
from knowledge.repository import Repository
from knowledge.trainings import Trainings
from knowledge.workbench import Workbench

GROUPING_SECONDS = 20.0

log = structlog.get_logger(__name__)


def wire(
    settings: Settings, *, database: Database, pages: Environment, clock: Callable[[], datetime]
) -> EditorParts:
    """The parts of the editors' pages, on the app's own database and templates."""
    repository = Repository(database)
    workbench = Workbench(database, now=repository.now)
    prepare(pages)
    replays = Replays(settings, repository, workbench)
    return EditorParts(
        repository=repository,
        workbench=workbench,
        inbox=Inbox(database, now=repository.now),
        group=Groups(settings).of,
        trainings=Trainings(database, now=repository.now),
        start_training=TrainingRoom(settings).start,
        pages=pages,
        numbers=numbers(settings),
        start_replay=replays.start,
        warm_up=replays.warm_up,
        close=replays.close,
        clock=clock,
    )


def questions(
    settings: Settings, *, database: Database, clock: Callable[[], datetime]
) -> Questions:
    """Where questions without a good answer go."""
    return Questions(
        Inbox(database, now=Repository(database).now),
        keep_all=settings.keep_questions,
        retention=timedelta(days=settings.retention_days),
        clock=clock,
    )


class Groups:
    """Groups the inbox in a process of its own; remembers the last result."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: tuple[tuple[int, ...], list[dict[str, list[Any]]]] = ((), [])
        self._one_at_a_time = asyncio.Lock()

    async def of(self, questions: Sequence[Question]) -> list[Group]:
        """`questions`, which are all that is open, by likeness; each alone if that takes too long."""
        ids = tuple(sorted(question.id for question in questions))
        async with self._one_at_a_time:
            if self._known[0] != ids:
                self._known = (ids, await self._told() if ids else [])
        here = {question.id: question for question in questions}
        groups = []
        for told in self._known[1]:
            members = tuple(here.pop(i) for i in told["ids"] if i in here)
            if members:
                groups.append(Group(members, tuple(told["suggestions"])))
        return groups + [Group((question,)) for question in here.values()]

    async def _told(self) -> list[dict[str, list[Any]]]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.grouping",
            cwd=ROOT,
            env=environment(self._settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            said, _ = await asyncio.wait_for(process.communicate(), GROUPING_SECONDS)
            return list(json.loads(said))
        except (asyncio.TimeoutError, ValueError) as error:
            log.error("grouping failed", error=type(error).__name__, code=process.returncode)
            return []
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


class Replays:
    """Has replays made by one process beside this one, which ends when nobody edits for a while."""

    def __init__(self, settings: Settings, repository: Repository, workbench: Workbench) -> None:
        self._settings = settings
        self._repository = repository
        self._workbench = workbench
        self._process: asyncio.subprocess.Process | None = None
        self._one_at_a_time = asyncio.Lock()

    async def start(self, entry_id: str, number: int) -> None:
        """Begins the replay of a revision unless one runs, or ran, on what is live now."""

        def begun() -> bool:
            key = live_key(self._repository.library())
            return self._workbench.begin_replay(entry_id, number, key)

        if await to_thread.run_sync(begun):
            await self._ask(f"{entry_id} {number}\n")

    async def warm_up(self) -> None:
        """Gets the process ready, as somebody has begun to write; does nothing if it is there."""
        if not self._alive():
            await self._ask("\n")

    async def close(self) -> None:
        """Ends it; opening a review again starts its replay anew."""
        if self._process is not None and self._alive():
            self._process.kill()
            await self._process.wait()

    def _alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def _ask(self, line: str) -> None:
        async with self._one_at_a_time:
            if not self._alive():
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    "-m",
                    "bot.replaying",
                    cwd=ROOT,
                    env=environment(self._settings),
                    stdin=asyncio.subprocess.PIPE,
                )
            assert self._process is not None
            assert self._process.stdin is not None
            self._process.stdin.write(line.encode())
            await self._process.stdin.drain()


class TrainingRoom:
    """Starts trainings, each in a process of its own that outlives no page but this app."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running: set[asyncio.Task[int]] = set()

    async def start(self, training_id: int) -> None:
        """Sets a training to work, which tells its progress in the database."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.retraining",
            str(training_id),
            cwd=ROOT,
            env=environment(self._settings),
            stdin=asyncio.subprocess.DEVNULL,
        )
        task = asyncio.ensure_future(process.wait())
        self._running.add(task)
        task.add_done_callback(self._running.discard)


def environment(settings: Settings) -> dict[str, str]:
    """What a process of ours is told: our own environment and where the data lies."""
    return {
        **os.environ,
        "AFTERCARE_VAR": str(settings.var),
        "AFTERCARE_MODELS": str(settings.models),
        "AFTERCARE_DATABASE_URL": settings.database_url,
        "AFTERCARE_RASA_PORT": str(settings.rasa_port),
        "AFTERCARE_ACTIONS_PORT": str(settings.actions_port),
    }
