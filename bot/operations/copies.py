"""Copies of a database in use, and the way back: SQLite's own backup, PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from bot.operations.archive import synced

PROGRAM_SECONDS = 3600


class CopyFailed(Exception):
    """A database could not be copied or put back; the message says why, without a password."""


def sqlite_file(url: str) -> Path | None:
    """The file behind a SQLite address; None for any other database."""
    parsed = make_url(url)
    return Path(str(parsed.database)) if parsed.get_backend_name() == "sqlite" else None


def copy_sqlite(source: Path, target: Path) -> None:
    """A whole, compact, checked copy of a database that may be in use. Raises `CopyFailed`."""
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)) as used,
            closing(sqlite3.connect(target)) as copy,
        ):
            used.backup(copy)
            # The copy holds no freed pages in which a deleted word could still stand.
            copy.execute("VACUUM")
    except sqlite3.Error as error:
        raise CopyFailed(f"{source.name} could not be copied: {error}") from None
    check_sqlite(target)


def check_sqlite(file: Path) -> None:
    """Raise `CopyFailed` unless the file is a sound database whose references all lead somewhere."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            found = [row[0] for row in database.execute("PRAGMA integrity_check")]
            loose = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        raise CopyFailed(f"{file.name} is no sound database: {error}") from None
    if found != ["ok"] or loose:
        raise CopyFailed(f"{file.name} is damaged: {found[0] if found != ['ok'] else 'loose rows'}")


def put_sqlite(copy: Path, target: Path) -> None:
    """Put a copy where the database belongs: all of it, or nothing. Raises `OSError`.

    Nothing may have the database open.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.restoring")
    shutil.copyfile(copy, fresh)
    fresh.chmod(0o600)
    with fresh.open("rb+") as content:
        os.fsync(content.fileno())
    # A journal of the database that was here would be rolled back into the one that comes.
    for ending in ("-journal", "-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    os.replace(fresh, target)
    synced(target.parent)


def dump_postgresql(url: str, target: Path) -> None:
    """A dump of a PostgreSQL database in its own form. Raises `CopyFailed`."""
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"], url)


def put_postgresql(dump: Path, url: str) -> None:
    """Put a dump back over what is there, in one transaction. Raises `CopyFailed`."""
    own = ["--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--no-owner"]
    _run(["pg_restore", *own, "--no-privileges", str(dump)], url, name="--dbname")


def _run(command: list[str], url: str, name: str = "--dbname") -> None:
    address, environment = _libpq(make_url(url))
    try:
        done = subprocess.run(  # noqa: S603, our own command line
            [command[0], f"{name}={address}", *command[1:]],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=PROGRAM_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise CopyFailed(
            f"{command[0]} is not installed: get PostgreSQL's client programs"
        ) from None
    except subprocess.TimeoutExpired:
        raise CopyFailed(f"{command[0]} took more than {PROGRAM_SECONDS} s") from None
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise CopyFailed(f"{command[0]} failed: {lines[0]}")


def _libpq(url: URL) -> tuple[str, dict[str, str]]:
    """An address for PostgreSQL's programs, and the password, which must not be seen in `ps`."""
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    plain = url.set(drivername="postgresql", password=None)
    return plain.render_as_string(hide_password=False), password
