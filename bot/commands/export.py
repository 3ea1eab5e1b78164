"""`aftercare export`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("conversation")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def export(conversation: str, file: Path | None) -> None:
    """Write all that is kept of one patient's chat CONVERSATION, as JSON, to FILE or to the screen.

    FILE is made for its owner's eyes only and never overwritten.
    """
    from bot import settings as configuration
    from bot.commands.places import note, opened, write_out
    from bot.operations import erase as erasing

    if file is not None and file.exists():
        raise click.ClickException(f"{file}: File exists")
    with opened(configuration.load()) as places:
        try:
            told = erasing.export(places, conversation)
        except erasing.UnknownPatient:
            raise click.ClickException(f"nothing is kept of {conversation}") from None
        note(places, "chat_exported", conversation)
    write_out(json.dumps(told, ensure_ascii=False, indent=2) + "\n", file)
