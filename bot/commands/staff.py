"""`aftercare staff …`: accounts, for whoever runs the server."""

from __future__ import annotations

import getpass
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.staff.audit import Actor
    from bot.staff.store import StaffRecords


@click.group()
def staff() -> None:
    """Staff accounts: who may sign in, and the way back in when nobody can."""


@staff.command("list")
def list_() -> None:
    """Everybody with an account."""
    for one in _records().accounts.all():
        state = "disabled" if one.disabled_at else "active" if one.signs_in else "invited"
        click.echo(f"{one.email}\t{one.name}\t{','.join(sorted(one.roles))}\t{state}")


@staff.command()
@click.argument("email")
@click.option("--name", required=True, help="As colleagues see it.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    help="front_desk, editor, approver or admin; may be given several times.",
)
def add(email: str, name: str, roles: tuple[str, ...]) -> None:
    """Make an account and print the one-time link with which its owner chooses a password."""
    from bot.staff.accounts import EmailTaken, NoSuchRole, NotAName, NotAnEmail

    try:
        account, token = _records().invitations.invite(name, email, roles, _operator(), _now())
    except EmailTaken:
        raise click.ClickException(f"{email} has an account already") from None
    except NoSuchRole:
        raise click.ClickException(
            "there is no such role; there are front_desk, editor, approver, admin"
        ) from None
    except NotAnEmail:
        raise click.ClickException(f"{email!r} is no e-mail address") from None
    except NotAName:
        raise click.ClickException("the name must have 1 to 100 printable characters") from None
    _say_link(f"{account.name} may join", token)


@staff.command()
@click.argument("email")
def disable(email: str) -> None:
    """Lock an account and sign it out everywhere, at once."""
    from bot.staff.accounts import LastAdmin

    records = _records()
    try:
        records.accounts.disable(_id(records, email), _operator(), _now())
    except LastAdmin:
        raise click.ClickException("nobody would be left who can manage accounts") from None
    click.echo(f"{email} is disabled")


@staff.command()
@click.argument("email")
@click.option("--second-step-off", is_flag=True, help="Also ask for no code any more.")
def reset(email: str, second_step_off: bool) -> None:
    """Let somebody in again: enables the account, ends its pause, prints a link for a password."""
    records = _records()
    account_id = _id(records, email)
    account = records.accounts.get(account_id)
    if account.disabled_at:
        records.accounts.enable(account_id, _operator(), _now())
    records.attempts.succeeded(account.email)
    token = records.invitations.reset(
        account_id, _operator(), _now(), second_step_off=second_step_off
    )
    _say_link(f"a new password for {account.name}", token)


@staff.command()
def verify() -> None:
    """Check the audit log's chain; fails when an entry was changed or removed."""
    verdict = _records().audit.check()
    if not verdict.whole:
        raise click.ClickException(f"entry {verdict.broken_at}: {verdict.why}")
    click.echo(f"{verdict.rows} entries, whole; fingerprint of the last: {verdict.head}")


def _records() -> StaffRecords:
    from datetime import timedelta

    from bot.staff.migrations import upgrade
    from bot.staff.records import Own
    from bot.staff.store import StaffRecords
    from knowledge.engine import create

    settings = _settings()
    database = create(settings.database_url)
    upgrade(database)
    return StaffRecords.of(
        Own(database),
        idle=timedelta(minutes=settings.session_idle_minutes),
        longest=timedelta(hours=settings.session_hours),
    )


def _settings() -> Settings:
    from bot import settings as configuration

    return configuration.load()


def _id(records: StaffRecords, email: str) -> str:
    from bot.staff.accounts import UnknownAccount

    try:
        return records.accounts.by_email(email.strip().casefold()).id
    except UnknownAccount:
        raise click.ClickException(f"nobody has an account as {email}") from None


def _operator() -> Actor:
    from bot.staff.audit import Actor

    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number that no user has
        user = "?"
    return Actor("", f"command line ({user})")


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _say_link(what: str, token: str) -> None:
    address = _settings().public_url.rstrip("/")
    click.echo(f"{what}; this link works once, for three days:\n  {address}/invite/{token}")
