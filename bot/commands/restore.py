"""`aftercare restore`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace what the database holds.")
def restore(file: Path, yes: bool) -> None:
    """Put the backup FILE back. Stop Aftercare first."""
    from datetime import datetime, timezone

    from sqlalchemy.exc import SQLAlchemyError

    from bot import settings as configuration
    from bot.operations.archive import BadArchive
    from bot.operations.backup import NotRestored, fingerprint
    from bot.operations.backup import restore as put_back
    from bot.operations.copies import CopyFailed
    from bot.starting import services
    from bot.supervisor import PortTaken, refuse_taken

    settings = configuration.load()
    try:
        for service in services(settings):
            refuse_taken(service)
        manifest = put_back(settings, file, datetime.now(timezone.utc), over=yes)
    except PortTaken as error:
        raise click.ClickException(
            f"Aftercare still runs, or something else does: {error}"
        ) from None
    except (NotRestored, BadArchive, CopyFailed) as error:
        raise click.ClickException(str(error)) from None
    except (OSError, SQLAlchemyError) as error:
        raise click.ClickException(f"not restored ({type(error).__name__})") from None
    click.echo(f"restored: {sum(manifest.rows.values()):,} rows as of {manifest.made_at}")
    if manifest.settings != fingerprint(settings):
        click.echo("The settings are not those of the backup: compare them before you start.")
