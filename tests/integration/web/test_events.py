"""Server-sent events over a real connection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.web.fakes import EMERGENCY, FakeEngine, make_app, reply
from tests.integration.web.server import serving


class Chat:
    """One patient over a kept connection."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, timeout=5, trust_env=False)
        answer = self.http.post("/api/conversations").json()
        self.id = answer["id"]
        self.http.headers["Authorization"] = f"Bearer {answer['token']}"

    def says(self, text: str) -> dict[str, Any]:
        """The reply to a message."""
        body = {"client_id": text, "text": text}
        answer = self.http.post(f"/api/conversations/{self.id}/messages", json=body)
        (one,) = answer.raise_for_status().json()["replies"]
        return one

    @contextmanager
    def listening(self, last: str | None = None) -> Iterator[Iterator[dict[str, Any]]]:
        """The stream's events, one after another."""
        headers = {"Last-Event-ID": last} if last else {}
        with self.http.stream(
            "GET", f"/api/conversations/{self.id}/events", headers=headers
        ) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            yield _events(answer.iter_lines())


def _events(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    event: dict[str, str] = {}
    for line in lines:
        field, _, value = line.partition(": ")
        if line and field:
            event[field] = value
        elif event:
            # Tests of takeover look at who is there; these look at what is said.
            if event.get("event") != "presence":
                yield event
            event = {}


@pytest.fixture
def engine() -> FakeEngine:
    """An engine that repeats what it hears."""
    engine = FakeEngine()
    engine.answer = lambda text: [reply(f"re {text}")]
    return engine


@pytest.fixture
def chat(tmp_path: Path, engine: FakeEngine) -> Iterator[Chat]:
    """A chat with a served app."""
    with serving(make_app(tmp_path, engine)) as address:
        chat = Chat(address)
        yield chat
        chat.http.close()


def test_both_sides_come_as_events_while_one_listens(chat: Chat) -> None:
    with chat.listening() as events:
        said = chat.says("one")
        words, answer = next(events), next(events)
        assert (words["event"], answer["event"]) == ("message", "message")
        mine = json.loads(words["data"])
        assert (mine["role"], mine["text"], mine["client_id"]) == ("patient", "one", "one")
        assert json.loads(answer["data"]) == said
        chat.says("two")
        assert _texts(events, 2) == ["two", "re two"]


def test_a_stream_resumes_after_the_last_event(chat: Chat) -> None:
    for text in ("one", "two", "three"):
        chat.says(text)
    with chat.listening() as events:
        first = next(events)
    with chat.listening(first["id"]) as events:
        assert first["id"] and _texts(events, 5) == ["re one", "two", "re two", "three", "re three"]


@pytest.mark.parametrize("last", ["x", "-1", "9" * 30, "1.5"])
def test_a_spoilt_event_id_starts_from_the_beginning(chat: Chat, last: str) -> None:
    chat.says("one")
    with chat.listening(last) as events:
        assert _texts(events, 2) == ["one", "re one"]


def test_the_transcript_says_where_to_go_on(chat: Chat) -> None:
    chat.says("one")
    last = chat.http.get(f"/api/conversations/{chat.id}/transcript").json()["last_event_id"]
    with chat.listening(str(last)) as events:
        chat.says(EMERGENCY)
        assert next(events)["event"] == "message"
        assert json.loads(next(events)["data"])["urgency"] == "emergency"


def test_a_deleted_chats_stream_ends(chat: Chat) -> None:
    chat.says("one")
    with chat.listening() as events:
        assert _texts(events, 2) == ["one", "re one"]
        chat.http.post(f"/api/conversations/{chat.id}/forget").raise_for_status()
        assert [event["event"] for event in events] == ["forgotten"]


def _texts(events: Iterator[dict[str, Any]], count: int) -> list[str]:
    return [json.loads(next(events)["data"])["text"] for _ in range(count)]
