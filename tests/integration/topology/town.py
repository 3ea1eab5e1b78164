"""The several-machine setup as processes on this machine: nginx, web workers, Redis, PostgreSQL.

nginx runs with the file that is shipped (docs/deploy/nginx.conf), but for ports and workers.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.integration.topology.services import free_port, listens, program, redis_server, until

ROOT = Path(__file__).resolve().parents[3]
HERE = "tests.integration.topology"
# Some installed package brings a `tests` of its own, which would be found first.
AS_PROGRAM = """
import sys, types
sys.modules["tests"] = types.ModuleType("tests")
sys.modules["tests"].__path__ = ["tests"]
import importlib
importlib.import_module(sys.argv[1]).main(*sys.argv[2:])
"""
NO_LIMITS = dict.fromkeys(
    ("RATE_CHATS", "RATE_MESSAGES", "RATE_ADDRESS", "RATE_SIGN_IN", "MOST_TURNS"), "0"
)


@dataclass
class Web:
    """One web worker: `worker.py` beside this file, or the real `python -m bot.web.serve`."""

    port: int
    environment: dict[str, str]
    log: Path
    real: bool = False
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens itself."""
        return f"http://127.0.0.1:{self.port}"

    def begin(self) -> None:
        """Start it without waiting."""
        worker = ["-c", AS_PROGRAM, f"{HERE}.worker", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *(["-m", "bot.web.serve"] if self.real else worker)], cwd=ROOT, stdout=log, stderr=log,
                env={**os.environ, **self.environment, "AFTERCARE_WEB_PORT": str(self.port)},
            )  # fmt: skip

    def wait(self) -> None:
        """Until it answers."""

        def alive() -> bool:
            assert self.process is not None
            assert self.process.poll() is None, self.log.read_text()[-2000:]
            with contextlib.suppress(httpx.HTTPError):
                return httpx.get(f"{self.address}/healthz", trust_env=False).is_success
            return False

        until(alive, 60, "the web worker's start")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End it, by default without a warning."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(timeout=20)


@dataclass
class Town:
    """All of it. `address` is what the world sees: nginx."""

    folder: Path
    database_url: str
    address: str = ""
    webs: list[Web] = field(default_factory=list)
    redis: object = None


@contextlib.contextmanager
def town(
    folder: Path, database_url: str, workers: int = 2, rasa: int | None = None, real: bool = False
) -> Iterator[Town]:
    """Everything started; all of it ends with the block. `rasa`: the port of a real one;
    `real`: real web workers."""
    nginx = program("nginx", "nginx")
    with contextlib.ExitStack() as stack:
        redis = stack.enter_context(redis_server(folder))
        if rasa is None:
            rasa = free_port()
            _background(
                stack, [sys.executable, "-c", AS_PROGRAM, f"{HERE}.fake_rasa", str(rasa)], cwd=ROOT
            )
        environment = {
            **{f"AFTERCARE_{name}": value for name, value in NO_LIMITS.items()},
            "PYTHONPATH": str(ROOT),
            "AFTERCARE_VAR": str(folder),
            "AFTERCARE_DATABASE_URL": database_url,
            "AFTERCARE_TRACKER_URL": database_url,
            "AFTERCARE_REDIS_URL": redis.url,
            "AFTERCARE_RASA_PORT": str(rasa),
            "AFTERCARE_ACTIONS_PORT": str(rasa),
        }
        one = Town(folder, database_url, redis=redis)
        one.webs = [
            Web(free_port(), environment, folder / f"web{n}.log", real) for n in range(workers)
        ]
        for web in one.webs:
            stack.callback(web.kill)
            web.begin()
        for web in one.webs:
            web.wait()
        port = free_port()
        config = folder / "nginx.conf"
        config.write_text(nginx_config(folder, port, [web.port for web in one.webs]))
        _background(stack, [nginx, "-c", str(config), "-g", "daemon off;"], cwd=folder)
        until(lambda: listens(port), what="nginx listening")
        one.address = f"http://127.0.0.1:{port}"
        yield one


def nginx_config(folder: Path, port: int, webs: list[int]) -> str:
    """The shipped file for this machine: other ports, this folder, and these workers."""
    text = (ROOT / "docs/deploy/nginx.conf").read_text(encoding="utf-8")
    servers = "\n".join(f"server 127.0.0.1:{web} max_fails=1 fail_timeout=2s;" for web in webs)
    text, found = re.subn(r"server web:8000 [^;]*;", servers, text)
    assert found == 1
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/tmp/", f"{folder}/")
    return text if os.getuid() else f"user root;\n{text}"


def _background(stack: contextlib.ExitStack, command: list[str], cwd: Path) -> None:
    process = subprocess.Popen(
        command, cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def end() -> None:
        process.terminate()
        process.wait(timeout=10)

    stack.callback(end)
