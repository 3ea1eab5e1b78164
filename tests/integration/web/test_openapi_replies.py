"""What the chat API answers is what its description says."""

from __future__ import annotations

import asyncio

import pytest

from bot.conversation import urgent_reply
from bot.triage import screen_reading
from bot.web.openapi import description
from tests.integration.web.conftest import Opening
from tests.integration.web.described import fits, is_error
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic, reply

pytestmark = pytest.mark.asyncio


async def test_it_is_served_as_it_is_kept(clinic: Clinic) -> None:
    answer = await clinic.client.get("/api/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == description()


async def test_a_chat_from_its_beginning_to_its_end(clinic: Clinic) -> None:
    opened = await clinic.client.post("/api/conversations")
    assert fits("Opened", opened.json())
    alice = await clinic.patient()
    clinic.engine.answer = [
        reply(
            asks="area",
            choices=[{"title": "Chin", "value": "chin"}],
            timeline={"today": [2, 3], "from": 0, "to": 14, "check": 10, "call": None},
            reviewed={"on": "2025-01-01", "by": "Dr No"},
            language="es",
        )
    ]
    for text in (ORDINARY, EMERGENCY):
        assert fits("Replies", (await alice.send(text)).json())
    clinic.engine.die()
    one = (await alice.send(ORDINARY)).json()
    assert fits("Replies", one)
    assert fits("Transcript", await alice.transcript())
    thumb = {"reply": one["replies"][0]["id"], "thumb": "down", "words": "no"}
    contact = {"name": "Alice", "phone": "555 0199", "consent": True}
    for end, content in (("feedback", thumb), ("contact", contact), ("forget", None)):
        answer = await clinic.client.post(alice.path(end), json=content, headers=alice.headers)
        assert answer.status_code == 200 and fits("Status", answer.json())


async def test_what_staff_say(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    await alice.says(ORDINARY)
    await anna.post(f"/desk/conversations/{alice.id}/join")
    await anna.post(f"/desk/conversations/{alice.id}/say", text="Hello", client_id="a")
    transcript = await alice.transcript()
    assert transcript["messages"][-1]["role"] == "staff"
    assert fits("Transcript", transcript)
    assert fits("Replies", (await alice.send("thank you")).json())


@pytest.mark.parametrize("text", ["I can't breathe", "no puedo respirar", "ich bekomme keine Luft"])
async def test_the_real_cards(opening: Opening, text: str) -> None:
    async with opening(screen=screen_reading, urgent_reply=urgent_reply) as clinic:
        clinic.engine.die()
        alice = await clinic.patient()
        answer = await alice.send(text)
        assert answer.json()["replies"][0]["card"], text
        assert fits("Replies", answer.json())


async def test_an_error_that_carries_a_card(opening: Opening) -> None:
    async with opening(rate_messages=1) as clinic:
        alice = await clinic.patient()
        await alice.says(ORDINARY)
        answers = [await alice.send(EMERGENCY) for _ in range(40)]
        refused = [one for one in answers if one.status_code == 429]
        assert refused and all(is_error(one) and one.json()["replies"] for one in refused)


async def test_every_refusal(clinic: Clinic) -> None:
    alice, address = await clinic.patient(), "/api/conversations"
    post = clinic.client.post
    unknown = f"{address}/{'x' * 22}/messages"
    answers = await asyncio.gather(
        post(alice.path("messages")),
        post(alice.path("messages"), headers=alice.headers),
        post(
            alice.path("messages"),
            headers={"Authorization": "Bearer no"},
            json={"client_id": "a", "text": "b"},
        ),
        post(unknown, headers=alice.headers, json={"client_id": "a", "text": "b"}),
        post(f"{address}/short/messages", json={"client_id": "a", "text": "b"}),
        post(alice.path("messages"), headers=alice.headers, content=b"x" * 9_000),
        post(alice.path("feedback"), headers=alice.headers, json={"reply": "a", "thumb": "up"}),
        post(alice.path("contact"), headers=alice.headers, json={"name": "A", "phone": "1"}),
        clinic.client.get(address),
        clinic.client.get(f"{address}/nothing/here"),
    )
    codes = [one.status_code for one in answers]
    assert codes == [400, 400, 403, 403, 404, 413, 404, 422, 405, 404]
    assert all(is_error(one) for one in answers)
