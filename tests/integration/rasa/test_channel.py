"""The channel between the web process and Rasa."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.channel import LoopbackRest, unprefixed

pytestmark = pytest.mark.integration


class Rasa:
    """Takes messages as Rasa does; `fails` makes a turn break."""

    def __init__(self) -> None:
        self.messages: list[UserMessage] = []
        self.fails = False

    async def __call__(self, message: UserMessage) -> None:
        if self.fails:
            raise RuntimeError("canary words of a patient")
        self.messages.append(message)
        await message.output_channel.send_custom_json(message.sender_id, {"text": "hello"})


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


async def post(rasa: Rasa, body: Any, **sent: str) -> tuple[int, Any]:
    """What the channel answers to a body."""
    routes = {}

    class Recorder:
        """Keeps what the blueprint registers, to call it without a server."""

        def route(self, path: str, methods: list[str]) -> Any:
            return lambda handler: routes.setdefault(path, handler)

    class Request:
        def __init__(self) -> None:
            self.json = body
            self.headers = {name.replace("_", "-"): value for name, value in sent.items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.channel.Blueprint", lambda *names: Recorder())
        LoopbackRest().blueprint(rasa)
    answer = await routes["/webhook"](Request())
    return answer.status, json.loads(answer.body)


async def test_a_message_brings_its_metadata_and_takes_its_reply(rasa: Rasa) -> None:
    metadata = {"today": "2026-03-02", "asked": "area"}
    status, answer = await post(rasa, {"sender": "a", "message": "chin", "metadata": metadata})
    assert (status, answer) == (200, [{"recipient_id": "a", "custom": {"text": "hello"}}])
    (message,) = rasa.messages
    assert (message.text, message.sender_id, message.metadata) == ("chin", "a", metadata)


async def test_with_a_token_only_who_knows_it_is_heard(
    rasa: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERCARE_RASA_TOKEN", "a-long-random-token")
    body = {"sender": "a", "message": "chin"}
    assert (await post(rasa, body))[0] == 401
    assert (await post(rasa, body, x_aftercare_token="a-long-random-toké"))[0] == 401
    assert rasa.messages == []
    assert (await post(rasa, body, x_aftercare_token="a-long-random-token"))[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"message": "hi"},
        {"sender": "", "message": "hi"},
        {"sender": 5, "message": "hi"},
        {"sender": "a"},
        {"sender": "a", "message": None},
    ],
)
async def test_what_is_no_message_is_refused(rasa: Rasa, body: Any) -> None:
    status, answer = await post(rasa, body)
    assert (status, rasa.messages) == (400, [])
    assert answer["error"]


async def test_a_broken_turn_is_an_error_that_quotes_nobody(
    rasa: Rasa, caplog: pytest.LogCaptureFixture
) -> None:
    rasa.fails = True
    status, answer = await post(rasa, {"sender": "a", "message": "hi"})
    assert (status, answer) == (500, {"error": "RuntimeError"})
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("/greet", "⁄greet"),
        ("  /greet", "  ⁄greet"),
        ("\u00a0\n/greet", "\u00a0\n⁄greet"),
        ("3/4 days", "3/4 days"),
        ("", ""),
    ],
)
def test_no_patient_gives_rasa_commands(typed: str, given: str) -> None:
    assert unprefixed(typed) == given


def test_it_fits_into_a_server(rasa: Rasa) -> None:
    app = Sanic("channel_test")
    app.blueprint(LoopbackRest().blueprint(rasa), url_prefix="/webhooks/rest")
    assert {route.path for route in app.router.routes} == {"webhooks/rest", "webhooks/rest/webhook"}
