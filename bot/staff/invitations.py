"""One-time links: to join, and to choose a new password. And the very first account."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.staff import passwords
from bot.staff.accounts import (
    EmailTaken,
    account,
    email_address,
    held,
    known_roles,
    person_name,
    sign_out,
    subject,
)
from bot.staff.audit import Actor
from bot.staff.model import Account
from bot.staff.records import Records, hashed, new_id
from bot.staff.tables import accounts, recovery_codes
from bot.staff.tables import invitations as table
from bot.staff.trail import append

LASTS = timedelta(days=3)


class LinkSpent(Exception):
    """The link was used, is too old, was replaced by a newer one, or never existed."""


class AlreadySetUp(Exception):
    """Somebody has an account already; the first admin can't be made twice."""


class Invitations(Records):
    """Links that let somebody in for the first time, or again."""

    def set_up(self, name: str, email: str, password_hash: str, at: datetime) -> Account:
        """The first account of a fresh install: an admin.

        Raises `AlreadySetUp`, `accounts.NotAName`, `accounts.NotAnEmail`.
        """
        name, email = person_name(name), email_address(email)
        with self._changing() as connection:
            taken = accounts.c.password_hash.is_not(None)
            if connection.execute(sa.select(accounts.c.id).where(taken).limit(1)).first():
                raise AlreadySetUp
            # Whoever was only invited from the command line may be set up here after all.
            known = connection.execute(
                sa.select(accounts.c.id).where(accounts.c.email == email)
            ).scalar()
            account_id = known or _add(connection, name, email, ["admin"], at)
            values = {"name": name, "roles": ["admin"], "password_hash": password_hash}
            connection.execute(
                accounts.update()
                .where(accounts.c.id == account_id)
                .values(**values, disabled_at=None)
            )
            connection.execute(table.delete().where(table.c.account_id == account_id))
            row = held(connection, account_id)
            append(connection, Actor(row.id, row.name), "set_up", subject(row), None, at)
            return account(row._mapping)

    def invite(
        self, name: str, email: str, roles: Collection[str], by: Actor, at: datetime
    ) -> tuple[Account, str]:
        """A new account without a password, and the token of the link that gives it one.

        Raises `accounts.EmailTaken`, `NotAName`, `NotAnEmail`, `NoSuchRole`.
        """
        name, email, ordered = person_name(name), email_address(email), known_roles(roles)
        with self._changing() as connection:
            if connection.execute(
                sa.select(accounts.c.id).where(accounts.c.email == email)
            ).first():
                raise EmailTaken
            account_id = _add(connection, name, email, ordered, at)
            row = held(connection, account_id)
            append(connection, by, "account_invited", subject(row), {"roles": ordered}, at)
            return account(row._mapping), _link(connection, account_id, at)

    def reset(
        self, account_id: str, by: Actor, at: datetime, *, second_step_off: bool = False
    ) -> str:
        """The token of a link for a new password; the old one and all sessions end now.

        Before the first sign-in this renews the invitation. Raises `accounts.UnknownAccount`.
        """
        with self._changing() as connection:
            row = held(connection, account_id)
            values: dict[str, str | None] = {}
            if row.password_hash is not None:
                values["password_hash"] = passwords.unusable()
            if second_step_off:
                values |= {"totp_secret": None, "totp_pending": None}
                connection.execute(
                    recovery_codes.delete().where(recovery_codes.c.account_id == account_id)
                )
            if values:
                connection.execute(
                    accounts.update().where(accounts.c.id == account_id).values(**values)
                )
            sign_out(connection, account_id)
            details = {"second_step_off": second_step_off}
            append(connection, by, "password_reset", subject(row), details, at)
            return _link(connection, account_id, at)

    def whose(self, token: str, at: datetime) -> Account:
        """Whose link this is. Raises `LinkSpent`."""
        with self._reading() as connection:
            return account(held(connection, _open(connection, token, at))._mapping)

    def accept(self, token: str, name: str, password_hash: str, at: datetime) -> Account:
        """Use a link: set the password. Raises `LinkSpent` and `accounts.NotAName`."""
        name = person_name(name)
        with self._changing() as connection:
            account_id = _open(connection, token, at)
            connection.execute(
                table.update().where(table.c.token_hash == hashed(token)).values(used_at=at)
            )
            connection.execute(
                accounts.update()
                .where(accounts.c.id == account_id)
                .values(name=name, password_hash=password_hash)
            )
            sign_out(connection, account_id)
            row = held(connection, account_id)
            append(connection, Actor(row.id, row.name), "link_used", subject(row), None, at)
            return account(row._mapping)


def _add(connection: Connection, name: str, email: str, roles: list[str], at: datetime) -> str:
    account_id = new_id()
    connection.execute(
        accounts.insert().values(id=account_id, name=name, email=email, roles=roles, created_at=at)
    )
    return account_id


def _link(connection: Connection, account_id: str, at: datetime) -> str:
    # One link at a time: a newer one makes the older useless.
    connection.execute(table.delete().where(table.c.account_id == account_id))
    token = secrets.token_urlsafe(32)
    connection.execute(
        table.insert().values(
            token_hash=hashed(token), account_id=account_id, created_at=at, expires_at=at + LASTS
        )
    )
    return token


def _open(connection: Connection, token: str, at: datetime) -> str:
    query = (
        sa.select(table.c.account_id)
        .join(accounts, accounts.c.id == table.c.account_id)
        .where(
            table.c.token_hash == hashed(token),
            table.c.used_at.is_(None),
            table.c.expires_at > at,
            accounts.c.disabled_at.is_(None),
        )
    )
    account_id = connection.execute(query).scalar()
    if account_id is None:
        raise LinkSpent
    return str(account_id)
