"""`aftercare up`."""

from __future__ import annotations

import sys

import click


@click.command()
def up() -> None:
    """Migrate, load the content, train when needed, start everything; Ctrl-C stops all of it."""
    from environs import EnvError

    from bot import settings as configuration
    from bot.starting import NotStarted, start

    try:
        sys.exit(start(configuration.load(), say=lambda line: click.echo(line)))
    except (NotStarted, EnvError) as error:
        raise click.ClickException(str(error)) from None
