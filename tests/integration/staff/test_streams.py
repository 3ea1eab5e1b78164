"""An answer that goes on (an event stream) ends when the session does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.staff.audit import Actor
from bot.web import signin_state
from bot.web.guard import staff
from bot.web.signin_state import StaffSessions
from tests.integration.staff.conftest import House
from tests.integration.staff.people import Browser, colleague

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]
STREAM = {"Accept": "text/event-stream"}
MOST = 200


@staff("front_desk")
async def stream(request: Request) -> Response:
    """A line every hundredth of a second, for two seconds."""

    async def lines() -> AsyncIterator[bytes]:
        for n in range(MOST):
            request.app.state.sent = n + 1
            yield b"data: x\n\n"
            await asyncio.sleep(0.01)

    return StreamingResponse(lines(), media_type="text/event-stream")


def streaming(house: House, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    """An app with one stream, on the house's accounts; it looks up sessions more often."""
    monkeypatch.setattr(signin_state, "LOOK_AGAIN_SECONDS", 0.02)
    app = Starlette(routes=[Route("/desk/stream", stream)], middleware=[Middleware(StaffSessions)])
    app.state.parts = house.app.state.parts
    app.state.sent = 0
    return app


async def test_it_goes_on_while_the_session_does(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await colleague(house.app, "front_desk")
    app = streaming(house, monkeypatch)
    answer = await Browser(app, alice.token).get("/desk/stream", headers=STREAM)
    assert answer.status_code == 200 and answer.text.count("data:") == MOST


@pytest.mark.parametrize("end", ["disabled", "signed out", "expired"])
async def test_it_ends_when_the_session_does(
    house: House, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    await colleague(house.app, "admin", name="Ann")
    alice = await colleague(house.app, "front_desk")
    app, records = streaming(house, monkeypatch), house.parts.staff
    getting = asyncio.ensure_future(Browser(app, alice.token).get("/desk/stream", headers=STREAM))
    while app.state.sent < 3:
        await asyncio.sleep(0.005)
    if end == "disabled":
        records.accounts.disable(alice.account.id, Actor("", "t"), house.clock())
    elif end == "signed out":
        await alice.post("/signout")
    else:
        house.clock.now += timedelta(hours=13)
    answer = await asyncio.wait_for(getting, 5)
    assert answer.status_code == 200
    assert 0 < answer.text.count("data:") < MOST
    again = await Browser(app, alice.token).get("/desk/stream", headers=STREAM)
    assert again.status_code == 401


async def test_a_stream_that_reconnects_by_itself_keeps_nobody_signed_in(house: House) -> None:
    alice = await colleague(house.app, "front_desk")
    for _ in range(4):
        house.clock.now += timedelta(minutes=16)
        await alice.get("/api/staff/session", headers=STREAM)
    assert (await alice.get("/account")).status_code == 303
