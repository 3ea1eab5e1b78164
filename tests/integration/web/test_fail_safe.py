"""Hazards H03 and H05: a red flag gets its card and one case, whatever breaks."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.case.facts import CaseFacts
from bot.web.engine import EngineUnavailable
from tests.faults import Figure
from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import (
    EMERGENCY,
    ORDINARY,
    URGENT,
    Clinic,
    Clock,
    reply,
    screen,
)

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]

FAULTS: dict[str, Any] = {
    "dead": EngineUnavailable("ConnectError"),
    "broken": RuntimeError("boom"),
    "empty": [],
    "nothing": None,
    "text": "hello",
    "garbled": [{"unexpected": 1}],
    "garbled text": [reply(text=None)],
    "garbled urgency": [reply(urgency=["emergency"])],
    "blank": [reply(text=" ")],
    "reassuring": [reply("That is quite normal.", urgency="self_care")],
    "unknown urgency": [reply(urgency="terrible")],
    "no urgency": [reply(urgency=None)],
}


@pytest.mark.fault("H03", "the engine dead, or answering nonsense of a dozen kinds")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("text", "urgency", "number"), [(EMERGENCY, "emergency", "911"), (URGENT, "urgent", "555-0100")]
)
async def test_a_red_flag_gets_its_card_within_a_second(
    clinic: Clinic, fault: str, text: str, urgency: str, number: str, figure: Figure
) -> None:
    clinic.engine.answer = FAULTS[fault]
    alice = await clinic.patient()
    started = time.monotonic()
    card = await alice.says(text)
    figure("slowest card", (time.monotonic() - started) * 1000, "ms", most=1000)
    assert card["urgency"] == urgency
    assert card["card"]["heading"] == f"Call {number} now"
    (case,) = await clinic.cases()
    assert card["escalation"] == {"id": case["id"], "status": "open"}
    assert (case["kind"], case["urgency"], case["message"]) == ("red_flag", urgency, text)
    assert case["told"] == card["text"]
    assert case["rules"] == ["airway" if urgency == "emergency" else "lid"]
    assert [row.kind for row in clinic.rows("desk_outbox")] == ["escalation_opened"]


async def test_a_hung_engine_does_not_hold_a_card_up_and_its_late_answer_is_dropped(
    clinic: Clinic,
) -> None:
    clinic.engine.delay = 1.2
    alice = await clinic.patient()
    started = time.monotonic()
    card = await alice.says(EMERGENCY)
    assert time.monotonic() - started < 1
    assert card["card"]
    await asyncio.sleep(0.7)
    assert len((await alice.transcript())["messages"]) == 2
    assert len(await clinic.cases()) == 1


async def test_an_engine_that_ignores_being_cancelled_holds_nothing_up(clinic: Clinic) -> None:
    async def stubborn(*_: Any) -> list[dict[str, Any]]:
        with pytest.raises(asyncio.CancelledError):
            await asyncio.sleep(3)
        await asyncio.sleep(1.5)
        return [reply()]

    clinic.engine.reply = stubborn  # type: ignore[method-assign]
    alice = await clinic.patient()
    started = time.monotonic()
    assert (await alice.says(EMERGENCY))["card"]
    assert time.monotonic() - started < 1


async def test_a_red_flag_overtakes_a_slow_answer_which_then_does_not_soothe(
    clinic: Clinic,
) -> None:
    clinic.engine.delay = 0.9
    alice = await clinic.patient()
    slow = asyncio.ensure_future(alice.says(ORDINARY, client_id="slow"))
    await asyncio.sleep(0.05)
    started = time.monotonic()
    card = await alice.says(EMERGENCY, client_id="alarm")
    assert time.monotonic() - started < 1
    assert card["card"]
    assert (await slow)["urgency"] == "emergency"
    assert len(await clinic.cases()) == 1


async def test_the_engine_may_think_more_of_it_than_the_screen(clinic: Clinic) -> None:
    clinic.engine.answer = [reply("Call 911 now", urgency="emergency", rules=["learned"])]
    alice = await clinic.patient()
    assert (await alice.says("an oblique phrase"))["urgency"] == "emergency"
    (case,) = await clinic.cases()
    assert (case["kind"], case["urgency"], case["rules"]) == ("red_flag", "emergency", ["learned"])


@pytest.mark.parametrize("fault", ["dead", "broken", "empty", "nothing", "text", "garbled"])
async def test_an_ordinary_question_gets_an_honest_answer_and_a_ticket(
    clinic: Clinic, fault: str
) -> None:
    clinic.engine.answer = FAULTS[fault]
    alice = await clinic.patient()
    answer = await alice.says(ORDINARY)
    assert answer["role"] == "system"
    for words in ("could not work that out", "front desk has been told", "555-0100", "911"):
        assert words in answer["text"]
    (case,) = await clinic.cases()
    assert (case["kind"], case["urgency"], case["message"]) == ("incident", "review", ORDINARY)
    await alice.says(ORDINARY)
    assert len(await clinic.cases()) == 1
    assert len(clinic.rows("desk_outbox")) == 1


async def test_a_slow_engine_gets_its_full_time_for_an_ordinary_question(clinic: Clinic) -> None:
    clinic.engine.delay = 0.8
    alice = await clinic.patient()
    assert (await alice.says(ORDINARY))["role"] == "bot"
    clinic.engine.delay = 2
    started = time.monotonic()
    assert (await alice.says(ORDINARY))["role"] == "system"
    assert time.monotonic() - started < 1.5


async def test_one_case_an_episode_that_rises_and_never_falls(clinic: Clinic) -> None:
    alice = await clinic.patient()
    clinic.engine.answer = []
    first = await alice.says(ORDINARY)
    await alice.says(URGENT)
    await alice.says(EMERGENCY)
    last = await alice.says(URGENT)
    assert first["escalation"]["id"] == last["escalation"]["id"]
    (case,) = await clinic.cases()
    assert (case["kind"], case["urgency"], case["message"]) == ("red_flag", "emergency", EMERGENCY)
    assert [row.kind for row in clinic.rows("desk_outbox")] == [
        "escalation_opened",
        "escalation_upgraded",
        "escalation_upgraded",
    ]


async def test_a_new_treatment_episode_opens_a_case_of_its_own(clinic: Clinic) -> None:
    alice = await clinic.patient()
    clinic.engine.answer = [reply("Call 911 now", urgency="emergency")]
    await alice.says(EMERGENCY)
    clinic.engine.answer = [
        reply("Call 911 now", urgency="emergency", case=CaseFacts(episode=2).to_dict())
    ]
    await alice.says(EMERGENCY)
    assert sorted(case["episode"] for case in await clinic.cases()) == [1, 2]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"hand_over": True, "reason": "hand_over"}, "request"),
        ({"hand_over": True, "reason": "not_covered"}, "hand_over"),
    ],
)
async def test_the_engine_can_hand_over(clinic: Clinic, more: dict[str, Any], kind: str) -> None:
    clinic.engine.answer = [reply("A person will answer.", urgency="out_of_scope", **more)]
    alice = await clinic.patient()
    answer = await alice.says("how much is it?")
    assert not {"hand_over", "reason", "case"} & set(answer)
    assert answer["escalation"]["status"] == "open"
    assert [case["kind"] for case in await clinic.cases()] == [kind]


async def test_the_button_reaches_a_person_even_with_the_engine_dead(clinic: Clinic) -> None:
    clinic.engine.die()
    alice = await clinic.patient()
    answer = await alice.says("I would like to talk to a person.", want="person")
    assert answer["escalation"]
    assert [case["kind"] for case in await clinic.cases()] == ["request"]


async def test_a_closed_case_opens_again_at_the_next_red_flag(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says(EMERGENCY)
    (case,) = await clinic.cases()
    done = await clinic.receptionist("Anna").post(
        f"/desk/cases/{case['id']}/resolve", version=case["version"], outcome="advised"
    )
    assert done.status_code == 200
    assert await clinic.cases() == []
    assert (await alice.says(URGENT))["escalation"] == {"id": case["id"], "status": "open"}
    (again,) = await clinic.cases()
    assert again["urgency"] == "emergency"


async def test_a_failing_screen_leaves_it_to_the_engine(opening: Opening) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    async with opening(screen=broken) as clinic:
        alice = await clinic.patient()
        assert (await alice.says(ORDINARY))["urgency"] == "self_care"
        clinic.engine.answer = [reply("Call 911 now", urgency="emergency")]
        assert (await alice.says(EMERGENCY))["urgency"] == "emergency"
        clinic.engine.die()
        assert "911" in (await alice.says(EMERGENCY))["text"]


async def test_a_slow_screen_still_cuts_a_hung_engine_short(opening: Opening) -> None:
    def slow(text: str, *rest: Any, **more: Any) -> Any:
        time.sleep(0.4)
        return screen(text, *rest, **more)

    async with opening(screen=slow, rasa_timeout=5.0) as clinic:
        clinic.engine.delay = 4
        alice = await clinic.patient()
        started = time.monotonic()
        assert (await alice.says(EMERGENCY))["card"]
        assert time.monotonic() - started < 1


@pytest.mark.parametrize("bad", [RuntimeError(), {}, None, reply(urgency="info")])
async def test_when_even_the_card_fails_there_is_a_last_resort(opening: Opening, bad: Any) -> None:
    def broken(*_: Any) -> Any:
        if isinstance(bad, Exception):
            raise bad
        return bad

    async with opening(urgent_reply=broken) as clinic:
        clinic.engine.die()
        alice = await clinic.patient()
        emergency = await alice.says(EMERGENCY)
        assert emergency["card"]["heading"] == "Call 911 now"
        assert emergency["urgency"] == "emergency"
        assert len(await clinic.cases()) == 1


@pytest.mark.parametrize("at", ["receive", "complete"])
@pytest.mark.parametrize("hangs", [False, True])
async def test_with_the_database_down_the_card_comes_with_the_error(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, at: str, hangs: bool
) -> None:
    alice = await clinic.patient()

    def broken(*_: Any) -> None:
        if hangs:
            time.sleep(0.9)
        raise OperationalError("INSERT canary", {"text": "canary"}, Exception("disk full"))

    monkeypatch.setattr(clinic.app.state.parts.store, at, broken)
    started = time.monotonic()
    answer = await alice.send(EMERGENCY)
    assert time.monotonic() - started < 1
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "not_saved"
    assert answer.json()["replies"][0]["card"]["heading"] == "Call 911 now"
    assert "canary" not in answer.text
    await asyncio.sleep(0.5)
    ordinary = await alice.send(ORDINARY)
    assert ordinary.status_code == 503 and "replies" not in ordinary.json()
    monkeypatch.undo()
    assert (await alice.says(EMERGENCY, client_id="m1"))["urgency"] == "emergency"
    assert len(await clinic.cases()) == 1


@pytest.mark.parametrize("hangs", [False, True])
async def test_with_a_database_that_cannot_even_find_the_chat_the_card_comes_too(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, hangs: bool
) -> None:
    alice = await clinic.patient()
    look = clinic.app.state.parts.store.conversation

    def broken(*_: Any) -> None:
        if hangs:
            time.sleep(0.9)
        raise OperationalError("SELECT canary", {}, Exception("database is locked"))

    monkeypatch.setattr(clinic.app.state.parts.store, "conversation", broken)
    started = time.monotonic()
    answer = await alice.send(EMERGENCY)
    assert time.monotonic() - started < 1
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "not_saved")
    assert answer.json()["replies"][0]["card"]["heading"] == "Call 911 now"
    ordinary = await alice.send(ORDINARY)
    assert ordinary.status_code == 503 and "replies" not in ordinary.json()
    monkeypatch.setattr(clinic.app.state.parts.store, "conversation", look)
    assert (await alice.says(EMERGENCY))["escalation"]["status"] == "open"


async def test_a_slow_look_for_the_chat_is_waited_for(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await clinic.patient()
    look = clinic.app.state.parts.store.conversation

    def slow(*what: Any) -> Any:
        time.sleep(0.35)
        return look(*what)

    monkeypatch.setattr(clinic.app.state.parts.store, "conversation", slow)
    assert (await alice.says(EMERGENCY))["escalation"]["status"] == "open"
    assert (await alice.says(ORDINARY))["text"]
    alice.token = "wrong"
    assert (await alice.send(EMERGENCY)).status_code == 403


async def test_an_unexpected_error_shows_and_logs_no_words(
    clinic: Clinic,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    alice = await clinic.patient()

    def broken(*_: Any) -> None:
        raise OperationalError("SELECT canary", {"text": "canary"}, Exception("canary"))

    monkeypatch.setattr(clinic.app.state.parts.store, "after", broken)
    answer = await clinic.client.get(alice.path("transcript"), headers=alice.headers)
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "Traceback" not in answer.text and "canary" not in answer.text
    logged = "".join(capsys.readouterr()) + caplog.text
    assert "OperationalError" in logged and "canary" not in logged


async def test_no_log_line_holds_a_patients_words(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    alice = await clinic.patient()
    for fault in FAULTS.values():
        clinic.engine.answer = fault
        await alice.says("canary " + EMERGENCY)
        await alice.says("canary")
    assert "canary" not in "".join(capsys.readouterr())


def _dies_after_keeping(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any) -> None:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(clinic.app.state.parts.store, "complete", killed)


async def test_after_a_crash_a_red_flag_is_answered_at_start(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as clinic:
        alice = await clinic.patient()
        _dies_after_keeping(clinic, monkeypatch)
        await alice.send(EMERGENCY, client_id="alarm")
        await alice.send(ORDINARY, client_id="question")
        assert await clinic.cases() == []
    monkeypatch.undo()
    clock = Clock()
    clock.now += timedelta(seconds=5)
    async with opening(clock) as again:
        (case,) = await again.cases()
        assert (case["kind"], case["message"]) == ("red_flag", EMERGENCY)
        alice.client = again.client
        card = await alice.says(EMERGENCY, client_id="alarm")
        assert card["escalation"]["id"] == case["id"]
        assert (await alice.says(ORDINARY, client_id="question"))["role"] == "bot"
        assert len(await again.cases()) == 1


async def test_an_abandoned_question_gets_an_honest_answer_in_the_end(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as clinic:
        alice = await clinic.patient()
        with monkeypatch.context() as patch:
            _dies_after_keeping(clinic, patch)
            await alice.send(ORDINARY, client_id="question")
        clinic.clock.now += timedelta(seconds=30)
        await clinic.app.state.parts.intake.sweep()
        assert await clinic.cases() == []
        clinic.clock.now += timedelta(minutes=3)
        await clinic.app.state.parts.intake.sweep()
        assert [case["kind"] for case in await clinic.cases()] == ["incident"]
        assert (await alice.transcript())["messages"][-1]["role"] == "system"


async def test_many_patients_at_once_each_get_one_case(clinic: Clinic) -> None:
    clinic.engine.die()
    patients = [await clinic.patient() for _ in range(25)]
    cards = await asyncio.gather(*(p.says(EMERGENCY) for p in patients))
    assert all(card["card"] for card in cards)
    assert len({case["conversation_id"] for case in await clinic.cases()}) == 25


async def test_the_next_message_is_screened_on_top_of_the_case(opening: Opening) -> None:
    seen: list[CaseFacts | None] = []

    def with_case(text: str, today: Any, *, facts: Any, asked: Any) -> Any:
        seen.append(facts)
        return screen(text, today), CaseFacts(areas=("chin",), signs=frozenset({"rash:mild"}))

    async with opening(screen=with_case) as clinic:
        alice = await clinic.patient()
        clinic.engine.die()
        assert (await alice.says(ORDINARY))["facts"]["areas"] == ["chin"]
        clinic.engine.answer = [reply(case=CaseFacts(areas=("neck",)).to_dict())]
        await alice.says("and now?")
        await alice.says("and now?")
    assert [facts.areas for facts in seen if facts] == [(), ("chin",), ("neck",)]
    assert seen[2] == CaseFacts(areas=("chin",), signs=frozenset({"rash:mild"}))
