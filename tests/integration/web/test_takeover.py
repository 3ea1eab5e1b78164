"""H08: bot and staff answer at once, or contradict each other."""

from __future__ import annotations

import asyncio
import random
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.conversation import urgent_reply
from bot.desk import service
from bot.desk.model import Message, Need, Staff, Turn
from bot.desk.store import DeskStore
from bot.desk.store.casework import Casework
from bot.desk.store.floor import Floor, FloorTaken, NotYourFloor
from bot.desk.tables import metadata
from bot.language.tokens import import_spacy
from bot.triage import screen_case
from knowledge.engine import create
from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic, reply

import_spacy()
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ANNA, BEN = Staff("a", "Anna"), Staff("b", "Ben")
RUNS = 1000


def _store() -> DeskStore:
    engine = create("sqlite://")
    metadata.create_all(engine)
    return DeskStore(engine)


STORE = _store()


class Takeover(RuleBasedStateMachine):
    """A chat in which the patient, a slow engine and two receptionists act in any order.

    The model knows only who has the floor. What must hold is looked up in the database.
    """

    pending = Bundle("pending")

    @initialize()
    def open(self) -> None:
        self.id, _ = service.mint()
        self.now = NOON
        self.floor = 0
        self.holder: Staff | None = None
        self.number = 0
        self.cards = 0
        self.received: dict[int, int] = {}
        self.silent_from: list[int] = []
        STORE.add_conversation(self.id, "x", NOON)

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @rule(target=pending)
    def patient_writes(self) -> Message:
        self.number += 1
        message, fresh = STORE.receive(self.id, f"m{self.number}", "words", self.tick())
        assert fresh and message.floor == self.floor
        self.received[message.seq] = self.floor
        return message

    @rule(message=consumes(pending), red=st.booleans())
    def engine_answers(self, message: Message, red: bool) -> None:
        """However late, and whoever has the floor by now."""
        urgency = "emergency" if red else "self_care"
        turn = Turn(
            ({**reply("answer"), "urgency": urgency},),
            need=Need("red_flag", "emergency") if red else Need("hand_over", "review"),
        )
        stored = STORE.complete(message, turn, self.tick())
        bot_may_speak = self.floor == self.received[message.seq] and self.floor % 2 == 0
        if red:
            self.cards += 1
            assert [one["role"] for one in stored] == ["bot" if bot_may_speak else "system"]
            assert Casework(STORE).of_conversation(self.id)[0].urgency == "emergency"
        else:
            assert len(stored) == bot_may_speak
        assert STORE.complete(message, turn, self.tick()) == stored, "a repeat changes nothing"

    @rule(who=st.sampled_from([ANNA, BEN]))
    def joins(self, who: Staff) -> None:
        if self.holder not in (None, who):
            with pytest.raises(FloorTaken):
                Floor(STORE).join(self.id, who, self.tick())
            return
        Floor(STORE).join(self.id, who, self.tick())
        if self.holder is None:
            self.floor, self.holder = self.floor + 1, who

    @rule(who=st.sampled_from([ANNA, BEN]))
    def hands_back(self, who: Staff) -> None:
        if self.holder is None:
            with pytest.raises(NotYourFloor):
                Floor(STORE).hand_back(self.id, who, self.tick())
            return
        Floor(STORE).hand_back(self.id, who, self.tick())
        self.floor, self.holder = self.floor + 1, None

    @rule(who=st.sampled_from([ANNA, BEN]))
    def staff_writes(self, who: Staff) -> None:
        self.number += 1
        if self.holder != who:
            with pytest.raises(NotYourFloor):
                Floor(STORE).say(self.id, "hello", str(self.number), who, self.tick())
        else:
            Floor(STORE).say(self.id, "hello", str(self.number), who, self.tick())

    @invariant()
    def the_bot_speaks_only_where_it_has_the_floor(self) -> None:
        """No bot message was stored while a person had the chat, nor a stale one after."""
        if not hasattr(self, "id"):
            return
        lines = STORE.after(self.id)
        for line in lines:
            if line.role == "bot":
                assert line.answers is not None
                assert line.floor % 2 == 0 and line.floor == self.received[line.answers]
        held: list[tuple[datetime, datetime]] = []
        for event in Casework(STORE).history(self.id):
            if event.kind == "joined":
                held.append((event.at, datetime.max.replace(tzinfo=timezone.utc)))
            elif event.kind == "handed_back":
                held[-1] = (held[-1][0], event.at)
        for line in lines:
            if line.role == "bot":
                assert not any(begin <= line.at <= end for begin, end in held)
            if line.role == "staff":
                assert any(begin <= line.at <= end for begin, end in held)

    @invariant()
    def every_red_flag_has_its_card(self) -> None:
        if hasattr(self, "id"):
            urgent = [
                line
                for line in STORE.after(self.id)
                if (line.body or {}).get("card") or (line.body or {}).get("urgency") == "emergency"
            ]
            assert len(urgent) >= self.cards


def test_no_bot_message_after_takeover_in_a_thousand_interleavings() -> None:
    run_state_machine_as_test(
        Takeover,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


async def test_the_engine_is_not_even_asked_while_a_person_has_the_chat(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    await alice.says(ORDINARY)
    await anna.post(f"/desk/conversations/{alice.id}/join")
    answer = await alice.send("and a second question")
    assert answer.status_code == 200 and answer.json() == {"replies": []}
    assert [text for _, text, _ in clinic.engine.asked] == [ORDINARY]
    again = await alice.send("and a second question", client_id="m2")
    assert again.json() == {"replies": []}
    await anna.post(f"/desk/conversations/{alice.id}/hand-back")
    assert (await alice.says("a third"))["role"] == "bot"


async def test_a_reply_under_way_is_dropped(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    clinic.engine.delay = 0.3
    sending = asyncio.ensure_future(alice.send(ORDINARY))
    while not clinic.engine.asked:
        await asyncio.sleep(0.005)
    await anna.post(f"/desk/conversations/{alice.id}/join")
    await anna.post(f"/desk/conversations/{alice.id}/say", text="Hello, Anna here")
    assert (await sending).json() == {"replies": []}
    lines = (await alice.transcript())["messages"]
    assert [line["role"] for line in lines] == ["patient", "staff"]
    assert lines[1]["by"] == "Anna"


async def test_a_red_flag_in_a_taken_over_chat_gets_its_card_at_once_and_an_alarm(
    clinic: Clinic,
) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    await alice.says(ORDINARY)
    await anna.post(f"/desk/conversations/{alice.id}/join")
    card = await alice.says(EMERGENCY)
    assert card["role"] == "system" and card["card"]["heading"] == "Call 911 now"
    (case,) = await clinic.cases()
    assert (case["urgency"], case["acknowledged"]) == ("emergency", False)


async def test_what_is_known_already_is_not_answered_with_the_same_card_again(
    opening: Opening,
) -> None:
    async with opening(screen=screen_case, urgent_reply=urgent_reply) as clinic:
        alice, anna = await clinic.patient(), clinic.receptionist("Anna")
        await alice.says("my throat is closing up after botox")
        await anna.post(f"/desk/conversations/{alice.id}/join")
        for text in ("my husband is here", "yes, they are on their way", "thank you"):
            assert (await alice.send(text)).json() == {"replies": []}
        for text in ("I still can't breathe", "and now my chest hurts badly"):
            assert (await alice.says(text))["card"]["heading"] == "Call 911 now"


async def test_joining_claims_the_open_case_and_leaves_a_colleagues(clinic: Clinic) -> None:
    alice, anna, ben = (
        await clinic.patient(),
        clinic.receptionist("Anna"),
        clinic.receptionist("Ben"),
    )
    await alice.says(EMERGENCY)
    await anna.post(f"/desk/conversations/{alice.id}/join")
    (case,) = await clinic.cases()
    assert (case["claimed_by"], case["acknowledged"]) == ("Anna", True)
    refused = await ben.post(f"/desk/conversations/{alice.id}/join")
    assert refused.status_code == 409
    assert refused.json()["error"]["message"] == "Anna is already in this chat."
    late = await ben.post(f"/desk/conversations/{alice.id}/say", text="hello")
    assert late.status_code == 409 and "nothing was sent" in late.json()["error"]["message"]


async def test_what_came_before_a_crash_and_was_taken_over_gets_no_late_answer(
    clinic: Clinic,
) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    parts = clinic.app.state.parts
    parts.store.receive(alice.id, "lost", ORDINARY, clinic.clock.now)
    await anna.post(f"/desk/conversations/{alice.id}/join")
    clinic.clock.now += timedelta(minutes=10)
    await parts.intake.recover(at_start=False)
    await anna.post(f"/desk/conversations/{alice.id}/hand-back")
    assert [line["role"] for line in (await alice.transcript())["messages"]] == ["patient"]


async def test_a_chat_whose_receptionist_has_left_goes_back_to_the_bot_and_its_case_waits_again(
    clinic: Clinic,
) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    parts = clinic.app.state.parts
    await alice.says(EMERGENCY)
    await anna.post(f"/desk/conversations/{alice.id}/join")
    clinic.clock.now += timedelta(minutes=6)
    parts.desk.presence.seen(anna.account, clinic.clock.now)
    assert await parts.desk.relieve(parts.threads, parts.bell, clinic.clock.now) == 0
    clinic.clock.now += timedelta(minutes=6)
    assert await parts.desk.relieve(parts.threads, parts.bell, clinic.clock.now) == 1
    (case,) = await clinic.cases()
    assert (case["status"], case["claimed_by"], case["acknowledged"]) == ("open", None, False)
    assert (await alice.says(ORDINARY))["role"] == "bot"


async def test_staff_words_have_limits_and_are_cleaned(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    base = f"/desk/conversations/{alice.id}"
    await anna.post(f"{base}/join")
    assert (await anna.post(f"{base}/say", text=" \u200b ")).status_code == 422
    assert (await anna.post(f"{base}/say", text="x" * 2001)).status_code == 422
    await anna.post(f"{base}/say", text="a\x00b\u202ec")
    assert (await alice.transcript())["messages"][-1]["text"] == "abc"


async def test_the_patients_stream_says_who_is_there_and_who_types(clinic: Clinic) -> None:
    from bot.web import events

    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    parts = clinic.app.state.parts
    stream = events.replies(
        alice.id,
        0,
        store=parts.store,
        threads=parts.threads,
        bell=parts.bell,
        typing=parts.desk.typing,
    )

    async def upcoming() -> tuple[str, str]:
        event: dict[str, Any] = await asyncio.wait_for(stream.__anext__(), 3)
        return event["event"], event["data"]

    assert await upcoming() == ("presence", '{"staff": null}')
    waiting = asyncio.ensure_future(upcoming())
    await anna.post(f"/desk/conversations/{alice.id}/join")
    assert await waiting == ("presence", '{"staff": "Anna"}')
    waiting = asyncio.ensure_future(upcoming())
    await anna.post(f"/desk/conversations/{alice.id}/typing")
    assert await waiting == ("typing", '{"who": "staff"}')
    waiting = asyncio.ensure_future(upcoming())
    await anna.post(f"/desk/conversations/{alice.id}/hand-back")
    assert await waiting == ("presence", '{"staff": null}')
    await stream.aclose()


async def test_random_moments_of_taking_over_leave_no_bot_message_after_it(clinic: Clinic) -> None:
    chance, anna = random.Random(7), clinic.receptionist("Anna")
    clinic.engine.delay = 0.01
    for _ in range(40):
        alice = await clinic.patient()
        sending = [asyncio.ensure_future(alice.send(f"{ORDINARY} {n}")) for n in range(3)]
        await asyncio.sleep(chance.random() * 0.06)
        await anna.post(f"/desk/conversations/{alice.id}/join")
        await asyncio.gather(*sending)
        history = clinic.app.state.parts.desk.casework.history(alice.id)
        (joined,) = [event for event in history if event.kind == "joined"]
        said = clinic.app.state.parts.store.after(alice.id)
        taken_over = False
        for line in said:
            taken_over = taken_over or line.floor == 1
            assert not (taken_over and line.role == "bot")
        assert joined
        parts = clinic.app.state.parts
        assert parts.store.unanswered(clinic.clock.now + timedelta(days=1)) == []
