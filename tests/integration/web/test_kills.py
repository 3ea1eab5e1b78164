"""H05: an alarm lost or doubled. The web process is killed (SIGKILL) again and again under load.

`pytest -m slow tests/integration/web/test_kills.py` kills it 200 times, as `make faults` does.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import Engine

from bot.desk.migrations import upgrade
from bot.desk.store import DeskStore
from knowledge.engine import create
from tests.faults import Figure
from tests.integration.web.fakes import EMERGENCY, ORDINARY, URGENT
from tests.integration.web.staffing import csrf_of, session_in

ROOT = Path(__file__).resolve().parents[3]
PATIENTS = 6
START_SECONDS = 60.0
# Some installed package brings a `tests` of its own, which would be found first.
AS_PROGRAM = """
import sys, types
sys.modules["tests"] = types.ModuleType("tests")
sys.modules["tests"].__path__ = ["tests"]
from tests.integration.web.killed import main
main(*sys.argv[1:])
"""

pytestmark = pytest.mark.integration


@dataclass
class Kept:
    """What the web process has acknowledged to somebody."""

    messages: list[tuple[str, str, str]] = field(default_factory=list)
    replies: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    claims: list[str] = field(default_factory=list)
    refused: int = 0
    cards: list[float] = field(default_factory=list)
    """How long each red flag that was answered at once had to wait, in seconds."""


@dataclass
class Target:
    """The process, which is started anew after each kill."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-c", AS_PROGRAM, str(self.folder), str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.address}/healthz", trust_env=False).is_success:
                    return
            assert self.process.poll() is None, "the web process did not start"
            time.sleep(0.05)
        raise AssertionError("the web process did not answer")

    def kill(self) -> None:
        """SIGKILL: no handler runs, nothing is flushed."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    """A process on a free port; none is left behind."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    target = Target(tmp_path, port)
    yield target
    if target.process is not None and target.process.poll() is None:
        target.kill()


async def patient(target: Target, kept: Kept, chance: random.Random, stop: asyncio.Event) -> None:
    """Chat after chat; what is not acknowledged is sent again, as the browser does."""
    async with httpx.AsyncClient(base_url=target.address, timeout=5, trust_env=False) as client:
        while not stop.is_set():
            try:
                chat = (await client.post("/api/conversations")).raise_for_status().json()
            except (httpx.HTTPError, ValueError):
                await asyncio.sleep(0.15)
                continue
            texts = [
                ORDINARY,
                chance.choice([EMERGENCY, URGENT]),
                chance.choice([ORDINARY, URGENT]),
            ]
            chance.shuffle(texts)
            for number, text in enumerate(texts):
                await _say(client, chat, f"m{number}", text, kept, stop)


async def _say(
    client: httpx.AsyncClient,
    chat: dict[str, str],
    client_id: str,
    text: str,
    kept: Kept,
    stop: asyncio.Event,
) -> None:
    tries = 0
    while not stop.is_set():
        begun, tries = time.monotonic(), tries + 1
        try:
            answer = await client.post(
                f"/api/conversations/{chat['id']}/messages",
                json={"client_id": client_id, "text": text},
                headers={"Authorization": f"Bearer {chat['token']}"},
            )
        except httpx.HTTPError:
            kept.refused += 1
            await asyncio.sleep(0.15)
            continue
        if answer.status_code == 200:
            kept.messages.append((chat["id"], client_id, text))
            if text != ORDINARY and tries == 1:
                kept.cards.append(time.monotonic() - begun)
            given = [reply["id"] for reply in answer.json()["replies"]]
            assert kept.replies.setdefault((chat["id"], client_id), given) == given
            return
        kept.refused += 1


async def receptionist(target: Target, token: str, kept: Kept, stop: asyncio.Event) -> None:
    """Claims what waits."""
    headers = {
        "Cookie": f"aftercare-session-local={token}",
        "X-CSRF-Token": csrf_of(token),
        "Accept": "application/json",
    }
    async with httpx.AsyncClient(
        base_url=target.address, timeout=5, trust_env=False, headers=headers
    ) as client:
        while not stop.is_set():
            with contextlib.suppress(httpx.HTTPError, ValueError):
                cases = (await client.get("/api/desk/escalations")).raise_for_status().json()
                waiting = [case for case in cases["escalations"] if case["status"] == "open"]
                for case in waiting[:3]:
                    path = f"/desk/cases/{case['id']}/claim"
                    done = await client.post(path, data={"version": case["version"]})
                    if done.status_code == 200:
                        kept.claims.append(case["id"])
            await asyncio.sleep(0.2)


async def batter(target: Target, kills: int, seed: int) -> Kept:
    """Kill the process `kills` times while patients and a receptionist go on."""
    chance, kept, stop = random.Random(seed), Kept(), asyncio.Event()
    target.start()
    token = session_in(target.folder)
    people = [
        asyncio.create_task(patient(target, kept, random.Random(seed + n), stop))
        for n in range(PATIENTS)
    ]
    people.append(asyncio.create_task(receptionist(target, token, kept, stop)))
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0.05, 0.8))
        target.kill()
        await asyncio.to_thread(target.start)
    await asyncio.sleep(1.0)
    stop.set()
    await asyncio.gather(*people)
    # What was begun and not acknowledged is completed at the next start or sweep, like any crash.
    target.kill()
    target.start()
    target.kill()
    return kept


def check(database: Engine, kept: Kept) -> None:
    """Nothing acknowledged is lost, and no alarm is doubled."""
    upgrade(database)
    with database.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT seq, conversation_id, client_id, text, role, answers FROM desk_messages"
        ).all()
        cases = connection.exec_driver_sql(
            "SELECT id, conversation_id, episode, kind, status, claimed_by FROM desk_escalations"
        ).all()
        alerts = connection.exec_driver_sql(
            "SELECT escalation_id FROM desk_outbox WHERE kind = 'escalation_opened'"
        ).all()
    asked = {(row.conversation_id, row.client_id): row for row in rows if row.role == "patient"}
    answers = Counter(row.answers for row in rows if row.answers)
    for chat, client_id, text in kept.messages:
        assert asked[chat, client_id].text == text, "an acknowledged message is lost"
        assert answers[asked[chat, client_id].seq] == 1, "not exactly one answer"
    assert len(asked) == sum(row.role == "patient" for row in rows), "a message is doubled"
    assert all(count == 1 for count in answers.values())
    per_episode = Counter((case.conversation_id, case.episode) for case in cases)
    red = {chat for chat, _, text in kept.messages if text in (EMERGENCY, URGENT)}
    for chat in red:
        assert per_episode[chat, 1] == 1, "not exactly one escalation"
    assert all(count == 1 for count in per_episode.values())
    assert Counter(row.escalation_id for row in alerts) == Counter(case.id for case in cases)
    mine = {case.id: case.claimed_by for case in cases}
    assert all(mine[case] for case in kept.claims), "an acknowledged claim is lost"


def run(target: Target, kills: int, seed: int, figure: Figure) -> None:
    """Batter the process and check its records."""
    upgrade(create(f"sqlite:///{target.folder / 'desk.db'}"))
    kept = asyncio.run(batter(target, kills, seed))
    database = create(f"sqlite:///{target.folder / 'desk.db'}")
    check(database, kept)
    assert DeskStore(database).conversation("x" * 22) is None
    assert kept.messages and kept.refused
    figure("kills", kills)
    figure("messages acknowledged", len(kept.messages))
    figure("claims acknowledged", len(kept.claims))
    figure("requests cut off", kept.refused)
    # `check` has failed otherwise.
    figure("messages or claims lost, answers or cases doubled", 0, most=0)


def test_ten_kills_lose_nothing_acknowledged_and_double_no_alarm(
    target: Target, figure: Figure
) -> None:
    run(target, 10, seed=1, figure=figure)


@pytest.mark.slow
@pytest.mark.fault("H05", "the web process killed (SIGKILL) under load")
@pytest.mark.usefixtures("minutes")
def test_two_hundred_kills_lose_nothing_acknowledged_and_double_no_alarm(
    target: Target, figure: Figure
) -> None:
    run(target, 200, seed=2, figure=figure)
