"""Rasa's server as seen over HTTP, played by a function."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from bot.web.engine import EngineUnavailable, HttpEngine
from tests.integration.web.fakes import reply

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]

Handler = Callable[[httpx.Request], httpx.Response]


def rasa(handler: Handler, **more: str) -> HttpEngine:
    """An engine whose server is `handler`."""
    return HttpEngine(
        rasa_port=5005, actions_port=5055, transport=httpx.MockTransport(handler), **more
    )


def refusing(request: httpx.Request) -> httpx.Response:
    """Nobody listens."""
    raise httpx.ConnectError("refused")


async def test_a_message_goes_to_the_rest_channel_and_its_custom_reply_comes_back() -> None:
    seen = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append((request.method, str(request.url), json.loads(request.content)))
        return httpx.Response(
            200, json=[{"recipient_id": "c", "text": "glue"}, {"custom": reply("hello")}]
        )

    replies = await rasa(handler).reply("c", "hi", {"today": "2025-03-10", "asked": None})
    assert replies == [reply("hello")]
    assert seen == [
        (
            "POST",
            "http://127.0.0.1:5005/webhooks/rest/webhook",
            {"sender": "c", "message": "hi", "metadata": {"today": "2025-03-10", "asked": None}},
        )
    ]


@pytest.mark.parametrize(
    "handler",
    [
        refusing,
        lambda request: httpx.Response(500, text="Traceback"),
        lambda request: httpx.Response(200, text="<html>"),
        lambda request: httpx.Response(200, json={"error": "x"}),
    ],
)
async def test_anything_but_a_list_is_unavailable(handler: Handler) -> None:
    with pytest.raises(EngineUnavailable):
        await rasa(handler).reply("c", "hi", {})


async def test_entries_without_a_reply_are_left_out() -> None:
    engine = rasa(lambda request: httpx.Response(200, json=[7, {"text": "x"}, {"custom": "x"}]))
    assert await engine.reply("c", "hi", {}) == []


async def test_ready_needs_rasa_and_the_action_server() -> None:
    parsed = {"text": "is a small bruise normal", "intent": {"name": "ask"}}
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append((request.url.path, request.url.query))
        return httpx.Response(200, json=parsed)

    assert await rasa(handler, token="t0ken").ready()
    assert asked == [("/model/parse", b"token=t0ken"), ("/health", b"")]
    assert not await rasa(refusing).ready()
    no_actions: Handler = lambda r: httpx.Response(  # noqa: E731
        200 if r.url.port == 5005 else 500, json=parsed
    )
    assert not await rasa(no_actions).ready()


@pytest.mark.parametrize("answer", [{"intent": {"name": None}}, {"status": "ok"}, [], None])
async def test_a_rasa_that_understands_nothing_is_not_ready(answer: object) -> None:
    assert not await rasa(lambda request: httpx.Response(200, json=answer)).ready()


@pytest.mark.parametrize("table", ["rasa_tracker", "events"])
async def test_forgetting_deletes_what_rasa_kept_even_with_rasa_down(
    tmp_path: Path, table: str
) -> None:
    url = f"sqlite:///{tmp_path / 'tracker.db'}"
    database = sa.create_engine(url, future=True)
    with database.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {table} (sender_id TEXT, slots TEXT)")
        connection.exec_driver_sql(
            f"INSERT INTO {table} VALUES ('alice', 'zebrafinch'), ('bob', 'kept')"
        )
    database.dispose()
    await rasa(refusing, tracker_url=url).forget("alice")
    content = (tmp_path / "tracker.db").read_bytes()
    assert b"zebrafinch" not in content and b"kept" in content


async def test_forgetting_empties_a_tracker_in_memory() -> None:
    seen = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append((request.method, request.url.path, request.content))
        return httpx.Response(200, json={})

    await rasa(handler).forget("alice")
    assert seen == [("PUT", "/conversations/alice/tracker/events", b"[]")]
    with pytest.raises(EngineUnavailable):
        await rasa(refusing).forget("alice")
