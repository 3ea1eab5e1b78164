"""`aftercare purge`."""

from __future__ import annotations

import click


@click.command()
@click.option("--days", type=click.IntRange(min=1), help="Other than AFTERCARE_RETENTION_DAYS.")
@click.option("--dry-run", is_flag=True, help="Say how many it would be, and erase nothing.")
def purge(days: int | None, dry_run: bool) -> None:
    """Erase the chats in which nothing was said for as long as chats are kept."""
    from datetime import datetime, timedelta, timezone

    from bot import settings as configuration
    from bot.commands.places import note, opened
    from bot.operations import erase as erasing

    settings, now = configuration.load(), datetime.now(timezone.utc)
    kept = days or settings.retention_days
    with opened(settings) as places:
        if dry_run:
            number = len(erasing.outdated(places.database, now - timedelta(days=kept)))
            more = " or more" if number == erasing.MOST_AT_ONCE else ""
            click.echo(f"would erase {number}{more} chats older than {kept} days")
            return
        number = erasing.purge(places, now, kept)
        note(places, "chats_purged", f"{number} chats", {"days": kept})
    click.echo(f"erased {number} chats older than {kept} days")
