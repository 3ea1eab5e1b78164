"""`aftercare backup`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace FILE if it is there.")
def backup(file: Path, yes: bool) -> None:
    """Write everything that can't be made again to FILE, while Aftercare runs or not.

    FILE holds patients' words and is not encrypted: keep it as safely as the database.
    """
    from datetime import datetime, timezone

    from sqlalchemy.exc import SQLAlchemyError

    from bot import settings as configuration
    from bot.operations.backup import back_up
    from bot.operations.copies import CopyFailed

    if file.exists() and not yes:
        raise click.ClickException(f"{file} is there already: name another, or give --yes")
    try:
        manifest = back_up(configuration.load(), file, datetime.now(timezone.utc))
    except CopyFailed as error:
        raise click.ClickException(str(error)) from None
    except (OSError, SQLAlchemyError) as error:
        raise click.ClickException(f"{file} was not written ({type(error).__name__})") from None
    size, rows = file.stat().st_size / 1024, sum(manifest.rows.values())
    click.echo(f"written: {file}, {size:,.0f} kB, {rows:,} rows, settings {manifest.settings}")
