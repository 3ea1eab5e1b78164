"""Hazards H03 and H05: the database down, hung or slow, and what a crash has left behind."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic, Clock

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]


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
