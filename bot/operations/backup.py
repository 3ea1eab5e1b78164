"""Back up everything that can't be made again, and put it back.

A backup holds the database (chats, cases, knowledge, staff, audit log) and Rasa's cases. It does not
hold the models, which training makes again, nor the configuration, of which it keeps a fingerprint.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import migrations as desk_migrations
from bot.desk.migrations import VERSION_TABLE as DESK
from bot.desk.migrations import upgrade as upgrade_desk
from bot.desk.tables import conversations
from bot.operations import archive, copies, tracker
from bot.operations.archive import Manifest
from bot.operations.copies import CopyFailed
from bot.operations.erase import Places, UnknownPatient, erase
from bot.settings import Settings
from bot.staff import migrations as staff_migrations
from bot.staff.migrations import VERSION_TABLE as STAFF
from bot.staff.migrations import upgrade as upgrade_staff
from knowledge import migrations as knowledge_migrations
from knowledge.engine import create
from knowledge.migrations import upgrade as upgrade_knowledge

KNOWLEDGE = "knowledge_version"
DATABASE, RASA, DUMP = "aftercare.db", "rasa.db", "database.dump"
_MACHINE = frozenset({"var", "models", "web_host", "web_port", "rasa_port", "actions_port"})
_SECRET = frozenset({"database_url", "redis_url"})


class NotRestored(Exception):
    """Why nothing was put back, and what to do."""


def back_up(settings: Settings, file: Path, now: datetime) -> Manifest:
    """Write a backup of a running or stopped Aftercare.

    Raises `CopyFailed`, `OSError`, `sqlalchemy.exc.SQLAlchemyError`.
    """
    with tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-") as name:
        folder = Path(name)
        sources = _copied(settings, folder)
        if DATABASE in sources:
            counted = f"sqlite:///{sources[DATABASE]}"
        else:
            counted = settings.database_url
        rows, schemas = _inside(counted)
        manifest = Manifest(
            made_at=now.isoformat(timespec="seconds"),
            kind="sqlite" if DATABASE in sources else "postgresql",
            settings=fingerprint(settings),
            schemas=schemas,
            rows=rows,
            files={one: archive.sha256(path) for one, path in sources.items()},
        )
        archive.write(file, manifest, sources)
    return manifest


def restore(settings: Settings, file: Path, now: datetime, *, over: bool) -> Manifest:
    """Put a backup back; Aftercare must not be running. Gives what was in it.

    What patients had deleted here since the backup is deleted again. `over` allows a database that
    holds anything to be replaced. Raises `NotRestored`, `archive.BadArchive`, `CopyFailed`, `OSError`.
    """
    with tempfile.TemporaryDirectory(dir=_near(settings), prefix=".restore-") as name:
        folder = Path(name)
        manifest = archive.unpack(file, folder)
        target = copies.sqlite_file(settings.database_url)
        kind = "sqlite" if target else "postgresql"
        if manifest.kind != kind:
            raise NotRestored(
                f"the backup is of {manifest.kind}, AFTERCARE_DATABASE_URL names {kind}: set it to "
                "a database of the backup's kind."
            )
        _known(manifest)
        if DATABASE in manifest.files:
            copies.check_sqlite(folder / DATABASE)
        there = _rows_there(settings.database_url)
        if there and not over:
            raise NotRestored(
                f"the database holds {there} rows already: give --yes to replace them for good."
            )
        forgotten = _forgotten(settings.database_url)
        if target:
            copies.put_sqlite(folder / DATABASE, target)
            if RASA in manifest.files and (rasa := copies.sqlite_file(tracker.address(settings))):
                copies.put_sqlite(folder / RASA, rasa)
        else:
            copies.put_postgresql(folder / DUMP, settings.database_url)
        _made_good(settings, manifest, forgotten, now)
    return manifest


def fingerprint(settings: Settings) -> str:
    """A short hash over the settings that are the clinic's: not secrets, not this machine's places."""
    told = {
        key: str(value)
        for key, value in asdict(settings).items()
        if key not in _MACHINE | _SECRET and key != "desk_plan"
    }
    if settings.desk_plan and settings.desk_plan.is_file():
        told["desk_plan"] = archive.sha256(settings.desk_plan)
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _copied(settings: Settings, folder: Path) -> Mapping[str, Path]:
    source = copies.sqlite_file(settings.database_url)
    if source is None:
        copies.dump_postgresql(settings.database_url, folder / DUMP)
        return {DUMP: folder / DUMP}
    if not source.is_file():
        raise CopyFailed(f"there is no database at {source}: has Aftercare ever been started here?")
    # Rasa's first: what it knows of a chat is never later than the chat itself.
    found = {}
    rasa = copies.sqlite_file(tracker.address(settings))
    if rasa and rasa != source and rasa.is_file():
        copies.copy_sqlite(rasa, folder / RASA)
        found[RASA] = folder / RASA
    copies.copy_sqlite(source, folder / DATABASE)
    return {**found, DATABASE: folder / DATABASE}


def _inside(url: str) -> tuple[dict[str, int], dict[str, str]]:
    """The number of rows of each table, and the schemas' versions."""
    database = create(url)
    try:
        with database.connect() as connection:
            names = sorted(sa.inspect(connection).get_table_names())
            rows = {name: _count(connection, name) for name in names}
            versions = {
                name: str(connection.execute(sa.text(f"SELECT version_num FROM {name}")).scalar())  # noqa: S608
                for name in (DESK, STAFF, KNOWLEDGE)
                if name in rows
            }
            return rows, versions
    finally:
        database.dispose()


def _count(connection: Connection, name: str) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar())


def _known(manifest: Manifest) -> None:
    """Raise `NotRestored` when a newer release made the backup."""
    families = {DESK: desk_migrations, STAFF: staff_migrations, KNOWLEDGE: knowledge_migrations}
    for table, family in families.items():
        folder = Path(str(family.__file__)).parent
        ours = {path.name.split("_")[0] for path in (folder / "versions").glob("0*.py")}
        if (theirs := manifest.schemas.get(table)) and theirs not in ours:
            raise NotRestored("a newer release made this backup: install that one to restore it.")


def _rows_there(url: str) -> int:
    """How many rows a restore would replace; what every fresh install has does not count."""
    target = copies.sqlite_file(url)
    if target is not None and not target.exists():
        return 0
    try:
        rows, _ = _inside(url)
    except SQLAlchemyError as error:
        if target is not None:
            return 1  # a damaged file: somebody may still want it
        raise NotRestored(f"the database can't be read ({type(error).__name__})") from None
    return sum(n for name, n in rows.items() if name.startswith(("desk_", "staff_", "knowledge_")))


def _forgotten(url: str) -> list[str]:
    """The chats deleted in the database that is replaced; none when it can't be read."""
    target = copies.sqlite_file(url)
    if target is not None and not target.exists():
        return []
    database = create(url)
    try:
        with database.connect() as connection:
            query = sa.select(conversations.c.id).where(conversations.c.forgotten_at.is_not(None))
            return list(connection.execute(query).scalars())
    except SQLAlchemyError:
        return []
    finally:
        database.dispose()


def _made_good(settings: Settings, manifest: Manifest, forgotten: list[str], now: datetime) -> None:
    """Check that all rows are there, bring the schemas up to date, delete again what was deleted."""
    rows, _ = _inside(settings.database_url)
    short = [name for name, number in manifest.rows.items() if rows.get(name) != number]
    if short:
        raise NotRestored(f"these tables are not as in the backup: {', '.join(short)}")
    database = create(settings.database_url)
    try:
        _migrated(database)
        places = Places(database, tracker.address(settings))
        for conversation_id in forgotten:
            try:
                erase(places, conversation_id, now)
            except UnknownPatient:
                continue
    finally:
        database.dispose()


def _migrated(database: Engine) -> None:
    for upgrade in (upgrade_knowledge, upgrade_desk, upgrade_staff):
        upgrade(database)


def _near(settings: Settings) -> Path:
    settings.var.mkdir(parents=True, exist_ok=True)
    return settings.var
