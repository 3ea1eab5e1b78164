"""`aftercare kb …`: the knowledge base and its files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from knowledge.repository import Repository

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def kb() -> None:
    """The knowledge base: what keeps an entry back, files into the database, and back."""


@kb.command()
@click.argument("folder", required=False, type=FOLDER)
def check(folder: Path | None) -> None:
    """Say what keeps an entry from reaching a patient; FOLDER is knowledge/content by default."""
    from knowledge.commands import check_content
    from knowledge.files import CONTENT, UnreadableContent

    try:
        checked = check_content(folder or CONTENT)
    except UnreadableContent as error:
        raise click.ClickException(str(error)) from None
    click.echo(str(checked))
    sys.exit(0 if checked.ok else 1)


@kb.command("import")
@click.argument("folder", required=False, type=FOLDER)
@click.option("--author", default="import", show_default=True, help="Who is named in the history.")
@click.option("--overwrite", multiple=True, metavar="ID", help="Replace an editor's version too.")
def import_(folder: Path | None, author: str, overwrite: tuple[str, ...]) -> None:
    """Publish the files of FOLDER into the database."""
    from knowledge.commands import import_content
    from knowledge.files import CONTENT, UnreadableContent

    try:
        done = import_content(_repository(), folder or CONTENT, author=author, overwrite=overwrite)
    except UnreadableContent as error:
        raise click.ClickException(str(error)) from None
    for problem in done.problems:
        click.echo(str(problem), err=True)
    if done.conflicts:
        click.echo(
            f"changed both here and by an editor, kept: {', '.join(done.conflicts)}", err=True
        )
    click.echo(
        f"{len(done.added)} added, {len(done.changed)} changed, {len(done.unchanged)} unchanged, "
        f"{len(done.kept)} kept, {len(done.problems)} problems"
    )
    sys.exit(1 if done.problems else 0)


@kb.command()
@click.argument("folder", type=FOLDER)
def export(folder: Path) -> None:
    """Write what the database holds into FOLDER."""
    from knowledge.commands import export_content

    click.echo(f"{export_content(_repository(), folder)} files changed")


@kb.command()
@click.argument("folder", required=False, type=FOLDER)
def diff(folder: Path | None) -> None:
    """Say how what patients are answered from differs from FOLDER, knowledge/content by default."""
    from knowledge.commands import diff as differences
    from knowledge.files import CONTENT, UnreadableContent

    try:
        found = differences(_repository(), folder or CONTENT)
    except UnreadableContent as error:
        raise click.ClickException(str(error)) from None
    for difference in found:
        click.echo(str(difference))
    click.echo(f"{len(found)} entries differ", err=True)
    sys.exit(1 if found else 0)


def _repository() -> Repository:
    from bot import settings as configuration
    from knowledge.engine import create
    from knowledge.migrations import upgrade
    from knowledge.repository import Repository

    database = create(configuration.load().database_url)
    upgrade(database)
    return Repository(database)
