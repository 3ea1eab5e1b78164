"""Staff see which words a reply came about by; the patient's browser and the logs do not."""

from __future__ import annotations

import json
from typing import Any

import pytest
import structlog

from bot.conversation import urgent_reply
from bot.language.tokens import import_spacy
from bot.triage import screen_reading
from bot.web import events
from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic, Patient, reply

import_spacy()
pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]
REAL = {"screen": screen_reading, "urgent_reply": urgent_reply}


def item(text: str, words: str, **more: Any) -> dict[str, Any]:
    start = text.index(words)
    return {
        "kind": "symptom", "name": "bruising", "status": "present", "source": "learned",
        "start": start, "end": start + len(words), "text": words, **more,
    }  # fmt: skip


def kept(clinic: Clinic, patient: Patient) -> list[dict[str, Any]]:
    lines = clinic.app.state.parts.store.after(patient.id)
    return [line.body for line in lines if line.body]


async def told(clinic: Clinic, patient: Patient) -> str:
    """Everything of the chat that the patient's browser can get."""
    lines = clinic.app.state.parts.store.after(patient.id)
    streamed = [events.line(line) for line in lines]
    return json.dumps([await patient.transcript(), streamed])


async def test_it_is_kept_for_staff_and_never_sent(clinic: Clinic) -> None:
    why = item(ORDINARY, "small bruise")
    clinic.engine.answer = [reply(explain=[why])]
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    first = await alice.says(ORDINARY, client_id="once")
    again = await alice.says(ORDINARY, client_id="once")
    assert "explain" not in first and first == again
    assert '"explain"' not in await told(clinic, alice)
    (body,) = kept(clinic, alice)
    assert body["explain"] == [why]
    page = (await anna.get(f"/desk/conversations/{alice.id}")).text
    assert '<mark title="bruising (learned detector)">small bruise</mark>' in page


async def test_words_are_found_although_rasa_got_a_text_without_its_slash(clinic: Clinic) -> None:
    clinic.engine.answer = lambda text: [reply(explain=[item(text, "bruise")])]
    alice = await clinic.patient()
    text = "//is a bruise normal?"
    await alice.says(text)
    (body,) = kept(clinic, alice)
    (why,) = body["explain"]
    assert text[why["start"] : why["end"]] == "bruise"


@pytest.mark.parametrize("garbled", ["words", [5], [{"kind": "symptom"}], {"why": []}])
async def test_an_engine_that_explains_nonsense_is_heard_all_the_same(
    clinic: Clinic, garbled: Any
) -> None:
    clinic.engine.answer = [reply(explain=garbled)]
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    assert (await alice.says(ORDINARY))["text"] == "A small bruise fades within days."
    (body,) = kept(clinic, alice)
    assert "explain" not in body
    assert (await anna.get(f"/desk/conversations/{alice.id}")).status_code == 200


async def test_our_own_card_explains_itself_too(opening: Opening) -> None:
    async with opening(**REAL) as clinic:
        clinic.engine.die()
        alice = await clinic.patient()
        card = await alice.says(EMERGENCY)
        assert card["urgency"] == "emergency" and "explain" not in card
        (body,) = kept(clinic, alice)
        rules = [one for one in body["explain"] if one["kind"] == "rule"]
        assert rules and all(one["text"] in EMERGENCY for one in rules)
        assert {one["name"] for one in rules} == {"E02"}


async def test_a_card_with_the_database_down_carries_none(opening: Opening) -> None:
    async with opening(**REAL) as clinic:
        clinic.engine.die()
        alice = await clinic.patient()

        def broken(*_: Any) -> None:
            raise OSError("disk full")

        clinic.app.state.parts.store.complete = broken
        answer = await alice.send(EMERGENCY)
        assert answer.status_code == 503
        (card,) = answer.json()["replies"]
        assert card["urgency"] == "emergency" and "explain" not in card


async def test_a_failing_explanation_holds_no_card_up_and_no_words_are_logged(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ValueError(EMERGENCY)

    monkeypatch.setattr("bot.explaining.explain", broken)
    async with opening(**REAL) as clinic:
        clinic.engine.die()
        alice = await clinic.patient()
        with structlog.testing.capture_logs() as logs:
            card = await alice.says(EMERGENCY)
        assert card["urgency"] == "emergency"
        (line,) = [one for one in logs if one.get("part") == "explain"]
        assert EMERGENCY not in str(line)


async def test_a_card_shown_again_for_an_earlier_message_marks_no_words_of_it(
    opening: Opening,
) -> None:
    async with opening(**REAL) as clinic:
        store, clock = clinic.app.state.parts.store, clinic.clock
        alice = await clinic.patient()
        slow, _ = store.receive(alice.id, "slow", ORDINARY, clock())
        clinic.engine.die()
        await alice.says(EMERGENCY)
        from bot.desk.model import Turn

        (body,) = store.complete(slow, Turn((reply(),)), clock())
        assert body["urgency"] == "emergency" and "explain" not in body
