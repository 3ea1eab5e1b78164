"""Messages a second with 1, 2 and 4 web workers: `python -m tests.integration.topology.throughput`.

The real web workers behind nginx, on the real PostgreSQL and Redis of this machine; Rasa is a
stand-in that takes 10 ms, so that the web workers are what is measured. All share the machine's
cores with the patients: on two cores the figures say what more workers cost, not what more machines
bring.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

from tests import postgres
from tests.integration.topology.town import town
from tests.integration.web.fakes import ORDINARY

PATIENTS = 24
SECONDS = 10.0
WORKERS = (1, 2, 4)


async def patient(address: str, until: float, took: list[float], lost: list[int]) -> None:
    """Chats of five messages each until time is up."""
    async with httpx.AsyncClient(base_url=address, timeout=20, trust_env=False) as client:
        while time.monotonic() < until:
            chat = (await client.post("/api/conversations")).raise_for_status().json()
            for number in range(5):
                began = time.monotonic()
                answer = await client.post(
                    f"/api/conversations/{chat['id']}/messages",
                    json={"client_id": f"m{number}", "text": ORDINARY},
                    headers={"Authorization": f"Bearer {chat['token']}"},
                )
                if answer.status_code == 200:
                    took.append(time.monotonic() - began)
                else:
                    lost.append(answer.status_code)


async def measured(address: str) -> tuple[list[float], list[int]]:
    """Times of the messages answered in `SECONDS`, and the refusals."""
    took: list[float] = []
    lost: list[int] = []
    until = time.monotonic() + SECONDS
    await asyncio.gather(*[patient(address, until, took, lost) for _ in range(PATIENTS)])
    return took, lost


def main() -> None:
    """Print a table."""
    programs = postgres.binaries()
    if programs is None:
        sys.exit("PostgreSQL is not installed")
    print("| web workers | messages/s | median ms | 95 % ms | refused |\n|---|---|---|---|---|")
    with postgres.server(programs) as server:
        for workers in WORKERS:
            url = postgres.fresh_database(server)
            with (
                tempfile.TemporaryDirectory() as folder,
                town(Path(folder), url, workers, real=True) as place,
            ):
                took, lost = asyncio.run(measured(place.address))
            middle, late = statistics.median(took), statistics.quantiles(took, n=20)[-1]
            print(
                f"| {workers} | {len(took) / SECONDS:.0f} | {middle * 1000:.0f} | "
                f"{late * 1000:.0f} | {len(lost)} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
