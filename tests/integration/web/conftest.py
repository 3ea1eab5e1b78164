"""A clinic for each test: the app on a database of its own, started and stopped."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.integration.web.fakes import Clinic, Clock, FakeEngine, make_app

Opening = Callable[..., contextlib.AbstractAsyncContextManager[Clinic]]


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    """Opens a clinic; a second one on the same files is a restart."""

    @contextlib.asynccontextmanager
    async def open_clinic(clock: Clock | None = None, **more: Any) -> AsyncIterator[Clinic]:
        engine, clock = FakeEngine(), clock or Clock()
        app = make_app(tmp_path, engine, clock=clock, **more)
        parts = app.state.parts
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://clinic.test") as client,
        ):
            database = parts.store._reading
            yield Clinic(app, client, engine, database, clock, parts.settings)

    return open_clinic


@pytest_asyncio.fixture
async def clinic(opening: Opening) -> AsyncIterator[Clinic]:
    """A clinic with all parts in order, and short patience."""
    async with opening(rasa_timeout=1.0) as one:
        yield one
