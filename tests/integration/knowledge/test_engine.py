"""The engine keeps what it acknowledged and refuses what is broken."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from knowledge.engine import create, writing
from tests import postgres


def test_a_file_gets_the_durable_pragmas_and_its_folder(tmp_path: Path) -> None:
    engine = create(f"sqlite:///{tmp_path / 'deep' / 'er' / 'a.db'}")
    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "delete",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5_000,
    }


def test_a_dangling_reference_is_refused(tmp_path: Path) -> None:
    engine = create(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE b (a_id INTEGER REFERENCES a (id))"))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO b VALUES (1)"))


def test_ddl_and_data_roll_back_together(tmp_path: Path) -> None:
    engine = create(f"sqlite:///{tmp_path / 'a.db'}")
    connection = engine.connect()
    transaction = connection.begin()
    connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
    transaction.rollback()
    connection.close()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0


def test_writers_in_several_threads_lose_no_update(tmp_path: Path) -> None:
    engine = create(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    def add() -> None:
        for _ in range(10):
            with writing(engine) as connection:
                n = connection.execute(text("SELECT n FROM counter")).scalar_one()
                connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT n FROM counter")).scalar_one() == 30


def test_postgresql_waits_for_nobody_who_hangs(postgres_server: str) -> None:
    engine = create(postgres.fresh_database(postgres_server))
    with engine.connect() as connection:
        limits = [
            connection.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("lock_timeout", "idle_in_transaction_session_timeout")
        ]
        connection.rollback()
        # Set for the session, not for the transaction that set them.
        assert connection.execute(text("SHOW lock_timeout")).scalar_one() == limits[0]
    engine.dispose()
    assert limits == ["5s", "30s"]
