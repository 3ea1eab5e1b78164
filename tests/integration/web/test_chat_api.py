"""The chat API as a patient's browser meets it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from bot.case.facts import CaseFacts
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic, reply

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]


async def test_a_question_gets_its_stored_reply(clinic: Clinic) -> None:
    alice = await clinic.patient()
    one = await alice.says(ORDINARY)
    assert one["text"] == "A small bruise fades within days."
    assert one["id"] and one["at"] == "2025-03-10T12:00:00.000+00:00"
    assert one["escalation"] is None
    assert set(one) == {
        "id", "role", "text", "urgency", "facts", "entries", "sources", "asks", "choices",
        "escalation", "at",
    }  # fmt: skip
    mine, theirs = (await alice.transcript())["messages"]
    assert (mine["role"], mine["text"], mine["answered"]) == ("patient", ORDINARY, True)
    assert theirs == {**one, "seq": mine["seq"] + 1}
    assert await clinic.cases() == []


async def test_the_engine_learns_the_day_and_what_was_asked(clinic: Clinic) -> None:
    alice = await clinic.patient()
    clinic.engine.answer = [reply("Which area?", asks="area")]
    await alice.says("it twitches")
    await alice.says("my chin")
    (_, _, first), (who, text, second) = clinic.engine.asked
    assert first == {"today": "2025-03-10", "asked": None, "case": None}
    case = second.pop("case")
    assert (who, text, second) == (alice.id, "my chin", {"today": "2025-03-10", "asked": "area"})
    assert CaseFacts.from_dict(case) == CaseFacts()


async def test_ids_and_tokens_are_long_and_random_and_tokens_are_not_kept(clinic: Clinic) -> None:
    patients = [await clinic.patient() for _ in range(20)]
    assert len({p.id for p in patients}) == len({p.token for p in patients}) == 20
    assert all(len(p.id) == 22 and len(p.token) == 43 for p in patients)
    kept = str(clinic.rows("desk_conversations"))
    assert all(p.token not in kept for p in patients)


async def test_a_repeat_gets_the_same_reply_and_asks_nobody(clinic: Clinic) -> None:
    alice = await clinic.patient()
    first = await alice.says(ORDINARY, client_id="once")
    second = await alice.says(ORDINARY, client_id="once")
    assert first == second
    assert len(clinic.engine.asked) == 1
    assert len((await alice.transcript())["messages"]) == 2


async def test_repeats_at_the_same_time_are_one_message(clinic: Clinic) -> None:
    alice = await clinic.patient()
    clinic.engine.delay = 0.05
    answers = await asyncio.gather(*(alice.says(EMERGENCY, client_id="once") for _ in range(8)))
    assert len({one["id"] for one in answers}) == 1
    assert len(clinic.engine.asked) == 1
    assert len(clinic.rows("desk_messages")) == 2
    assert len(await clinic.cases()) == 1


async def test_another_text_under_the_same_client_id_is_refused(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says(ORDINARY, client_id="once")
    answer = await alice.send(EMERGENCY, client_id="once")
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "client_id_reused"


async def test_messages_of_one_chat_keep_their_order(clinic: Clinic) -> None:
    alice, bob = await clinic.patient(), await clinic.patient()
    clinic.engine.answer = lambda text: [reply(f"re {text}")]
    clinic.engine.delay = 0.03
    await asyncio.gather(*(p.says(f"n{i}") for i in range(6) for p in (alice, bob)))
    for one in (alice, bob):
        lines = (await one.transcript())["messages"]
        replies = [line["text"] for line in lines if line["role"] == "bot"]
        assert replies == [f"re n{i}" for i in range(6)]
        asked = [text for who, text, _ in clinic.engine.asked if who == one.id]
        assert asked == [f"n{i}" for i in range(6)]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('/inform{"area":"chin"}', 'inform{"area":"chin"}'),
        ("  /restart", "restart"),
        ("\u00a0\u2009/restart", "restart"),
        ("\u200b\u2060\ufeff/restart", "restart"),
        ("\u200d\u200c /restart", "restart"),
        ("\n\n//restart", "restart"),
        ("/ \u00a0/restart", "restart"),
        ("\u034f/restart", "restart"),
        ("／restart", "restart"),
        ("/", "?"),
        ("and/or", "and/or"),
    ],
)
async def test_no_command_reaches_rasa(clinic: Clinic, text: str, seen: str) -> None:
    alice = await clinic.patient()
    await alice.says(text)
    assert clinic.engine.asked[0][1] == seen


async def test_invisible_characters_are_dropped_and_lines_kept(clinic: Clinic) -> None:
    alice = await clinic.patient()
    text = "\x00a\x07b\x1b[31m\r\nc\td\u202e e\ud800cafe\u0301 👩\u200d⚕️"
    answer = await clinic.client.post(
        alice.path("messages"),
        content=json.dumps({"client_id": "a", "text": text}),
        headers=alice.headers,
    )
    assert answer.status_code == 200
    (mine, _) = (await alice.transcript())["messages"]
    assert mine["text"] == "ab[31m\nc\td ecafé 👩\u200d⚕️"


async def test_the_database_keeps_what_one_patient_told_apart_from_another(clinic: Clinic) -> None:
    alice, bob = await clinic.patient(), await clinic.patient()
    await alice.says(ORDINARY)
    for end, method in (("transcript", "GET"), ("events", "GET"), ("forget", "POST")):
        answer = await clinic.client.request(method, alice.path(end), headers=bob.headers)
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "not_yours"
    alice_as_bob = await clinic.client.post(
        alice.path("messages"), json={"client_id": "x", "text": "hi"}, headers=bob.headers
    )
    assert alice_as_bob.status_code == 403
    assert len((await alice.transcript())["messages"]) == 2


async def test_a_wrong_token_does_not_tell_whether_the_chat_exists(clinic: Clinic) -> None:
    alice, bob = await clinic.patient(), await clinic.patient()
    real = await clinic.client.get(alice.path("transcript"), headers=bob.headers)
    unreal = await clinic.client.get(
        f"/api/conversations/{'A' * 22}/transcript", headers=bob.headers
    )
    assert (real.status_code, real.json()) == (unreal.status_code, unreal.json())


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"Authorization": "Bearer"}, 401), ({"Authorization": "Basic YTpi"}, 401)],
)
async def test_no_token_no_chat(clinic: Clinic, headers: dict[str, str], status: int) -> None:
    alice = await clinic.patient()
    answer = await clinic.client.get(alice.path("transcript"), headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == "no_token"


async def test_an_unknown_conversation_is_404(clinic: Clinic) -> None:
    alice = await clinic.patient()
    answer = await clinic.client.post(
        "/api/conversations/nope/messages",
        json={"client_id": "a", "text": "hi"},
        headers=alice.headers,
    )
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "unknown_conversation"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "not_json"),
        (b"hello", 400, "not_json"),
        (b"\xff\xfe", 400, "not_json"),
        (b"[1]", 400, "not_json"),
        (b'"text"', 400, "not_json"),
        (b"[" * 4000, 400, "not_json"),
        (b'{"text":"hi"}', 422, "no_client_id"),
        (b'{"client_id":"","text":"hi"}', 422, "no_client_id"),
        (b'{"client_id":7,"text":"hi"}', 422, "no_client_id"),
        (b'{"client_id":"a\\u0000","text":"hi"}', 422, "no_client_id"),
        (b'{"client_id":"a"}', 422, "no_text"),
        (b'{"client_id":"a","text":null}', 422, "no_text"),
        (b'{"client_id":"a","text":""}', 422, "empty"),
        (b'{"client_id":"a","text":" \\n\\u200b\\u00a0\\u0000\\u200d"}', 422, "empty"),
        (b'{"client_id":"a","text":"' + b"x" * 1001 + b'"}', 422, "too_long"),
        (b'{"client_id":"a","text":"' + b"x" * 8200 + b'"}', 413, "too_long"),
        (b"x" * 200_000, 413, "too_long"),
    ],
)
async def test_what_is_no_message_is_refused_before_anyone_reads_it(
    clinic: Clinic, content: bytes, status: int, code: str
) -> None:
    alice = await clinic.patient()
    answer = await clinic.client.post(
        alice.path("messages"), content=content, headers=alice.headers
    )
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "what_to_do"}
    assert answer.json()["error"]["code"] == code
    assert clinic.engine.asked == [] and clinic.rows("desk_messages") == []


async def test_a_body_without_a_length_is_cut_off(clinic: Clinic) -> None:
    alice = await clinic.patient()
    given = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given
        for _ in range(1000):
            given += 1024
            yield b"x" * 1024

    answer = await clinic.client.post(
        alice.path("messages"), content=endless(), headers=alice.headers
    )
    assert answer.status_code == 413


async def test_a_thousand_characters_are_fine(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says("é" * 1000)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/conversations", 405),
        ("DELETE", "/", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
    ],
)
async def test_wrong_addresses_and_methods_have_the_same_error_shape(
    clinic: Clinic, method: str, path: str, status: int
) -> None:
    answer = await clinic.client.request(method, path)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "what_to_do"}


async def test_every_answer_carries_the_security_headers(clinic: Clinic) -> None:
    for path in ("/", "/static/chat.js", "/api/nothing", "/desk", "/healthz"):
        headers = (await clinic.client.get(path)).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


async def test_liveness_readiness_and_metrics(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.readiness.KEPT_SECONDS", 0.0)
    assert (await clinic.client.get("/healthz")).status_code == 200
    ready = await clinic.client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    alice = await clinic.patient()
    await alice.says("canary-words " + EMERGENCY)
    clinic.engine.die()
    ready = await clinic.client.get("/readyz")
    assert ready.status_code == 503
    state = ready.json()
    assert (state["status"], state["database"], state["engine"]) == ("degraded", "up", "down")
    numbers = (await clinic.client.get("/metrics")).text
    assert 'aftercare_messages_answered_total{source="card",urgency="emergency"} 1.0' in numbers
    assert "canary" not in numbers and alice.id not in numbers
