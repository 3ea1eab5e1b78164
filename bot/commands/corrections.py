"""`aftercare corrections`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def corrections(file: Path | None) -> None:
    """Write the facts that staff put right in chats, one JSON object a line, to FILE or the screen.

    Each has the patient's words without who wrote them, the fact as it was read, and as it should
    have been: to learn from once a developer has read them. FILE is made for its owner's eyes only
    and never overwritten.
    """
    from bot import settings as configuration
    from bot.commands.places import note, opened, write_out
    from bot.desk.store import DeskStore
    from bot.desk.store.corrections import Corrections

    with opened(configuration.load()) as places:
        told = list(Corrections(DeskStore(places.database)).export())
        note(places, "corrections_exported", f"{len(told)} corrections")
    write_out("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told), file)
