"""Processes that are started, watched and stopped together; small Python servers stand in."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bot.starting import responds
from bot.supervisor import PortTaken, Service, Supervisor, refuse_taken

SERVER = "import http.server, os; os.chdir({folder!r}); "
SERVER += "http.server.test(http.server.SimpleHTTPRequestHandler, port={port}, bind='127.0.0.1')"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def service(folder: Path, name: str = "web", port: int | None = None) -> Service:
    port = port or free_port()
    code = SERVER.format(folder=str(folder), port=port)
    return Service(
        name, [sys.executable, "-c", code], port, lambda: responds(f"http://127.0.0.1:{port}/")
    )


def run(services: list[Service], folder: Path, *, then: object) -> tuple[list[str], float]:
    """Run a supervisor here (signals need the main thread), doing `then` beside it when ready."""
    said: list[str] = []
    supervisor = Supervisor(services, logs=folder / "log", environment=os.environ, say=said.append)

    def beside() -> None:
        try:
            then(supervisor, said)  # type: ignore[operator]
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    worker = threading.Thread(target=beside)
    before = time.monotonic()
    supervisor.run(on_ready=lambda seconds: worker.start())
    worker.join()
    return said, time.monotonic() - before


def test_all_start_say_so_and_stop(tmp_path: Path) -> None:
    services = [service(tmp_path, "actions"), service(tmp_path, "web")]
    said, _ = run(services, tmp_path, then=lambda supervisor, said: None)
    assert [line.split(" (")[0] for line in said] == ["actions is ready", "web is ready"]
    assert not any(one.ready() for one in services)
    assert {path.name for path in (tmp_path / "log").iterdir()} == {"actions.log", "web.log"}


def test_a_crashed_child_comes_back(tmp_path: Path) -> None:
    one = service(tmp_path)

    def crash(supervisor: Supervisor, said: list[str]) -> None:
        process = supervisor._children[0].process
        assert process is not None
        process.kill()
        process.wait()
        limit = time.monotonic() + 10
        while time.monotonic() < limit and not (len(said) > 1 and one.ready()):
            time.sleep(0.05)
        assert one.ready()

    said, _ = run([one], tmp_path, then=crash)
    assert any("web ended (-9); again in 0.5 s" in line for line in said)


@pytest.mark.slow
def test_a_child_that_will_not_stop_is_stopped_within_ten_seconds(tmp_path: Path) -> None:
    stubborn = Service("rasa", [sys.executable, "-c", STUBBORN], free_port(), lambda: True)
    asked = 0.0

    def wait(supervisor: Supervisor, said: list[str]) -> None:
        nonlocal asked
        time.sleep(1.0)
        asked = time.monotonic()

    run([stubborn], tmp_path, then=wait)
    assert time.monotonic() - asked < 10


def test_a_taken_port_is_named_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"port {port}, where rasa .* AFTERCARE_RASA_PORT"):
            refuse_taken(service(tmp_path, "rasa", port))


def test_a_signal_to_the_group_reaches_grandchildren(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    code = (
        "import subprocess, sys, time; "
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"open({str(pid)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    )
    parent = Service("web", [sys.executable, "-c", code], free_port(), pid.exists)
    run([parent], tmp_path, then=lambda supervisor, said: time.sleep(0.2))
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", pid.read_text()], capture_output=True, text=True, check=False
    )
    assert state.stdout.strip() in ("", "Z", "Z+", "Zs")
