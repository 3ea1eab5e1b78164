"""Starts, watches, weighs and stops the processes that are measured."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

STOP_SECONDS = 20.0
STILL_SECONDS = 30.0
"""How often a long phase shows that it is alive."""


class PhaseFailed(RuntimeError):
    """A measured command failed or took longer than it may; the message holds its last lines."""


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def timed(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path, limit: float
) -> float:
    """Run `command` to its end and return its seconds; raises `PhaseFailed`."""
    server = Server.start(command, cwd=cwd, env=env, log=log)
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                status = server.process.wait(timeout=min(limit, STILL_SECONDS))
                break
            passed = time.perf_counter() - server.started
            if passed > limit:
                raise PhaseFailed(f"took over {limit:.0f} s: {server.last_lines()}")
            print(f"  {passed:.0f} s: {server.last_lines(1)[-70:]}", file=sys.stderr, flush=True)
        seconds = time.perf_counter() - server.started
    finally:
        server.stop()
    if status:
        raise PhaseFailed(f"ended with {status}: {server.last_lines()}")
    return seconds


@dataclass(frozen=True)
class Memory:
    """Megabytes of a process and all below it; `proportional` shares out common pages."""

    resident: float
    proportional: float | None
    processes: int


@dataclass
class Server:
    """A running command in a process group of its own."""

    process: subprocess.Popen[bytes]
    started: float
    log: Path

    @classmethod
    def start(
        cls, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path
    ) -> Server:
        """Start `command`; what it prints goes into `log`."""
        started = time.perf_counter()
        with log.open("ab") as output:
            process = subprocess.Popen(
                list(command),
                cwd=cwd,
                env={**os.environ, **env},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return cls(process, started, log)

    def wait_until(self, ready: Callable[[], bool], *, limit: float) -> float:
        """Seconds from the start until `ready()` holds; raises `PhaseFailed`."""
        while not ready():
            if self.process.poll() is not None:
                raise PhaseFailed(f"ended with {self.process.returncode}: {self.last_lines()}")
            if time.perf_counter() - self.started > limit:
                raise PhaseFailed(f"not ready after {limit:.0f} s: {self.last_lines()}")
            time.sleep(0.1)
        return time.perf_counter() - self.started

    def memory(self) -> Memory:
        """What the process and its descendants hold now."""
        resident, shares, count = 0, [], 0
        parent = psutil.Process(self.process.pid)
        for process in (parent, *parent.children(recursive=True)):
            try:
                full = process.memory_full_info()
            except psutil.Error:
                continue  # ended between the listing and the look
            count += 1
            resident += full.rss
            shares.append(getattr(full, "pss", None))
        whole = None if not shares or None in shares else sum(share or 0 for share in shares)
        return Memory(resident / 1e6, None if whole is None else whole / 1e6, count)

    def last_lines(self, count: int = 12) -> str:
        """The end of what the process printed; a bar redrawn in place counts as its last state."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-count:])

    def stop(self) -> None:
        """End the whole group, politely first; it is quite gone afterwards."""
        descendants: list[psutil.Process] = []
        with suppress(psutil.Error):  # already gone
            descendants = psutil.Process(self.process.pid).children(recursive=True)
        if self.process.poll() is None:
            self._signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._signal(signal.SIGKILL)
                self.process.wait(timeout=STOP_SECONDS)
        # A child may have left the group; it is ours all the same.
        for process in psutil.wait_procs(descendants, timeout=2)[1]:
            with suppress(psutil.Error):
                process.kill()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
