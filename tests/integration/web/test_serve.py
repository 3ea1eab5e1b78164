"""The real screen and the real card, with nobody on Rasa's port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.settings import load
from bot.web.serve import with_real_parts
from tests.integration.web.server import serving
from tests.integration.web.staffing import cookie_at, employ


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the app as `aftercare up` would make it."""
    folder = tmp_path_factory.mktemp("var")
    settings = replace(
        load(),
        var=folder,
        database_url=f"sqlite:///{folder / 'aftercare.db'}",
        rasa_port=_free_port(),
        actions_port=_free_port(),
    )
    app = with_real_parts(settings)
    with (
        serving(app) as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        _, token = employ(app, "Anna", "front_desk")
        cookie = cookie_at(address, token)
        client.cookies.set(cookie["name"], cookie["value"])
        yield client


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("I can't breathe", "emergency"),
        ("my throat is closing up", "emergency"),
        ("what does it cost?", "review"),
    ],
)
def test_with_rasa_dead_a_red_flag_gets_the_real_card(
    clinic: httpx.Client, text: str, urgency: str
) -> None:
    chat = clinic.post("/api/conversations").json()
    started = time.monotonic()
    answer = clinic.post(
        f"/api/conversations/{chat['id']}/messages",
        json={"client_id": "a", "text": text},
        headers={"Authorization": f"Bearer {chat['token']}"},
    )
    assert time.monotonic() - started < 1
    (reply,) = answer.raise_for_status().json()["replies"]
    assert reply["urgency"] == urgency
    assert ("card" in reply) == (urgency == "emergency")
    cases = clinic.get("/api/desk/escalations").json()["escalations"]
    (case,) = [one for one in cases if one["id"] == reply["escalation"]["id"]]
    assert (case["urgency"], case["message"]) == (urgency, text)


def test_it_says_that_it_is_not_ready(clinic: httpx.Client) -> None:
    answer = clinic.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["engine"] == "down"


def test_the_web_process_does_without_tensorflow(tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import date; from bot.web.serve import build; build();"
        "from bot.triage import screen; assert screen('hello', date(2025, 3, 10));"
        "assert not {'tensorflow', 'rasa', 'sklearn'} & set(sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "AFTERCARE_VAR": str(tmp_path)},
    )
