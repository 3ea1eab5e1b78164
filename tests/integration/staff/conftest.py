"""A clinic whose staff sign in, for each test."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest_asyncio
from starlette.applications import Starlette

from bot.staff.audit import Row
from bot.web.parts import Parts
from tests.integration.staff.people import PAGE, PASSWORD, Browser
from tests.integration.web.fakes import Clock, FakeEngine, make_app


@dataclass
class House:
    """The app, its clock and its files."""

    app: Starlette
    clock: Clock
    var: Path

    @property
    def parts(self) -> Parts:
        """What the app is made of."""
        return self.app.state.parts

    def stranger(self) -> Browser:
        """A browser without any cookie."""
        return Browser(self.app)

    async def sign_in(
        self, browser: Browser, email: str, password: str = PASSWORD, next: str = ""
    ) -> httpx.Response:
        """Fill in the form at the door."""
        form = await browser.get("/signin")
        data = {"csrf": csrf_in(form), "email": email, "password": password, "next": next}
        return await browser.client.post("/signin", data=data, headers=PAGE)

    def log(self) -> list[Row]:
        """The audit log, in order."""
        return list(self.parts.staff.audit.all())

    def actions(self) -> list[str]:
        """What was done, in order."""
        return [row.action for row in self.log()]


def csrf_in(answer: httpx.Response) -> str:
    """The form token that a page carries."""
    return re.search(r'name="csrf" value="([0-9a-f]*)"', answer.text)[1]


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A fresh install, started."""
    clock = Clock()
    app = make_app(tmp_path, FakeEngine(), clock=clock)
    async with app.router.lifespan_context(app):
        yield House(app, clock, tmp_path)
