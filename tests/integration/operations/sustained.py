"""Messages at a steady rate through the whole chain: `python -m tests.integration.operations.sustained`.

`… sustained 50 600` is the goal: fifty a second for ten minutes. The real web process, Rasa, action
server and SQLite, on loopback; each message is sent at its own moment, whether or not those before it
are answered, so that falling behind shows as waiting and not as a lower rate. At the end the database
says what was lost.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx
import psutil

from bot.benchmark.messages import MESSAGES
from tests.integration.operations.real_house import House, house
from tests.integration.operations.test_stopping import kept

CHATS = 100
MESSAGES_A_CHAT = 5
PATIENCE = 30.0


class Crowd:
    """Patients who share some kept connections; each chat is given up after a few messages."""

    def __init__(self, client: httpx.AsyncClient, name: str) -> None:
        self._client, self._name = client, name
        self._texts = itertools.cycle(MESSAGES)
        self._numbers = itertools.count()
        self.took: list[float] = []
        self.roles: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.acknowledged: set[str] = set()

    async def open(self) -> dict[str, str]:
        """A chat."""
        return (await self._client.post("/api/conversations")).raise_for_status().json()

    async def say(self, chat: dict[str, str]) -> None:
        """One message, and its time until the reply."""
        client_id, text, begun = (
            f"{self._name}{next(self._numbers)}",
            next(self._texts),
            time.monotonic(),
        )
        try:
            answer = await self._client.post(
                f"/api/conversations/{chat['id']}/messages",
                json={"client_id": client_id, "text": text},
                headers={"Authorization": f"Bearer {chat['token']}"},
            )
        except httpx.HTTPError as error:
            self.refused[type(error).__name__] += 1
            return
        if answer.status_code != 200:
            self.refused[str(answer.status_code)] += 1
            return
        self.took.append(time.monotonic() - begun)
        self.acknowledged.add(client_id)
        self.roles.update(reply["role"] for reply in answer.json()["replies"])


async def load(address: str, rate: float, seconds: float, name: str = "m") -> Crowd:
    """`rate` messages a second for so long; ends when all are answered or given up."""
    limits = httpx.Limits(max_connections=CHATS, max_keepalive_connections=CHATS)
    async with httpx.AsyncClient(
        base_url=address, timeout=PATIENCE, trust_env=False, limits=limits
    ) as client:
        crowd, under_way = Crowd(client, name), set()
        chats = [await crowd.open() for _ in range(CHATS)]
        begun, total = time.monotonic(), int(rate * seconds)
        for number in range(total):
            await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
            place = number % CHATS
            if number // CHATS and (number // CHATS) % MESSAGES_A_CHAT == 0:
                chats[place] = await crowd.open()
            task = asyncio.create_task(crowd.say(chats[place]))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)
    return crowd


def cost(place: House, before: dict[str, float], messages: int) -> str:
    """The milliseconds of processor that each part used for a message: what a busy machine, on which
    the waiting times say nothing, still tells of the ceiling."""
    now = processor_seconds(place)
    used = {name: (now[name] - before[name]) * 1000 / max(1, messages) for name in now}
    return ", ".join(
        f"{name} {one:.0f}" for name, one in {**used, "all": sum(used.values())}.items()
    )


def processor_seconds(place: House) -> dict[str, float]:
    """Of each part, and of this process, which plays the patients."""
    times = {name: psutil.Process(part.process.pid).cpu_times() for name, part in place.parts.items()}  # type: ignore[union-attr]  # fmt: skip
    times["patients"] = psutil.Process().cpu_times()
    return {name: one.user + one.system for name, one in times.items()}


def main(rates: list[float], seconds: float) -> None:
    """Print a row for each rate."""
    print(
        "| asked/s | seconds | answered/s | median ms | 95 % ms | refused | lost | ms of processor a message |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for rate in rates:
        with tempfile.TemporaryDirectory() as folder, house(Path(folder)) as place:
            place.start()
            asyncio.run(load(place.address, 2, 3, "warming up"))
            before, begun = processor_seconds(place), time.monotonic()
            crowd = asyncio.run(load(place.address, rate, seconds))
            took = time.monotonic() - begun
            each = cost(place, before, len(crowd.took))
            rows = {client_id for role, client_id in kept(place.folder) if role == "patient"}
            late = statistics.quantiles(crowd.took, n=20)[-1]
            print(
                f"| {rate:g} | {took:.0f} | {len(crowd.took) / took:.1f} "
                f"| {statistics.median(crowd.took) * 1000:.0f} | {late * 1000:.0f} "
                f"| {dict(crowd.refused) or 0} | {len(crowd.acknowledged - rows)} | {each} |",
                f"\n\nreplies: {dict(crowd.roles)}; other load on the machine: {psutil.getloadavg()[0]:.1f}",
                flush=True,
            )


if __name__ == "__main__":
    *asked, length = sys.argv[1:] or ["50", "60"]
    main([float(rate) for rate in asked], float(length))
