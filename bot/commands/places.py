"""What the commands about patients' data share: the places, and a note in the audit log."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bot.operations.erase import Places
    from bot.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Places]:
    """The places of patients' data, with all tables as this release has them.

    A database that fails is a `click.ClickException`.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from bot.desk.migrations import upgrade as upgrade_desk
    from bot.operations import tracker
    from bot.operations.erase import Places
    from bot.staff.migrations import upgrade as upgrade_staff
    from knowledge.engine import create
    from knowledge.migrations import upgrade as upgrade_knowledge

    database = create(settings.database_url)
    try:
        for upgrade in (upgrade_knowledge, upgrade_desk, upgrade_staff):
            upgrade(database)
        yield Places(database, tracker.address(settings))
    except SQLAlchemyError as error:
        raise click.ClickException(f"the database failed ({type(error).__name__})") from None
    finally:
        database.dispose()


def write_out(words: str, file: Path | None) -> None:
    """Say patients' words on the screen, or write them into a new file for its owner's eyes only.

    A file that can't be made is a `click.ClickException`.
    """
    if file is None:
        click.echo(words, nl=False)
        return
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(words)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None
    click.echo(f"written: {file}")


def note(places: Places, action: str, subject: str, details: dict[str, Any] | None = None) -> None:
    """Put what was done into the audit log, as done at the command line."""
    from bot.staff.audit import Actor
    from bot.staff.records import Own
    from bot.staff.trail import AuditTrail

    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number that no user has
        user = "?"
    actor = Actor("", f"command line ({user})")
    AuditTrail(Own(places.database)).note(
        actor, action, subject, details, datetime.now(timezone.utc)
    )
