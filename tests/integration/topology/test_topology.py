"""The product on several workers, with Debian's own PostgreSQL, Redis and nginx."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from bot.desk.tables import leases
from knowledge.engine import create
from tests import postgres
from tests.integration.topology.services import until
from tests.integration.topology.town import Town, Web, town
from tests.integration.web.fakes import EMERGENCY, ORDINARY
from tests.integration.web.staffing import session_at
from tests.integration.web.test_kills import Kept, Target, check, patient

pytestmark = pytest.mark.integration
SHOWN_SECONDS = 2.0
PATIENTS = 5
BEFORE_AND_AFTER = 11
"""Messages acknowledged before something happens to the town, and as many after it."""


@pytest.fixture(scope="module")
def place(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Two web workers behind nginx; started once for all tests here."""
    url = postgres.fresh_database(postgres_server)
    with town(tmp_path_factory.mktemp("town"), url) as one:
        yield one


def client(address: str, **headers: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=address, timeout=10, trust_env=False, headers=headers)


async def chat_at(web: httpx.AsyncClient) -> tuple[str, dict[str, str]]:
    """A new chat: the beginning of its addresses, and what proves that it is the patient's."""
    chat = (await web.post("/api/conversations")).raise_for_status().json()
    return f"/api/conversations/{chat['id']}", {"Authorization": f"Bearer {chat['token']}"}


async def seen(
    web: httpx.AsyncClient,
    path: str,
    headers: dict[str, str],
    wanted: Callable[[str, Any], bool],
    opened: asyncio.Event,
) -> float:
    """Watch an event stream until it shows what is wanted; gives the moment."""
    kind = ""
    async with web.stream("GET", path, headers=headers) as stream:
        assert stream.status_code == 200
        async for line in stream.aiter_lines():
            if line.startswith("event:"):
                kind = line.removeprefix("event:").strip()
                # The first event is what there was: from now on it waits.
                opened.set()
            elif line.startswith("data:") and wanted(kind, json.loads(line[5:])):
                return time.monotonic()
    raise AssertionError("the stream ended")


async def test_what_one_worker_stores_is_on_the_others_stream_and_desk_in_two_seconds(
    place: Town,
) -> None:
    one, two = place.webs
    staff = {"Cookie": f"aftercare-session-local={session_at(place.database_url)}"}
    async with client(one.address) as here, client(two.address) as there:
        path, proof = await chat_at(here)
        first, second = asyncio.Event(), asyncio.Event()
        at_desk: list[Any] = []

        def changed(kind: str, data: Any) -> bool:
            at_desk.append(data)
            return kind == "queue" and len(at_desk) > 1

        watching = [
            seen(
                there, f"{path}/events", proof,
                lambda kind, data: kind == "message" and data.get("urgency") == "emergency", first,
            ),
            seen(there, "/desk/events", staff, changed, second),
        ]  # fmt: skip
        tasks = [asyncio.create_task(one) for one in watching]
        await asyncio.wait_for(asyncio.gather(first.wait(), second.wait()), 10)
        sent = time.monotonic()
        body = {"client_id": "m1", "text": EMERGENCY}
        answer = await here.post(f"{path}/messages", json=body, headers=proof)
        assert answer.json()["replies"][0]["urgency"] == "emergency"
        shown = await asyncio.wait_for(asyncio.gather(*tasks), 10)
        took = [moment - sent for moment in shown]
        assert max(took) < SHOWN_SECONDS, took
        print(f"\nother worker's stream after {took[0]:.3f} s, desk after {took[1]:.3f} s")


async def promised(kept: Kept, count: int) -> None:
    """Until so many messages were acknowledged, however busy the machine is."""
    await asyncio.to_thread(until, lambda: len(kept.messages) >= count, 60, f"{count} messages")


async def loaded(place: Town, during: Callable[[], None], seed: int = 1) -> Kept:
    """Patients at nginx while `during` happens, in a thread; gives what they were promised."""
    target = Target(place.folder, int(place.address.rpartition(":")[2]))
    kept, stop = Kept(), asyncio.Event()
    people = [
        asyncio.create_task(patient(target, kept, random.Random(seed * 100 + n), stop))
        for n in range(PATIENTS)
    ]
    await promised(kept, BEFORE_AND_AFTER)
    await asyncio.to_thread(during)
    await promised(kept, len(kept.messages) + BEFORE_AND_AFTER)
    stop.set()
    await asyncio.gather(*people)
    return kept


def leader(place: Town) -> str:
    with create(place.database_url).connect() as connection:
        return str(connection.execute(sa.select(leases.c.holder)).scalar())


def settled(place: Town) -> bool:
    """Whether every message has its answer: one that was cut off was sent again."""
    query = "SELECT count(*) FROM desk_messages WHERE role = 'patient' AND answered_at IS NULL"
    with create(place.database_url).connect() as connection:
        return connection.exec_driver_sql(query).scalar() == 0


def leading(place: Town) -> Web:
    number = leader(place).split(":")[-2]
    return next(web for web in place.webs if web.process and str(web.process.pid) == number)


async def test_a_worker_killed_under_load_loses_nothing_and_another_leads(place: Town) -> None:
    until(lambda: leader(place) != "None", what="a leader")
    dead, before = leading(place), leader(place)
    kept = await loaded(place, dead.kill)
    until(lambda: leader(place) != before, 15, "a new leader")
    assert leading(place) is not dead
    dead.begin()
    dead.wait()
    check(create(place.database_url), kept)
    assert len(kept.messages) > 20
    print(f"\n{len(kept.messages)} messages acknowledged, {kept.refused} cut off, nothing lost")


@pytest.mark.slow
async def test_a_rolling_restart_is_not_noticed(
    place: Town, request: pytest.FixtureRequest
) -> None:
    if "slow" not in (request.config.getoption("markexpr") or ""):
        pytest.skip("twenty seconds: pytest -m slow")

    def roll() -> None:
        for web in place.webs:
            web.kill(signal.SIGTERM)
            web.begin()
            web.wait()
            # As any rolling restart does (minReadySeconds): nginx finds it within two.
            time.sleep(2.5)

    kept = await loaded(place, roll, seed=2)
    check(create(place.database_url), kept)
    assert kept.refused == 0, "a patient saw an error"
    assert settled(place)
    print(f"\n{len(kept.messages)} messages acknowledged during the restart, none refused")


async def test_without_redis_streams_look_by_themselves(place: Town) -> None:
    place.redis.stop()  # type: ignore[attr-defined]
    try:
        one, two = place.webs
        async with client(one.address) as here, client(two.address) as there:
            path, proof = await chat_at(here)
            opened = asyncio.Event()
            watching = asyncio.create_task(
                seen(there, f"{path}/events", proof, lambda kind, _: kind == "message", opened)
            )
            await asyncio.wait_for(opened.wait(), 10)
            body, sent = {"client_id": "m1", "text": ORDINARY}, time.monotonic()
            await here.post(f"{path}/messages", json=body, headers=proof)
            assert await asyncio.wait_for(watching, 10) - sent < SHOWN_SECONDS
    finally:
        place.redis.start()  # type: ignore[attr-defined]
