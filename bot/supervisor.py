"""The processes of `aftercare up`: started together, kept alive, stopped together."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

Say = Callable[[str], None]

STOP_SECONDS = 7.0
"""What the web process gets to finish what patients are waiting for; then it is stopped."""
REST_SECONDS = 1.5
"""The same for the others, which are asked to stop once it has ended."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between a crash and the restart: doubled with each crash."""
STEADY_SECONDS = 60.0
"""A child that ran so long starts afresh in its waits."""


@dataclass(frozen=True)
class Service:
    """One child: how to start it, where it listens, and when it is ready to work."""

    name: str
    command: Sequence[str]
    port: int
    ready: Callable[[], bool]


@dataclass
class _Child:
    service: Service
    process: subprocess.Popen[bytes] | None = None
    log: IO[bytes] | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    due: float = field(default=0.0)


class PortTaken(Exception):
    """Somebody else already listens where a child should."""


class Supervisor:
    """Runs services in this process's group; one object for one run."""

    def __init__(
        self,
        services: Sequence[Service],
        *,
        logs: Path,
        environment: Mapping[str, str],
        say: Say,
    ) -> None:
        """`logs`: the folder of the children's logs, one file each."""
        self._children = [_Child(service) for service in services]
        self._logs = logs
        self._environment = dict(environment)
        self._say = say
        self._stopping = False

    def run(self, *, on_ready: Callable[[float], None]) -> int:
        """Start all, call `on_ready` with the seconds it took, and keep them alive until SIGINT or
        SIGTERM. Gives the exit code. Raises `PortTaken` before anything is started."""
        for child in self._children:
            refuse_taken(child.service)
        before = {s: signal.signal(s, self._stop) for s in (signal.SIGINT, signal.SIGTERM)}
        began = time.monotonic()
        waiting = {child.service.name for child in self._children}
        try:
            for child in self._children:
                self._start(child)
            while not self._stopping:
                for child in self._children:
                    self._look_after(child)
                for child in self._children:
                    if child.service.name in waiting and child.service.ready():
                        waiting.discard(child.service.name)
                        self._say(
                            f"{child.service.name} is ready ({time.monotonic() - began:.0f} s)"
                        )
                        if not waiting:
                            on_ready(time.monotonic() - began)
                time.sleep(0.1 if waiting else 0.5)
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 0

    def _start(self, child: _Child) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        if child.log is None:
            child.log = (self._logs / f"{child.service.name}.log").open("ab")
        child.process = subprocess.Popen(  # noqa: S603, our own command line
            child.service.command,
            stdin=subprocess.DEVNULL,
            stdout=child.log,
            stderr=subprocess.STDOUT,
            env=self._environment,
            # Its own session: a Ctrl-C at the terminal reaches us alone, and we stop the children
            # in order. Theirs are the children's own children too.
            start_new_session=True,
        )
        child.started = time.monotonic()
        child.due = 0.0

    def _look_after(self, child: _Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.due:
                self._start(child)
            return
        code = child.process.poll()
        if code is None:
            return
        if now - child.started > STEADY_SECONDS:
            child.wait = FIRST_WAIT
        log = self._logs / f"{child.service.name}.log"
        self._say(f"{child.service.name} ended ({code}); again in {child.wait:g} s. See {log}")
        _signal_group(child.process, signal.SIGKILL)  # what it may have left behind
        child.process = None
        child.due = now + child.wait
        child.wait = min(LONGEST_WAIT, child.wait * 2)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _stop_all(self) -> None:
        """Stop the last one, web, while the others still answer it; then the others."""
        running = [child.process for child in reversed(self._children) if child.process]
        for group, patience in ((running[:1], STOP_SECONDS), (running[1:], REST_SECONDS)):
            for process in group:
                _signal_group(process, signal.SIGTERM)
            limit = time.monotonic() + patience
            for process in group:
                # One that does not stop in time is killed on the next line.
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=max(0.0, limit - time.monotonic()))
                _signal_group(process, signal.SIGKILL)
                process.wait()
        for child in self._children:
            if child.log is not None:
                child.log.close()


def refuse_taken(service: Service) -> None:
    """Raise `PortTaken` when something already listens on the service's port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex(("127.0.0.1", service.port)) == 0:
            raise PortTaken(
                f"port {service.port}, where {service.name} should listen, is already in use. "
                f"Stop what uses it, or set AFTERCARE_{service.name.upper()}_PORT."
            )


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a child and all it started; nothing when they are gone."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
