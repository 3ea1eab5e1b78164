"""A stop takes ten seconds at most and loses no message that was taken: real processes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import training
from bot.settings import ROOT, load
from tests.integration.web.fakes import ORDINARY, reply
from tests.unit.test_supervisor import free_port

pytestmark = pytest.mark.integration
MOST_SECONDS = 10.0


class Rasa(ThreadingHTTPServer):
    """Stands in for Rasa; answers after `delay` seconds."""

    daemon_threads = True

    def __init__(self, delay: float) -> None:
        self.delay, self.asked = delay, threading.Semaphore(0)
        super().__init__(("127.0.0.1", 0), _Answers)


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.release()
        time.sleep(self.server.delay)
        body = json.dumps([{"custom": reply()}]).encode()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def web(folder: Path, delay: float) -> Iterator[tuple[subprocess.Popen[bytes], str, Rasa]]:
    """The real web process beside a stand-in for Rasa."""
    rasa, port = Rasa(delay), free_port()
    threading.Thread(target=rasa.serve_forever, daemon=True).start()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.web.serve"], cwd=ROOT, env=environment(folder, port, rasa)
    )
    try:
        alive(f"http://127.0.0.1:{port}", process)
        yield process, f"http://127.0.0.1:{port}", rasa
    finally:
        process.kill()
        process.wait()
        rasa.shutdown()
        rasa.server_close()


def environment(folder: Path, port: int, rasa: Rasa) -> dict[str, str]:
    own = {
        "AFTERCARE_VAR": str(folder),
        "AFTERCARE_DATABASE_URL": f"sqlite:///{folder / 'desk.db'}",
        "AFTERCARE_WEB_PORT": str(port),
        "AFTERCARE_RASA_PORT": str(rasa.server_port),
    }
    return {**os.environ, **own}


def alive(address: str, process: subprocess.Popen[bytes], path: str = "/healthz") -> None:
    """Wait until the address answers."""
    deadline = time.monotonic() + 90
    while True:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{address}{path}", trust_env=False, timeout=5).is_success:
                return
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < deadline, "it did not start"
        time.sleep(0.1)


def chat(address: str) -> httpx.Client:
    """A patient's client, with the chat's address as its base."""
    opened = httpx.post(f"{address}/api/conversations", trust_env=False).json()
    return httpx.Client(
        base_url=f"{address}/api/conversations/{opened['id']}",
        headers={"Authorization": f"Bearer {opened['token']}"},
        trust_env=False,
        timeout=30,
    )


def send(patient: httpx.Client, client_id: str = "a", text: str = ORDINARY) -> httpx.Response:
    return patient.post("/messages", json={"client_id": client_id, "text": text})


def stopped(process: subprocess.Popen[bytes]) -> float:
    """Ask it to stop; the seconds it took."""
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=MOST_SECONDS + 5)
    return time.monotonic() - begun


def kept(folder: Path) -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(folder / "desk.db")) as database:
        return database.execute("SELECT role, client_id FROM desk_messages ORDER BY seq").fetchall()


def test_messages_under_way_get_their_replies_and_streams_do_not_hold_it_up(
    tmp_path: Path,
) -> None:
    with web(tmp_path, delay=1.5) as (process, address, rasa), ThreadPoolExecutor(8) as at_once:
        patients = [chat(address) for _ in range(5)]
        with patients[0].stream("GET", "/events") as stream:
            next(stream.iter_lines())
            answers = [at_once.submit(send, one) for one in patients]
            for _ in patients:
                assert rasa.asked.acquire(timeout=10)
            assert stopped(process) < MOST_SECONDS
            assert [one.result().status_code for one in answers] == [200] * 5
        # uvicorn ends by the very signal once it has finished.
        assert process.returncode in (0, -signal.SIGTERM)
    assert sorted(role for role, _ in kept(tmp_path)) == ["bot"] * 5 + ["patient"] * 5


def test_with_rasa_hung_it_stops_in_time_and_the_next_start_answers(tmp_path: Path) -> None:
    with web(tmp_path, delay=60) as (process, address, rasa), ThreadPoolExecutor(1) as beside:
        patient = chat(address)
        token, base = patient.headers["authorization"], patient.base_url.path
        answer = beside.submit(send, patient)
        assert rasa.asked.acquire(timeout=10)
        assert stopped(process) < MOST_SECONDS
        first = answer.exception() or answer.result()
    assert ("patient", "a") in kept(tmp_path)
    with web(tmp_path, delay=0) as (process, address, rasa):
        again = httpx.post(
            f"{address}{base}messages",
            json={"client_id": "a", "text": ORDINARY},
            headers={"Authorization": token},
            trust_env=False,
            timeout=30,
        )
        assert again.status_code == 200, (first, again.text)
        assert len(again.json()["replies"]) == 1
    roles = [role for role, _ in kept(tmp_path)]
    assert roles.count("patient") == 1 and len(roles) == 2


@pytest.mark.slow
def test_all_of_it_stops_in_time_with_messages_under_way(tmp_path: Path) -> None:
    if training.current_model(load()) is None:
        pytest.skip("no trained model for the sources as they are: aftercare train")
    web_port = free_port()
    own = {
        "AFTERCARE_VAR": str(tmp_path),
        "AFTERCARE_DATABASE_URL": f"sqlite:///{tmp_path / 'desk.db'}",
        "AFTERCARE_WEB_PORT": str(web_port),
        "AFTERCARE_RASA_PORT": str(free_port()),
        "AFTERCARE_ACTIONS_PORT": str(free_port()),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "up"],
        cwd=ROOT,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
    )
    address, taken = f"http://127.0.0.1:{web_port}", []
    try:
        alive(address, process, "/readyz")
        patient = chat(address)
        assert send(patient, "first").status_code == 200

        def talk() -> None:
            with contextlib.suppress(httpx.HTTPError):
                for number in range(1000):
                    if send(patient, f"m{number}").status_code == 200:
                        taken.append(f"m{number}")

        talking = threading.Thread(target=talk)
        talking.start()
        while not taken:
            time.sleep(0.01)
        assert stopped(process) < MOST_SECONDS
        talking.join()
    finally:
        # Not killed: its children would stay.
        process.terminate()
        process.wait(timeout=MOST_SECONDS + 5)
    assert process.returncode == 0
    rows = kept(tmp_path)
    assert set(taken) <= {client_id for _, client_id in rows}
    assert sum(role == "patient" for role, _ in rows) == sum(role != "patient" for role, _ in rows)
