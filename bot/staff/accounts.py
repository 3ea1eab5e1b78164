"""Accounts: who they are, what they may do. Every change and its line in the log are one write."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from bot.staff.audit import Actor
from bot.staff.model import ROLES, Account
from bot.staff.records import Records
from bot.staff.tables import accounts as table
from bot.staff.tables import invitations, sessions
from bot.staff.trail import append

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
MOST_NAME = 100


class UnknownAccount(Exception):
    """There is no account of that id or e-mail address."""


class LastAdmin(Exception):
    """Nobody would be left who can manage accounts."""


class EmailTaken(Exception):
    """Somebody else has that e-mail address."""


class NotAnEmail(ValueError):
    """Not of the form of an e-mail address."""


class NotAName(ValueError):
    """Empty, too long, or not of printable characters."""


class NoSuchRole(ValueError):
    """No role at all, or one that does not exist."""


def email_address(typed: str) -> str:
    """An address as we compare it. Raises `NotAnEmail`."""
    address = typed.strip().casefold()
    if len(address) > 254 or not _EMAIL.fullmatch(address) or not address.isprintable():
        raise NotAnEmail
    return address


def person_name(typed: str) -> str:
    """A name with its spaces in order. Raises `NotAName`."""
    name = " ".join(typed.split())
    if not name or len(name) > MOST_NAME or not name.isprintable():
        raise NotAName
    return name


def known_roles(roles: Collection[str]) -> list[str]:
    """The roles in their usual order. Raises `NoSuchRole`."""
    if not roles or set(roles) - set(ROLES):
        raise NoSuchRole
    return [role for role in ROLES if role in roles]


class Accounts(Records):
    """The clinic's staff."""

    def __init__(self, database: Any) -> None:
        super().__init__(database)
        self._somebody = False

    def nobody_yet(self) -> bool:
        """Whether this is a fresh install: nobody can sign in."""
        if not self._somebody:
            query = sa.select(table.c.id).where(table.c.password_hash.is_not(None)).limit(1)
            with self._reading() as connection:
                self._somebody = connection.execute(query).first() is not None
        return not self._somebody

    def all(self) -> list[Account]:
        """Everybody by name, those whose accounts were disabled last."""
        query = sa.select(table).order_by(table.c.disabled_at.is_not(None), table.c.name)
        with self._reading() as connection:
            return [account(row._mapping) for row in connection.execute(query)]

    def get(self, account_id: str) -> Account:
        """One account. Raises `UnknownAccount`."""
        with self._reading() as connection:
            return account(held(connection, account_id)._mapping)

    def by_email(self, email: str) -> Account:
        """One account. Raises `UnknownAccount`."""
        with self._reading() as connection:
            row = connection.execute(sa.select(table).where(table.c.email == email)).first()
        if row is None:
            raise UnknownAccount
        return account(row._mapping)

    def credentials(self, email: str) -> tuple[Account, str] | None:
        """The account that may sign in with an address, and its password's hash."""
        query = sa.select(table).where(
            table.c.email == email,
            table.c.password_hash.is_not(None),
            table.c.disabled_at.is_(None),
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return (account(row._mapping), row.password_hash) if row else None

    def password_hash(self, account_id: str) -> str | None:
        """The hash to check an account's present password against. Raises `UnknownAccount`."""
        with self._reading() as connection:
            return held(connection, account_id).password_hash

    def set_password(
        self, account_id: str, password_hash: str, by: Actor, at: datetime, *, quietly: bool = False
    ) -> None:
        """Change a password; `quietly` only renews how the same one is hashed."""
        with self._changing() as connection:
            row = held(connection, account_id)
            _set(connection, row, password_hash=password_hash)
            if not quietly:
                append(connection, by, "password_changed", subject(row), None, at)

    def rename(self, account_id: str, name: str, by: Actor, at: datetime) -> None:
        """Change how somebody is called. Raises `NotAName` and `UnknownAccount`."""
        name = person_name(name)
        with self._changing() as connection:
            row = held(connection, account_id)
            _set(connection, row, name=name)
            append(connection, by, "account_renamed", subject(row), {"name": name}, at)

    def give_roles(self, account_id: str, roles: Collection[str], by: Actor, at: datetime) -> None:
        """Change what somebody may do. Raises `NoSuchRole`, `LastAdmin`, `UnknownAccount`."""
        ordered = known_roles(roles)
        with self._changing() as connection:
            row = held(connection, account_id)
            if "admin" not in ordered:
                _not_the_last(connection, row)
            _set(connection, row, roles=ordered)
            details = {"from": row.roles, "to": ordered}
            append(connection, by, "roles_changed", subject(row), details, at)

    def disable(self, account_id: str, by: Actor, at: datetime) -> None:
        """Lock an account and sign it out everywhere. Raises `LastAdmin`, `UnknownAccount`."""
        with self._changing() as connection:
            row = held(connection, account_id)
            _not_the_last(connection, row)
            _set(connection, row, disabled_at=at)
            sign_out(connection, account_id)
            connection.execute(invitations.delete().where(invitations.c.account_id == account_id))
            append(connection, by, "account_disabled", subject(row), None, at)

    def enable(self, account_id: str, by: Actor, at: datetime) -> None:
        """Let somebody in again. Raises `UnknownAccount`."""
        with self._changing() as connection:
            row = held(connection, account_id)
            _set(connection, row, disabled_at=None)
            append(connection, by, "account_enabled", subject(row), None, at)


def account(row: Mapping[str, Any]) -> Account:
    """A row of `staff_accounts`, without its secrets."""
    return Account(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        roles=frozenset(row["roles"]),
        created_at=row["created_at"],
        signs_in=row["password_hash"] is not None,
        two_steps=row["totp_secret"] is not None,
        disabled_at=row["disabled_at"],
        signed_in_at=row["signed_in_at"],
    )


def held(connection: Connection, account_id: str) -> Row:
    """The row as it is now. Raises `UnknownAccount`."""
    row = connection.execute(sa.select(table).where(table.c.id == account_id)).first()
    if row is None:
        raise UnknownAccount
    return row


def subject(row: Row) -> str:
    """How the log names an account."""
    return f"{row.name[:80]} ({row.id})"


def sign_out(connection: Connection, account_id: str) -> None:
    """End all sessions of an account."""
    connection.execute(sessions.delete().where(sessions.c.account_id == account_id))


def _set(connection: Connection, row: Row, **values: Any) -> None:
    connection.execute(table.update().where(table.c.id == row.id).values(**values))


def _not_the_last(connection: Connection, row: Row) -> None:
    """Raise `LastAdmin` unless another admin can sign in. Only who can sign in counts."""
    if "admin" not in row.roles or row.disabled_at or not row.password_hash:
        return
    others = sa.select(table.c.roles).where(
        table.c.id != row.id, table.c.disabled_at.is_(None), table.c.password_hash.is_not(None)
    )
    if not any("admin" in roles for roles in connection.execute(others).scalars()):
        raise LastAdmin
