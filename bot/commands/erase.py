"""`aftercare erase`."""

from __future__ import annotations

import click


@click.command()
@click.argument("conversation")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(conversation: str, yes: bool) -> None:
    """Erase one patient's chat CONVERSATION everywhere; backups are yours to see to."""
    from datetime import datetime, timezone

    from bot import settings as configuration
    from bot.commands.places import note, opened
    from bot.operations import erase as erasing

    if not yes:
        click.confirm(f"Erase all that is kept of {conversation}? There is no way back", abort=True)
    with opened(configuration.load()) as places:
        try:
            erasing.erase(places, conversation, datetime.now(timezone.utc))
        except erasing.UnknownPatient:
            raise click.ClickException(f"nothing is kept of {conversation}") from None
        note(places, "chat_erased", conversation)
    click.echo(f"erased: {conversation}")
