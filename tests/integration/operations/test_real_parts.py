"""Hazards H03 and H05 with the real Rasa, action server and model: killed, hung, slow, damaged."""

from __future__ import annotations

import asyncio
import random
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import httpx
import pytest

from knowledge.engine import create
from tests.faults import Figure
from tests.integration.operations.real_house import House, house
from tests.integration.operations.test_stopping import chat, send
from tests.integration.web.fakes import EMERGENCY, ORDINARY
from tests.integration.web.test_kills import Kept, check, patient

pytestmark = [
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.usefixtures("minutes"),
]
CARD_SECONDS = 1.0
HONEST_SECONDS = 6.5
"""Rasa's five seconds, and the rest of the way."""
PATIENTS = 3
KILLS = {"rasa": 20, "actions": 40}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """All three, running."""
    with house(tmp_path_factory.mktemp("house")) as place:
        place.start()
        yield place


async def battered(place: House, name: str, kills: int, seed: int) -> Kept:
    """Patients go on while one part is killed again and again, often while it starts."""
    chance, kept, stop = random.Random(seed), Kept(), asyncio.Event()
    people = [
        asyncio.create_task(patient(place, kept, random.Random(seed + n), stop))  # type: ignore[arg-type]
        for n in range(PATIENTS)
    ]
    part = place[name]
    for number in range(kills):
        if number % 3 == 0:
            await asyncio.to_thread(part.wait)
            await asyncio.sleep(chance.uniform(0.1, 2.0))
        else:
            await asyncio.sleep(chance.uniform(0.2, 4.0))
        part.kill()
        part.start()
    await asyncio.to_thread(part.wait)
    await asyncio.sleep(1.0)
    stop.set()
    await asyncio.gather(*people)
    return kept


@pytest.mark.fault("H05", "the real Rasa killed (SIGKILL) under load")
def test_kills_of_rasa(running: House, figure: Figure) -> None:
    _kills(running, "rasa", figure)


@pytest.mark.fault("H05", "the real action server killed (SIGKILL) under load")
def test_kills_of_the_action_server(running: House, figure: Figure) -> None:
    _kills(running, "actions", figure)


def _kills(place: House, name: str, figure: Figure) -> None:
    place[name].ended = 0
    kept = asyncio.run(battered(place, name, KILLS[name], seed=7))
    database = create(place.settings.database_url)
    check(database, kept)
    database.dispose()
    figure("kills", KILLS[name])
    figure("messages acknowledged", len(kept.messages))
    # Given up by the patient after five seconds or refused by us; each was sent again.
    figure("requests sent again", kept.refused)
    figure("times it ended by itself", place[name].ended)
    figure("messages lost, answers or cases doubled or missing", 0, most=0)
    figure("card, 99 of 100 within", statistics.quantiles(kept.cards, n=100)[98] * 1000, "ms", most=1000)  # fmt: skip


@pytest.mark.parametrize("names", [("rasa",), ("actions",), ("rasa", "actions")], ids="+".join)
@pytest.mark.parametrize(
    "how",
    [
        pytest.param("hung", marks=pytest.mark.fault("H03", "Rasa, action server or both hung (SIGSTOP)")),
        pytest.param("slow", marks=pytest.mark.fault("H03", "Rasa, action server or both at a tenth of their speed")),
    ],
)  # fmt: skip
def test_a_part_that_hangs_or_crawls(
    running: House, how: str, names: tuple[str, ...], figure: Figure
) -> None:
    with ExitStack() as stack:
        for name in names:
            fault: AbstractContextManager[None] = getattr(running[name], how)()
            stack.enter_context(fault)
        _cards_come(running, figure)
        took, reply = asked(chat(running.address), ORDINARY)
        figure("answer to an ordinary question", took * 1000, "ms", most=HONEST_SECONDS * 1000)
        if how == "hung":
            assert reply["role"] == "system" and "could not work that out" in reply["text"]
    _is_well_again(running, figure)


@pytest.mark.fault("H03", "the web process hung for 3 s (SIGSTOP)")
def test_what_was_sent_to_a_hung_web_process_is_answered_when_it_goes_on(
    running: House, figure: Figure
) -> None:
    one = chat(running.address)
    with running["web"].hung(), pytest.raises(httpx.ReadTimeout):
        one.post("/messages", json={"client_id": "a", "text": EMERGENCY}, timeout=3)
    took, reply = asked(one, EMERGENCY, "a")
    assert reply["card"]
    figure("card once it goes on", took * 1000, "ms", most=CARD_SECONDS * 1000)


@pytest.mark.fault("H03", "a damaged model file")
@pytest.mark.parametrize("damage", ["cut in half", "not an archive", "bytes changed", "empty"])
def test_with_a_damaged_model_red_flags_get_their_card(
    running: House, tmp_path: Path, damage: str, figure: Figure
) -> None:
    rasa = running["rasa"]
    model = tmp_path / running.model.name
    shutil.copy(running.model, model)
    data = bytearray(model.read_bytes())
    if damage == "bytes changed":
        for at in random.Random(3).sample(range(len(data)), 2000):
            data[at] ^= 0x55
    model.write_bytes(
        {
            "cut in half": bytes(data[: len(data) // 2]),
            "not an archive": b"no model" * 1000,
            "bytes changed": bytes(data),
            "empty": b"",
        }[damage]
    )
    rasa.kill()
    rasa.service.command.append(str(model))  # type: ignore[attr-defined]
    try:
        rasa.start()
        time.sleep(15)
        # It may have ended, or wait without a model: neither may matter.
        _cards_come(running, figure)
        _, reply = asked(chat(running.address), ORDINARY)
        assert reply["role"] == "system"
    finally:
        rasa.kill()
        rasa.service.command.pop()  # type: ignore[attr-defined]
        rasa.start()
        rasa.wait()
    _is_well_again(running, figure)


def asked(one: httpx.Client, text: str, client_id: str = "q") -> tuple[float, dict]:
    """The one reply to a message, and the seconds until it was there.

    A card that came before the database was done is a reply in time; the message is sent again, as the
    chat page does, for what was stored.
    """
    begun = time.monotonic()
    answer = send(one, client_id, text)
    took = time.monotonic() - begun
    for _ in range(3):
        if answer.status_code != 503 or not answer.json()["replies"]:
            break
        assert answer.json()["replies"][0]["card"]
        answer = send(one, client_id, text)
    assert answer.status_code == 200, answer.text
    (reply,) = answer.json()["replies"]
    return took, reply


def _cards_come(place: House, figure: Figure) -> None:
    for _ in range(10):
        took, reply = asked(chat(place.address), EMERGENCY)
        assert reply["card"] and reply["escalation"]
        figure("slowest card", took * 1000, "ms", most=CARD_SECONDS * 1000)


def _is_well_again(place: House, figure: Figure) -> None:
    begun = time.monotonic()
    while asked(chat(place.address), ORDINARY)[1]["role"] != "bot":
        assert time.monotonic() - begun < 30, "it did not recover"
    figure("well again after", (time.monotonic() - begun) * 1000, "ms", most=30_000)
