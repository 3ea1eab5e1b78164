"""Hazard H11: one patient's data, all of it given out or all of it gone; old chats go by themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from bot.cli import main
from bot.desk.tables import metadata as desk
from bot.operations import erase as erasing
from bot.operations import tracker
from knowledge.engine import create
from knowledge.tables import metadata as knowledge
from tests import postgres
from tests.integration.operations.conftest import CANARY, files_with, house, keep_in_rasa, spread
from tests.integration.web.fakes import ORDINARY

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    with postgres.server(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.db'}"
    return postgres.fresh_database(request.getfixturevalue("server"))


def places(url: str, folder: Path) -> erasing.Places:
    rasa = f"sqlite:///{folder / 'rasa.db'}" if url.startswith("sqlite") else url
    return erasing.Places(create(url), rasa)


def rows_with(where: erasing.Places, word: str = CANARY) -> list[str]:
    """The tables in which a word occurs, in any column."""
    found = []
    for address in {str(where.database.url.render_as_string(False)), where.tracker}:
        database = create(address)
        with database.connect() as connection:
            for name in sa.inspect(connection).get_table_names():
                for row in connection.execute(sa.text(f"SELECT * FROM {name}")):
                    if word in repr(tuple(row)):
                        found.append(name)
        database.dispose()
    return found


async def test_erasing_leaves_no_word_in_any_table_or_file(tmp_path: Path, url: str) -> None:
    async with house(tmp_path, url) as place:
        alice, bob = await place.patient(), await place.patient()
        await spread(place, alice)
        await spread(place, bob, "goldcrest")
    where = places(url, tmp_path)
    full = {"desk_messages", "desk_escalations", "desk_events", "desk_contacts", "desk_feedback"}
    full |= {"desk_corrections", "knowledge_question", "knowledge_replay", "rasa_tracker"}
    assert full <= set(rows_with(where)), "the canary must have been everywhere"
    erasing.erase(where, alice.id, datetime.now(timezone.utc))
    assert rows_with(where) == []
    assert full <= set(rows_with(where, "goldcrest"))
    where.database.dispose()
    if url.startswith("sqlite"):
        assert files_with(tmp_path) == []
        assert files_with(tmp_path, "goldcrest")


async def test_the_patients_own_button_does_the_same(tmp_path: Path) -> None:
    async with house(tmp_path) as place:
        alice = await place.patient()
        await spread(place, alice)
        url, gone = place.settings.database_url, place.engine.gone
        answer = await alice.client.post(alice.path("forget"), headers=alice.headers)
        assert answer.json() == {"status": "forgotten"}
        assert gone == [alice.id]
    where = places(url, tmp_path)
    # The fake engine has no table: the real one deletes its row, as test_http_engine shows.
    tracker.delete(where.tracker, alice.id)
    assert rows_with(where) == []
    where.database.dispose()
    assert files_with(tmp_path) == []


async def test_erasing_again_or_a_stranger(tmp_path: Path, url: str) -> None:
    async with house(tmp_path, url) as place:
        alice = await place.patient()
        await alice.says(ORDINARY)
    where = places(url, tmp_path)
    now = datetime.now(timezone.utc)
    erasing.erase(where, alice.id, now)
    keep_in_rasa(place.settings, alice.id, CANARY)
    erasing.erase(where, alice.id, now)
    assert rows_with(where) == []
    with pytest.raises(erasing.UnknownPatient):
        erasing.erase(where, "nobody", now)
    with pytest.raises(erasing.UnknownPatient):
        erasing.export(where, "nobody")
    where.database.dispose()


async def test_an_export_holds_everything_of_one_patient_and_nothing_of_another(
    tmp_path: Path, url: str
) -> None:
    async with house(tmp_path, url) as place:
        alice, bob = await place.patient(), await place.patient()
        await spread(place, alice)
        await spread(place, bob, "goldcrest")
    where = places(url, tmp_path)
    told = erasing.export(where, alice.id)
    where.database.dispose()
    words = json.dumps(told)
    tables = {name for name, rows in told["tables"].items() if CANARY in json.dumps(rows)}
    assert tables == {
        "desk_messages", "desk_escalations", "desk_events", "desk_contacts", "desk_feedback",
        "desk_corrections", "knowledge_question",
    }  # fmt: skip
    assert told["rasa"][0]["slots"] == f'{{"case": "{CANARY}"}}'
    assert "goldcrest" not in words and bob.id not in words
    assert alice.token not in words and "token_hash" not in words
    assert [one["text"] for one in told["tables"]["desk_messages"] if one["role"] == "patient"]


def test_every_table_that_names_a_chat_is_known() -> None:
    """A new table with patients' data must be thought of here, in `forget` and in the canaries."""
    naming = {
        table.name
        for metadata in (desk, knowledge)
        for table in metadata.sorted_tables
        if "conversation_id" in table.c or "origin" in table.c
    }
    assert naming == {
        "desk_conversations", "desk_messages", "desk_escalations", "desk_outbox", "desk_events",
        "desk_contacts", "desk_feedback", "desk_corrections", "knowledge_question",
        "knowledge_revision",  # its origin says import or editor
    }  # fmt: skip


async def test_what_is_too_old_is_purged_and_the_rest_stays(tmp_path: Path, url: str) -> None:
    async with house(tmp_path, url) as place:
        old, new = await place.patient(), await place.patient()
        await spread(place, old)
        await spread(place, new, "goldcrest")
    where, now = places(url, tmp_path), datetime.now(timezone.utc)
    with where.database.begin() as connection:
        then = (now - timedelta(days=31)).replace(tzinfo=None)
        connection.execute(
            sa.text("UPDATE desk_messages SET at = :then WHERE conversation_id = :id"),
            {"then": then, "id": old.id},
        )
    assert erasing.purge(where, now, days=30) == 1
    assert rows_with(where) == []
    assert "desk_messages" in rows_with(where, "goldcrest")
    assert erasing.purge(where, now, days=30) == 0
    assert erasing.purge(where, now + timedelta(days=31), days=30) == 1
    assert rows_with(where, "goldcrest") == []
    where.database.dispose()


async def test_the_web_process_purges_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.web import retention

    monkeypatch.setattr(retention, "FIRST_SECONDS", 0.0)
    async with house(tmp_path) as place:
        alice = await place.patient()
        await alice.says(CANARY)
    database = create(place.settings.database_url)
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE desk_messages SET at = '2020-01-01 00:00:00'")
    database.dispose()
    async with house(tmp_path) as place:
        await place.app.state.retention.purge()
        metrics = (await place.client.get("/metrics")).text
        assert "aftercare_purged_total 1.0" in metrics
        assert (
            await place.client.get(alice.path("transcript"), headers=alice.headers)
        ).status_code == 403
    assert files_with(tmp_path) == []


async def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with house(tmp_path) as place:
        alice, bob = await place.patient(), await place.patient()
        await spread(place, alice)
        await spread(place, bob, "goldcrest")
    monkeypatch.setenv("AFTERCARE_VAR", str(tmp_path))
    monkeypatch.setenv("AFTERCARE_DATABASE_URL", place.settings.database_url)
    run = CliRunner().invoke
    out = tmp_path / "alice.json"
    assert run(main, ["export", alice.id, str(out)]).exit_code == 0
    assert oct(out.stat().st_mode)[-3:] == "600"
    assert CANARY in out.read_text()
    again = run(main, ["export", alice.id, str(out)])
    assert again.exit_code == 1 and "File exists" in again.output
    out.unlink()
    assert run(main, ["corrections", str(out)]).exit_code == 0
    assert oct(out.stat().st_mode)[-3:] == "600"
    first, second = (json.loads(line) for line in out.read_text().splitlines())
    assert (first["field"], first["should_be"]) == ("areas", ["chin"])
    assert CANARY in first["text"] and alice.id not in str((first, second))
    out.unlink()
    assert run(main, ["erase", alice.id], input="n\n").exit_code == 1
    assert files_with(tmp_path)
    assert run(main, ["erase", alice.id, "--yes"]).output == f"erased: {alice.id}\n"
    assert files_with(tmp_path) == []
    assert "nothing is kept of nobody" in run(main, ["erase", "nobody", "--yes"]).output
    dry = run(main, ["purge", "--days", "1", "--dry-run"])
    assert dry.output == "would erase 0 chats older than 1 days\n"
    assert run(main, ["purge"]).output == "erased 0 chats older than 30 days\n"
    log = run(main, ["staff", "verify"])
    assert "whole" in log.output
    where = places(place.settings.database_url, tmp_path)
    with where.database.connect() as connection:
        done = list(
            connection.exec_driver_sql("SELECT action, subject FROM staff_audit ORDER BY seq")
        )
    where.database.dispose()
    assert [tuple(row) for row in done] == [
        ("chat_exported", alice.id),
        ("corrections_exported", "2 corrections"),
        ("chat_erased", alice.id),
        ("chats_purged", "0 chats"),
    ]
