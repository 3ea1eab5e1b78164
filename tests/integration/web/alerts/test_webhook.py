"""The real carrier of alerts, against a webhook of our own."""

from __future__ import annotations

import contextlib
import http.server
import threading
import time
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from bot.desk.delivery import AppriseSender, NotDelivered


class _Webhook(http.server.BaseHTTPRequestHandler):
    answers: ClassVar[list[Any]] = []
    got: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        """Answer as told: a status with nonsense, or after a time."""
        self.got.append(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.answers[0]
        if isinstance(answer, float):
            time.sleep(answer)
            answer = 200
        self.send_response(answer)
        self.end_headers()
        with contextlib.suppress(OSError):  # who asked has given up
            self.wfile.write(b"\xff\x00<nonsense>")

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def webhook() -> Iterator[str]:
    """The address of a webhook."""
    _Webhook.got.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Webhook)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"json://127.0.0.1:{server.server_address[1]}/x?rto=1&cto=1"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("answer", [404, 500, 3.0])
def test_a_webhook_that_fails_or_hangs_is_not_taken_for_delivered(
    webhook: str, answer: float
) -> None:
    _Webhook.answers = [answer]
    with pytest.raises(NotDelivered, match=r"^json: "):
        AppriseSender().send(webhook, "title", "body")


def test_a_webhook_that_takes_it_may_answer_nonsense(webhook: str) -> None:
    _Webhook.answers = [200]
    AppriseSender().send(webhook, "title", "body")
    assert b'"message": "body"' in _Webhook.got[0]


@pytest.mark.parametrize("url", ["nonsense", "nosuch://x", "", "json://"])
def test_an_address_that_is_none_is_named_by_kind_only(url: str) -> None:
    with pytest.raises(NotDelivered, match="form that Apprise knows"):
        AppriseSender().send(url, "title", "body")
