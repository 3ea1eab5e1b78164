"""The desk's tables: made by the migrations, and all or nothing."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from bot.desk import service
from bot.desk.migrations import VERSION_TABLE, upgrade
from bot.desk.model import Need, Turn
from bot.desk.store import ClientIdReused, DeskStore, UnknownConversation, raising
from bot.desk.tables import metadata
from bot.web.threads import Writer
from knowledge.engine import create

NOW = datetime(2025, 3, 10, 12, tzinfo=timezone.utc)
ALICE = "A" * 22
BODY = {"role": "bot", "text": "Call 911 now", "urgency": "emergency"}
ALARM = Turn((BODY,), need=Need("red_flag", "emergency", ("airway",)))


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    """A database with the desk's tables."""
    engine = create(f"sqlite:///{tmp_path / 'desk.db'}")
    upgrade(engine)
    return engine


@pytest.fixture
def store(database: Engine) -> DeskStore:
    """A store with Alice's chat."""
    store = DeskStore(database)
    store.add_conversation(ALICE, service.hashed("token"), NOW)
    return store


def test_the_migrations_make_the_tables_that_the_code_uses(database: Engine) -> None:
    upgrade(database)
    with database.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "include_name": lambda name, kind, _: kind != "table" or name.startswith("desk_"),
            },
        )
        assert compare_metadata(context, metadata) == []


def test_two_processes_may_migrate_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    failures: list[Exception] = []

    def migrate() -> None:
        try:
            upgrade(create(url))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=migrate) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert failures == []


def test_a_turn_is_stored_whole_or_not_at_all(
    store: DeskStore, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, fresh = store.receive(ALICE, "a", "I can't breathe", NOW)
    assert fresh

    def broken(*_: Any) -> None:
        raise OperationalError("", {}, Exception("disk full"))

    with monkeypatch.context() as patch:
        patch.setattr(raising, "post", broken)
        with pytest.raises(OperationalError):
            store.complete(message, ALARM, NOW)
    assert store.cases() == [] and store.replies_to(message) == []
    assert [one.seq for one in store.unanswered(NOW + timedelta(seconds=1))] == [message.seq]
    store.complete(message, ALARM, NOW)
    assert len(store.cases()) == 1
    assert store.unanswered(NOW + timedelta(seconds=1)) == []


def test_completing_twice_keeps_the_first_answer_and_one_alert(
    store: DeskStore, database: Engine
) -> None:
    message, _ = store.receive(ALICE, "a", "I can't breathe", NOW)
    first = store.complete(message, ALARM, NOW)
    assert store.complete(message, Turn(({**BODY, "text": "other"},)), NOW) == first
    with database.connect() as connection:
        assert len(connection.exec_driver_sql("SELECT * FROM desk_outbox").all()) == 1


def test_what_is_forgotten_takes_no_more_messages(store: DeskStore) -> None:
    message, _ = store.receive(ALICE, "a", "hello", NOW)
    store.forget(ALICE, NOW)
    with pytest.raises(UnknownConversation):
        store.receive(ALICE, "b", "hello", NOW)
    with pytest.raises(UnknownConversation):
        store.complete(message, ALARM, NOW)
    assert store.conversation(ALICE) is None


def test_event_ids_are_never_used_again(store: DeskStore) -> None:
    message, _ = store.receive(ALICE, "a", "hello", NOW)
    store.forget(ALICE, NOW)
    store.add_conversation("B" * 22, "x", NOW)
    later, _ = store.receive("B" * 22, "a", "hello", NOW)
    assert later.seq > message.seq


def test_writes_that_wait_share_a_commit_and_fail_alone(store: DeskStore) -> None:
    gate = threading.Event()
    writer = Writer(store.together)
    writer.submit(gate.wait)
    kept = [
        writer.submit(lambda i=i: store.receive(ALICE, f"m{i}", "hello", NOW)) for i in range(5)
    ]
    repeat = writer.submit(lambda: store.receive(ALICE, "m3", "hello", NOW))
    reused = writer.submit(lambda: store.receive(ALICE, "m4", "other", NOW))
    unknown = writer.submit(lambda: store.receive("C" * 22, "m", "hello", NOW))
    gate.set()
    assert all(future.result(5)[1] for future in kept)
    assert repeat.result(5) == (kept[3].result()[0], False)
    with pytest.raises(ClientIdReused):
        reused.result(5)
    with pytest.raises(UnknownConversation):
        unknown.result(5)
    writer.close()
    assert len(store.after(ALICE)) == 5


def test_a_failed_joint_commit_leaves_no_write_falsely_done(
    store: DeskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    writer = Writer(store.together)
    writer.submit(gate.wait)

    def full() -> None:
        raise OperationalError("", {}, Exception("database or disk is full"))

    first = writer.submit(lambda: store.receive(ALICE, "a", "hello", NOW))
    failing = writer.submit(full)
    last = writer.submit(lambda: store.receive(ALICE, "b", "hello", NOW))
    gate.set()
    with pytest.raises(OperationalError):
        failing.result(5)
    assert first.result(5)[1] and last.result(5)[1]
    writer.close()
    assert [line.client_id for line in store.after(ALICE)] == ["a", "b"]
