"""One of several processes leads, on a real PostgreSQL and on SQLite."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import leader
from bot.desk.migrations import upgrade
from bot.desk.store import DeskStore
from bot.desk.store.leases import Leases
from bot.desk.tables import leases
from bot.tracker_store import CaseTrackerStore
from bot.web.leading import Leading
from bot.web.threads import Threads
from knowledge.engine import create

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.integration


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 5, 12, 0, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.moment

    def tick(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DeskStore]:
    """An empty desk."""
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("database_url")
    engine = create(url)
    upgrade(engine)
    yield DeskStore(engine)
    engine.dispose()


def test_the_lease_goes_from_hand_to_hand(store: DeskStore) -> None:
    clock = Clock()
    mine = Leases(store, clock)
    first = mine.claim("a")
    assert first is not None and first.term == 1
    assert mine.claim("b") is None
    clock.tick(2)
    renewed = mine.claim("a")
    assert renewed is not None and renewed.term == 1 and renewed.until > first.until
    clock.tick(leader.LASTS.total_seconds())
    second = mine.claim("b")
    assert second is not None and second.term == 2
    assert mine.claim("a") is None
    mine.resign("a")
    assert mine.claim("a") is None, "who does not lead has nothing to give away"
    mine.resign("b")
    third = mine.claim("a")
    assert third is not None and third.term == 3


def test_of_many_who_ask_at_once_one_gets_it(store: DeskStore) -> None:
    names = [f"p{n}" for n in range(8)]
    start = threading.Barrier(len(names))

    def ask(name: str) -> bool:
        start.wait()
        return Leases(store).claim(name) is not None

    with ThreadPoolExecutor(len(names)) as pool:
        assert sum(pool.map(ask, names)) == 1


def test_a_leader_that_hangs_in_a_renewal_holds_nobody_up(database_url: str) -> None:
    engine = create(database_url)
    upgrade(engine)
    mine = Leases(DeskStore(engine))
    assert mine.claim("a")
    with engine.begin() as hanging:
        hanging.execute(sa.select(leases).with_for_update())
        assert mine.claim("b") is None
        mine.resign("a")
    assert mine.claim("a")


async def test_a_leader_that_was_asleep_has_stopped_when_it_wakes(database_url: str) -> None:
    engine = create(database_url)
    upgrade(engine)
    store = DeskStore(engine)
    threads, own = Threads(store.together), [100.0]
    here = Leading(store, threads, alone=False, own_clock=lambda: own[0])
    there = Leading(store, threads, alone=False)
    try:
        await here.ask()
        await there.ask()
        assert here.leads() and not there.leads()
        own[0] += leader.LASTS.total_seconds()  # suspended: its clock went on, its code did not
        assert not here.leads()
        await here.ask()
        assert here.leads(), "nobody had taken it yet"
        await here.resign()
        await there.ask()
        assert there.leads() and not here.leads()
    finally:
        threads.close()


async def test_a_database_that_is_away_ends_the_lead_at_the_fence() -> None:
    engine = create("postgresql+psycopg2://nobody@127.0.0.1:1/none")
    store = DeskStore(engine)
    threads = Threads(store.together)
    try:
        one = Leading(store, threads, alone=False)
        await one.ask()
        assert not one.leads()
        await one.resign()
    finally:
        threads.close()


MIGRATE = """
import sys
from bot.desk.migrations import upgrade
from bot.staff.migrations import upgrade as upgrade_staff
from knowledge.engine import create
from knowledge.migrations import upgrade as upgrade_knowledge

sys.stdin.read()
engine = create(sys.argv[1])
upgrade(engine), upgrade_staff(engine), upgrade_knowledge(engine)
"""


def test_processes_that_start_together_migrate_one_after_the_other(database_url: str) -> None:
    command = [sys.executable, "-c", MIGRATE, database_url]
    those = [subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) for _ in range(3)]
    for one in those:
        assert one.stdin is not None
        one.stdin.close()
    assert [one.wait(timeout=60) for one in those] == [0, 0, 0]
    tables = sa.inspect(create(database_url)).get_table_names()
    assert {"desk_leases", "staff_version", "knowledge_revision"} <= set(tables)


def test_rasa_workers_that_start_together_share_one_table(database_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: CaseTrackerStore(host=database_url), range(4)))
    assert "rasa_tracker" in sa.inspect(create(database_url)).get_table_names()
