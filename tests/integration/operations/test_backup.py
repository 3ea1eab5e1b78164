"""The drill: everything is lost, the backup is put back, and the clinic goes on where it was."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from bot.cli import main
from bot.operations import archive, backup, copies
from bot.operations.archive import BadArchive
from bot.operations.backup import NotRestored
from bot.operations.copies import CopyFailed
from bot.settings import Settings
from bot.staff.records import Own
from bot.staff.trail import AuditTrail
from knowledge.engine import create
from tests import postgres
from tests.integration.operations.conftest import CANARY, files_with, house, spread
from tests.integration.web.fakes import ORDINARY
from tests.unit.test_supervisor import free_port

pytestmark = pytest.mark.filterwarnings("error")
NOW = datetime(2025, 3, 10, 12, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    programs = postgres.binaries()
    if programs is None or shutil.which("pg_dump") is None:
        pytest.skip("no PostgreSQL is installed")
    with postgres.server(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'var/desk.db'}"
    return postgres.fresh_database(request.getfixturevalue("server"))


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, to compare."""
    database = create(url)
    with database.connect() as connection:
        found = {
            name: sorted(map(tuple, connection.execute(sa.text(f"SELECT * FROM {name}"))), key=repr)
            for name in sa.inspect(connection).get_table_names()
        }
    database.dispose()
    return found


def lose(settings: Settings) -> None:
    """The disk is gone."""
    if copies.sqlite_file(settings.database_url):
        shutil.rmtree(settings.var)
        return
    database = create(settings.database_url)
    with database.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    database.dispose()


async def test_the_drill(tmp_path: Path, url: str) -> None:
    file = tmp_path / "aftercare.backup"
    async with house(tmp_path / "var", url) as place:
        alice = await place.patient()
        await spread(place, alice)
        before = await alice.transcript()
    made = backup.back_up(place.settings, file, NOW)
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert made.rows["desk_messages"] == 6
    kept = contents(url)
    lose(place.settings)
    done = backup.restore(place.settings, file, NOW, over=False)
    assert done == made
    assert contents(url) == kept
    async with house(tmp_path / "var", url) as again:
        alice.client = again.client
        assert await alice.transcript() == before
        assert (await alice.says(ORDINARY))["text"].startswith(f"about {ORDINARY}")


async def test_a_backup_of_a_clinic_in_full_swing_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "aftercare.backup"
    async with house(tmp_path / "var") as place:
        patients = [await place.patient() for _ in range(4)]
        stop, said = asyncio.Event(), 0

        async def talk(index: int) -> None:
            nonlocal said
            while not stop.is_set():
                await patients[index].says(ORDINARY)
                said += 1

        talking = [asyncio.create_task(talk(index)) for index in range(4)]
        manifests = []
        while said < 40 or len(manifests) < 3:
            manifests.append(await asyncio.to_thread(backup.back_up, place.settings, file, NOW))
        stop.set()
        await asyncio.gather(*talking)
    lose(place.settings)
    backup.restore(place.settings, file, NOW, over=False)
    with closing(sqlite3.connect(tmp_path / "var/desk.db")) as database:
        answers = database.execute(
            "SELECT count(*) FROM desk_messages m WHERE role = 'patient' AND answered_at IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM desk_messages r WHERE r.answers = m.seq)"
        ).fetchone()
    assert answers == (0,), "a message that counts as answered has its reply"


async def test_what_was_deleted_since_stays_deleted(tmp_path: Path) -> None:
    file = tmp_path / "aftercare.backup"
    async with house(tmp_path / "var") as place:
        alice, bob = await place.patient(), await place.patient()
        await spread(place, alice)
        await bob.says("goldcrest")
        await asyncio.to_thread(backup.back_up, place.settings, file, NOW)
        await alice.client.post(alice.path("forget"), headers=alice.headers)
    backup.restore(place.settings, file, NOW, over=True)
    assert files_with(tmp_path / "var") == []
    assert files_with(tmp_path / "var", "goldcrest")


async def test_a_backup_holds_no_word_that_was_deleted_before(tmp_path: Path) -> None:
    file = tmp_path / "aftercare.backup"
    async with house(tmp_path / "var") as place:
        alice = await place.patient()
        await alice.says(CANARY)
        await alice.client.post(alice.path("forget"), headers=alice.headers)
    backup.back_up(place.settings, file, NOW)
    archive.unpack(file, _folder(tmp_path / "unpacked"))
    assert files_with(tmp_path / "unpacked") == []


async def test_a_full_database_is_not_replaced_by_accident(tmp_path: Path, url: str) -> None:
    file = tmp_path / "aftercare.backup"
    async with house(tmp_path / "var", url) as place:
        alice = await place.patient()
        await alice.says(ORDINARY)
    backup.back_up(place.settings, file, NOW)
    before = contents(url)
    with pytest.raises(NotRestored, match="give --yes"):
        backup.restore(place.settings, file, NOW, over=False)
    assert contents(url) == before
    backup.restore(place.settings, file, NOW, over=True)
    assert contents(url) == before


async def test_a_damaged_or_foreign_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "aftercare.backup"
    async with house(tmp_path / "var") as place:
        await (await place.patient()).says(ORDINARY)
    backup.back_up(place.settings, file, NOW)
    before = contents(place.settings.database_url)
    whole = file.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"no zip", _changed(whole), _newer(file, tmp_path)):
        file.write_bytes(damaged)
        with pytest.raises((BadArchive, NotRestored, CopyFailed)):
            backup.restore(place.settings, file, NOW, over=True)
        assert contents(place.settings.database_url) == before
        file.write_bytes(whole)
    other = replace(place.settings, database_url="postgresql+psycopg2://a@127.0.0.1:1/b")
    with pytest.raises(NotRestored, match="backup is of sqlite"):
        backup.restore(other, file, NOW, over=True)


def test_a_failed_copy_leaves_no_file_and_names_no_password(tmp_path: Path) -> None:
    from tests.integration.web.fakes import settings_in

    settings = settings_in(tmp_path)
    with pytest.raises(CopyFailed, match="there is no database"):
        backup.back_up(settings, tmp_path / "b", NOW)
    away = replace(settings, database_url="postgresql+psycopg2://a:s3cret@127.0.0.1:1/b")
    with pytest.raises(CopyFailed) as error:
        backup.back_up(away, tmp_path / "b", NOW)
    assert "pg_dump" in str(error.value) and "s3cret" not in str(error.value)
    assert [path.name for path in tmp_path.iterdir()] == []


async def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with house(tmp_path / "var") as place:
        await (await place.patient()).says(ORDINARY)
    monkeypatch.setenv("AFTERCARE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("AFTERCARE_DATABASE_URL", place.settings.database_url)
    for name in ("WEB", "RASA", "ACTIONS"):
        monkeypatch.setenv(f"AFTERCARE_{name}_PORT", str(free_port()))
    run, file = CliRunner().invoke, str(tmp_path / "b.zip")
    first = run(main, ["backup", file])
    assert first.exit_code == 0 and first.output.startswith(f"written: {file}")
    assert "is there already" in run(main, ["backup", file]).output
    assert run(main, ["backup", file, "--yes"]).exit_code == 0
    assert "give --yes" in run(main, ["restore", file]).output
    done = run(main, ["restore", file, "--yes"])
    assert done.exit_code == 0 and done.output.startswith("restored: ")
    assert "settings are not those" not in done.output
    monkeypatch.setenv("AFTERCARE_CLINIC_PHONE", "020 7946 0000")
    assert "settings are not those" in run(main, ["restore", file, "--yes"]).output
    with closing(__import__("socket").socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("AFTERCARE_WEB_PORT", str(taken.getsockname()[1]))
        assert "Aftercare still runs" in run(main, ["restore", file, "--yes"]).output


async def test_the_audit_log_is_still_whole_after_a_restore(tmp_path: Path) -> None:
    from bot.staff.audit import Actor

    file = tmp_path / "b"
    async with house(tmp_path / "var") as place:
        pass
    database = create(place.settings.database_url)
    trail = AuditTrail(Own(database))
    for number in range(5):
        trail.note(Actor("", "tests"), "tried", str(number), None, NOW)
    head = trail.check().head
    database.dispose()
    backup.back_up(place.settings, file, NOW)
    lose(place.settings)
    backup.restore(place.settings, file, NOW, over=False)
    database = create(place.settings.database_url)
    assert AuditTrail(Own(database)).check().head == head
    database.dispose()


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _changed(whole: bytes) -> bytes:
    """One byte of the packed database is another."""
    at = len(whole) // 2
    return whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]


def _newer(file: Path, folder: Path) -> bytes:
    """The same backup as a later release would make it."""
    target = folder / "newer.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == archive.MANIFEST:
                manifest = json.loads(data)
                manifest["schemas"]["desk_version"] = "9999"
                data = json.dumps(manifest).encode()
            new.writestr(name, data)
    data = target.read_bytes()
    os.unlink(target)
    return data
