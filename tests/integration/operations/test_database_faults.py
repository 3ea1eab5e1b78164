"""Hazards H03 and H05: the database's file locked, full or damaged under the real web process."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import psutil
import pytest

from tests.faults import Figure
from tests.integration.operations.test_stopping import chat, kept, send, web
from tests.integration.web.fakes import EMERGENCY

pytestmark = pytest.mark.integration
CARD_SECONDS = 1.2
"""A card's second, and the way there."""
Running = tuple[Path, psutil.Process, str]
Fault = Callable[[Path, psutil.Process], AbstractContextManager[None]]


@contextlib.contextmanager
def locked(file: Path, process: psutil.Process) -> Iterator[None]:
    """Another program holds the file, as a backup or a virus scanner would."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def full(file: Path, process: psutil.Process) -> Iterator[None]:
    """No file of the process may grow: what a full disk is to it."""
    before = process.rlimit(resource.RLIMIT_FSIZE)
    process.rlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    process.rlimit(resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def damaged(file: Path, process: psutil.Process) -> Iterator[None]:
    """Garbage all over the file, put right afterwards, as from a backup."""
    good = file.read_bytes()
    with file.open("r+b") as content:
        content.write(b"\xa5" * len(good))
    yield
    with file.open("r+b") as content:
        content.write(good)


@contextlib.contextmanager
def gone(file: Path, process: psutil.Process) -> Iterator[None]:
    """Its folder can't be read: a share that was unmounted."""
    aside = file.with_suffix(".aside")
    file.rename(aside)
    file.mkdir()
    yield
    file.rmdir()
    aside.rename(file)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The real web process beside a stand-in for Rasa: its file, itself, its address."""
    folder = tmp_path_factory.mktemp("web")
    with web(folder, delay=0) as (process, address, _):
        yield folder / "desk.db", psutil.Process(process.pid), address


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(locked, marks=pytest.mark.fault("H03", "the database locked by another program")),
        pytest.param(full, marks=pytest.mark.fault("H03", "the database's disk full")),
        pytest.param(damaged, marks=pytest.mark.fault("H03", "the database's file overwritten with garbage")),
        pytest.param(gone, marks=pytest.mark.fault("H03", "the database's file gone")),
    ],
)  # fmt: skip
def test_the_card_comes_and_nothing_is_acknowledged_that_is_not_kept(
    running: Running, fault: Fault, figure: Figure
) -> None:
    file, process, address = running
    alice, name = chat(address), fault.__name__
    assert send(alice, f"{name} before").status_code == 200
    with fault(file, process):
        for number in range(5):
            begun = time.monotonic()
            answer = send(alice, f"{name} alarm {number}", EMERGENCY)
            took = time.monotonic() - begun
            assert answer.json()["replies"][0]["card"]["heading"] == "Call 911 now", answer.text
            figure("slowest card", took * 1000, "ms", most=CARD_SECONDS * 1000)
        begun = time.monotonic()
        assert send(alice, f"{name} question").status_code == 503
        took = time.monotonic() - begun
        figure("refusal of an ordinary message", took * 1000, "ms", most=7000)
        assert httpx.get(f"{address}/healthz", trust_env=False).is_success
    begun = time.monotonic()
    while send(alice, f"{name} question").status_code != 200:
        assert time.monotonic() - begun < 20, "it did not recover"
    figure("well again after", (time.monotonic() - begun) * 1000, "ms", most=20_000)
    (card,) = send(alice, f"{name} alarm 0", EMERGENCY).json()["replies"]
    assert card["escalation"]["status"] == "open"
    rows = [client_id for role, client_id in kept(file.parent) if role == "patient"]
    for message in ("before", "question", "alarm 0"):
        assert rows.count(f"{name} {message}") == 1
    figure("messages lost or doubled", 0, most=0)
