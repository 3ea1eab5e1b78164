"""The optional second step: a code from an app (TOTP), or one of the recovery codes."""

from __future__ import annotations

import hmac
import io
import secrets
from datetime import datetime

import pyotp
import segno
import sqlalchemy as sa

from bot.staff.accounts import held, subject
from bot.staff.audit import Actor
from bot.staff.records import Records, hashed
from bot.staff.tables import accounts, recovery_codes
from bot.staff.trail import append

RECOVERY_CODES = 10
_STEP = 30
_SLACK = 1
"""Steps that a phone's clock may be off."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class WrongCode(Exception):
    """Not the code of this moment, or one that was used before."""


class SecondStep(Records):
    """Who has a second step, and whether a code is right."""

    def begin(self, account_id: str) -> str:
        """A new secret that waits for its first code. Raises `accounts.UnknownAccount`.

        Never the one that waits already: somebody else may have seen that.
        """
        secret = pyotp.random_base32()
        with self._changing() as connection:
            held(connection, account_id)
            connection.execute(
                accounts.update().where(accounts.c.id == account_id).values(totp_pending=secret)
            )
        return secret

    def pending(self, account_id: str) -> str | None:
        """The secret that waits for its first code. Raises `accounts.UnknownAccount`."""
        with self._reading() as connection:
            return held(connection, account_id).totp_pending

    def turn_on(self, account_id: str, code: str, by: Actor, at: datetime) -> list[str]:
        """Ask for codes from now on; gives the recovery codes, this once. Raises `WrongCode`."""
        with self._changing() as connection:
            row = held(connection, account_id)
            step = _step_of(code, row.totp_pending, at, after=0)
            if step is None:
                raise WrongCode
            values = {"totp_secret": row.totp_pending, "totp_pending": None, "totp_step": step}
            connection.execute(
                accounts.update().where(accounts.c.id == account_id).values(**values)
            )
            append(connection, by, "second_step_on", subject(row), None, at)
            return _renew(connection, account_id)

    def renew(self, account_id: str, by: Actor, at: datetime) -> list[str]:
        """New recovery codes in place of the old."""
        with self._changing() as connection:
            row = held(connection, account_id)
            append(connection, by, "recovery_codes_renewed", subject(row), None, at)
            return _renew(connection, account_id)

    def turn_off(self, account_id: str, by: Actor, at: datetime) -> None:
        """Ask for the password only. Raises `accounts.UnknownAccount`."""
        with self._changing() as connection:
            row = held(connection, account_id)
            connection.execute(
                accounts.update()
                .where(accounts.c.id == account_id)
                .values(totp_secret=None, totp_pending=None)
            )
            connection.execute(
                recovery_codes.delete().where(recovery_codes.c.account_id == account_id)
            )
            append(connection, by, "second_step_off", subject(row), None, at)

    def use(self, account_id: str, code: str, by: Actor, at: datetime) -> int | None:
        """Take a code, once. Gives how many recovery codes are left if it was one of those.

        Raises `WrongCode`.
        """
        with self._changing() as connection:
            row = held(connection, account_id)
            step = _step_of(code, row.totp_secret, at, after=row.totp_step)
            if step is not None:
                connection.execute(
                    accounts.update().where(accounts.c.id == account_id).values(totp_step=step)
                )
                return None
            mine = recovery_codes.c.account_id == account_id
            used = connection.execute(
                recovery_codes.delete().where(mine, recovery_codes.c.code_hash == _kept(code))
            )
            if not used.rowcount or row.totp_secret is None:
                raise WrongCode
            left = connection.execute(
                sa.select(sa.func.count()).select_from(recovery_codes).where(mine)
            ).scalar()
            append(connection, by, "recovery_code_used", subject(row), {"left": left}, at)
            return int(left or 0)

    def codes_left(self, account_id: str) -> int:
        """How many recovery codes somebody has."""
        query = sa.select(sa.func.count()).select_from(recovery_codes)
        with self._reading() as connection:
            found = connection.execute(query.where(recovery_codes.c.account_id == account_id))
            return int(found.scalar() or 0)


def address(secret: str, email: str, clinic: str) -> str:
    """What the app on the phone reads: an otpauth address."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=f"Aftercare {clinic}")


def picture(secret: str, email: str, clinic: str) -> bytes:
    """The address as a QR code, a PNG."""
    file = io.BytesIO()
    segno.make(address(secret, email, clinic), error="m").save(file, kind="png", scale=5, border=3)
    return file.getvalue()


def _step_of(code: str, secret: str | None, at: datetime, *, after: int) -> int | None:
    """The 30-second step whose code this is, if it is near `at` and later than `after`."""
    digits = "".join(code.split())
    if secret is None or not (digits.isascii() and digits.isdigit()):
        return None
    now = int(at.timestamp()) // _STEP
    found = None
    for step in range(now - _SLACK, now + _SLACK + 1):
        right = pyotp.TOTP(secret).at(step * _STEP)
        if hmac.compare_digest(right, digits) and step > after:
            found = step
    return found


def _kept(code: str) -> str:
    return hashed("".join(one for one in code.casefold() if one.isalnum()))


def _renew(connection: sa.engine.Connection, account_id: str) -> list[str]:
    connection.execute(recovery_codes.delete().where(recovery_codes.c.account_id == account_id))
    codes = []
    for _ in range(RECOVERY_CODES):
        letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
        codes.append("-".join(letters[i : i + 4] for i in range(0, 12, 4)))
        connection.execute(
            recovery_codes.insert().values(account_id=account_id, code_hash=_kept(codes[-1]))
        )
    return codes
