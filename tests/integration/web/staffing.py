"""Staff for tests: signed in without a password, so that no test waits for its hashing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.desk.store import DeskStore
from bot.staff.model import Account
from bot.staff.tables import accounts
from bot.web.signin_cookies import Cookies, csrf_for
from knowledge.engine import create


@dataclass
class Colleague:
    """Somebody at a browser of their own."""

    client: httpx.AsyncClient
    account: Account
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What their browser sends along."""
        return {"Cookie": f"__Host-aftercare-session={self.token}"}

    async def get(self, path: str, **more: Any) -> httpx.Response:
        """Look at a page."""
        return await self.client.get(path, headers={**self.headers, "Accept": "text/html"}, **more)

    async def fetch(self, path: str) -> httpx.Response:
        """Have a script ask."""
        headers = {**self.headers, "Accept": "application/json"}
        return await self.client.get(path, headers=headers)

    async def post(self, path: str, **form: Any) -> httpx.Response:
        """Send a form as a page's script does."""
        headers = {
            **self.headers,
            "Accept": "application/json",
            "X-CSRF-Token": csrf_for(self.token),
        }
        return await self.client.post(path, data=form, headers=headers)


def employ(app: Starlette, name: str, *roles: str) -> tuple[Account, str]:
    """An account with some roles, and the token of a session of theirs."""
    parts = app.state.parts
    account_id = secrets.token_urlsafe(8)
    with parts.store.transaction() as connection:
        connection.execute(
            accounts.insert().values(
                id=account_id,
                name=name,
                email=f"{name.lower()}-{account_id}@clinic.test",
                roles=list(roles),
                password_hash="x",
                created_at=parts.clock(),
            )
        )
    token = parts.staff.sessions.open(account_id, "test", parts.clock())
    return parts.staff.accounts.get(account_id), token


def colleague(app: Starlette, client: httpx.AsyncClient, name: str, *roles: str) -> Colleague:
    """Somebody signed in, by default for the front desk."""
    account, token = employ(app, name, *(roles or ("front_desk",)))
    return Colleague(client, account, token)


def session_in(folder: Path) -> str:
    """A receptionist's session in the database of an app that runs in another process."""
    return session_at(f"sqlite:///{folder / 'desk.db'}")


def session_at(url: str) -> str:
    """The same in the database at `url`."""
    from bot.staff.store import StaffRecords

    store = DeskStore(create(url))
    account_id = secrets.token_urlsafe(8)
    now = datetime.now(timezone.utc)
    with store.transaction() as connection:
        connection.execute(
            accounts.insert().values(
                id=account_id,
                name="Anna",
                email=f"{account_id}@clinic.test",
                roles=["front_desk"],
                password_hash="x",
                created_at=now,
            )
        )
    records = StaffRecords.of(store, idle=timedelta(days=1), longest=timedelta(days=1))
    return records.sessions.open(account_id, "test", now)


def csrf_of(token: str) -> str:
    """The form token of a session."""
    return csrf_for(token)


def cookie_at(address: str, token: str) -> dict[str, str]:
    """The session's cookie for a browser at `address`."""
    from starlette.datastructures import URL

    return {"name": Cookies.at(URL(address)).session, "value": token, "url": address}
