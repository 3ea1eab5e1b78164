"""The real Rasa, action server and web process, each to be killed, stopped and slowed down.

Started by the command lines of `aftercare up`, with the model in models/; not under its supervisor,
whose waits between restarts are tested elsewhere and would make kills rare.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import training
from bot.settings import Settings, load
from bot.starting import prepare_database, services, serving
from bot.supervisor import Service
from tests.integration.topology.services import free_port
from tests.integration.topology.town import NO_LIMITS

START_SECONDS = 120.0


class Part:
    """One process, by its name in `bot.starting.services`."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.service, self._settings = service, settings
        self.process: subprocess.Popen[bytes] | None = None
        self.ended = 0
        """How often it ended by itself while it was waited for, and was started again."""

    def start(self) -> None:
        """Start it without waiting."""
        log = self._settings.var / f"{self.service.name}.log"
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                self.service.command,
                env={
                    **serving(self._settings),
                    "AFTERCARE_WEB_PORT": str(self._settings.web_port),
                },
                stdout=out,
                stderr=out,
                start_new_session=True,
            )  # fmt: skip

    def wait(self, seconds: float = START_SECONDS) -> float:
        """Until it is ready, started again when it ends, as the supervisor does; the seconds."""
        begun = time.monotonic()
        while not self.service.ready():
            assert self.process is not None
            if self.process.poll() is not None:
                self.ended += 1
                self.start()
            assert time.monotonic() - begun < seconds, f"{self.service.name} is not ready"
            time.sleep(0.05)
        return time.monotonic() - begun

    def signal(self, number: signal.Signals) -> None:
        """Send a signal: SIGSTOP hangs it, SIGCONT lets it go on."""
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        """SIGKILL: no handler runs, nothing is flushed."""
        if self.process is not None:
            # The group, as the supervisor does: a child of it would keep the port.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    @contextlib.contextmanager
    def hung(self) -> Iterator[None]:
        """Stopped, with its connections open and taking no more."""
        self.signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.signal(signal.SIGCONT)

    @contextlib.contextmanager
    def slow(self, works: float = 0.03, rests: float = 0.27) -> Iterator[None]:
        """Running a tenth of the time."""
        done = threading.Event()

        def throttle() -> None:
            while not done.is_set():
                self.signal(signal.SIGSTOP)
                done.wait(rests)
                self.signal(signal.SIGCONT)
                done.wait(works)

        beside = threading.Thread(target=throttle)
        beside.start()
        try:
            yield
        finally:
            done.set()
            beside.join()


class House:
    """All three. `address` is the web process's."""

    def __init__(self, settings: Settings, model: Path) -> None:
        self.settings, self.model = settings, model
        self.parts = {one.name: Part(one, settings) for one in services(settings)}
        self.address = f"http://127.0.0.1:{settings.web_port}"

    def __getitem__(self, name: str) -> Part:
        return self.parts[name]

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.settings.var

    def start(self, *names: str) -> None:
        """Start the named parts, or all, and wait for them."""
        chosen = [self[name] for name in names or self.parts]
        for part in chosen:
            part.start()
        for part in chosen:
            part.wait()

    def end(self) -> None:
        """Leave no process behind."""
        for part in self.parts.values():
            part.kill()


@contextlib.contextmanager
def house(folder: Path) -> Iterator[House]:
    """One with a database of its own and without rates; nothing is started yet."""
    own = load()
    model = training.current_model(own)
    if model is None:
        pytest.skip("no trained model for the sources as they are: aftercare train")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in NO_LIMITS.items():
            patch.setenv(f"AFTERCARE_{name}", value)
        settings = replace(
            own,
            var=folder,
            database_url=f"sqlite:///{folder / 'desk.db'}",
            web_port=free_port(),
            rasa_port=free_port(),
            actions_port=free_port(),
        )
        prepare_database(settings, say=lambda line: None)
        place = House(settings, model)
        try:
            yield place
        finally:
            place.end()
