"""Hazards H10 and H11: whatever is sent to the chat API, it answers in its one shape, soon, and quietly."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.web import incoming
from bot.web.errors import Refusal
from tests.integration.web.described import is_error
from tests.integration.web.fakes import Clinic

pytestmark = pytest.mark.asyncio

CANARY = "zebrafinch"
SOON = 1.0
ENDS = ("messages", "transcript", "feedback", "contact", "typing", "forget", "nothing", "")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "TRACE", "PROPFIND")
WHO = ("mine", "other", "short", "../../etc/passwd", "%00", "ü", "'; DROP TABLE desk_messages--")

often = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
any_text = st.text(max_size=60)
odd_text = st.one_of(
    any_text,
    st.sampled_from(
        [
            "\x00",
            "/restart",
            "\ufeff/slot{}",
            "\u202e\u2066",
            "\ud800",
            "👩‍👩‍👧‍👦" * 40,
            "a\u0300" * 999,
            "Ⅷ" * 999,
        ]
    ),
    st.text(min_size=900, max_size=1200),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=8,
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "client_id": values | any_text,
        "text": values | odd_text.map(lambda text: f"{CANARY} {text}"),
        "want": values | st.just("person"),
        "reply": values | any_text,
        "thumb": values | st.just("down"),
        "words": values | odd_text.map(lambda text: f"{CANARY} {text}"),
        "name": values | odd_text.map(lambda text: f"{CANARY} {text}"),
        "phone": values | st.just(f"555 0199 {CANARY}"),
        "consent": values | st.just(True),
    },
)
bodies = st.one_of(
    st.binary(max_size=200),
    fields.map(lambda value: json.dumps(value).encode()),
    values.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(
        [b"[" * 5000, b'{"text":' * 900, b"\xff\xfe{}", b"x" * 9_000, b"NaN", b"1e999999"]
    ),
)
header = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)  # fmt: skip
headers = st.fixed_dictionaries(
    {},
    optional={
        "Content-Type": header | st.sampled_from(["application/json", "text/xml", "multipart/form-data"]),
        "Content-Length": st.sampled_from(["0", "-1", "9" * 30, "٣", "1e3", "8192"]),
        "Accept": header | st.just("text/html"),
        "Origin": header | st.just("null"),
        "Cookie": header,
        "Last-Event-ID": header,
        "X-Forwarded-For": header,
        "Accept-Encoding": header,
        "X-CSRF-Token": header,
    },
)  # fmt: skip
tokens = st.one_of(st.just("mine"), st.none(), header.map(lambda words: f"Bearer {words}"), header)


@often
@given(
    method=st.sampled_from(METHODS),
    who=st.sampled_from(WHO) | any_text,
    end=st.sampled_from(ENDS) | any_text,
    body=bodies,
    extra=headers,
    token=tokens,
)
async def test_anything_at_any_address(
    clinic: Clinic,
    capsys: pytest.CaptureFixture[str],
    method: str,
    who: str,
    end: str,
    body: bytes,
    extra: dict[str, str],
    token: str | None,
) -> None:
    alice, bob = await clinic.patient(), await clinic.patient()
    id = {"mine": alice.id, "other": bob.id}.get(who, who)
    given_token = alice.headers["Authorization"] if token == "mine" else token
    sent = {**extra, **({"Authorization": given_token} if given_token else {})}
    answer = await asked(clinic, method, address(id, end), body, sent)
    assert answer.status_code < 500
    assert method == "HEAD" or is_error(answer)
    assert CANARY not in "".join(capsys.readouterr())


@often
@given(content=fields, end=st.sampled_from(["messages", "feedback", "contact"]))
async def test_anything_in_a_patients_own_chat(
    clinic: Clinic, capsys: pytest.CaptureFixture[str], content: dict[str, Any], end: str
) -> None:
    alice = await clinic.patient()
    body = json.dumps(content).encode()
    answer = await asked(clinic, "POST", alice.path(end), body, alice.headers)
    assert answer.status_code in (200, 400, 404, 413, 422) and is_error(answer)
    for line in (await alice.transcript())["messages"]:
        assert len(line["text"]) <= incoming.MOST_CHARACTERS
    assert CANARY not in "".join(capsys.readouterr())


@often
@given(body=bodies)
async def test_a_message_is_taken_or_refused_in_words(body: bytes) -> None:
    try:
        message = incoming.parse(body)
    except Refusal as error:
        refusal = error
    else:
        refusal = None
    if refusal is not None:
        assert refusal.status in (400, 413, 422) and refusal.what_to_do
        return
    assert 0 < len(message.text) <= incoming.MOST_CHARACTERS
    assert message.text == incoming.clean(message.text)
    assert message.text.encode()
    assert not incoming.for_engine(message.text).startswith("/")


@often
@given(text=st.text())
async def test_cleaning_twice_changes_nothing_and_no_command_gets_through(text: str) -> None:
    once = incoming.clean(text)
    assert incoming.clean(once) == once
    seen = incoming.for_engine(once).lstrip()
    assert seen and seen[0] not in "/\uff0f"


def address(id: str, end: str) -> str:
    def segment(words: str) -> str:
        return quote(words.encode("utf-8", "surrogatepass"), safe="%.;'")

    return f"/api/conversations/{segment(id)}/{segment(end)}"


async def asked(clinic: Clinic, method: str, path: str, body: bytes, extra: dict[str, str]) -> Any:
    """The answer, which must have come soon."""
    raw = {name: value.encode("latin-1", "replace") for name, value in extra.items()}
    begun = time.monotonic()
    answer = await clinic.client.request(method, path, content=body, headers=raw)
    assert time.monotonic() - begun < SOON
    return answer
