"""H04: an escalation that nobody sees. The clock is a fake one; so is who carries the alerts."""

from __future__ import annotations

import contextlib
import http.server
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar

import httpx
import pytest
import pytest_asyncio

from bot.desk.delivery import AppriseSender, NotDelivered
from bot.desk.plan import Plan, Reach, load
from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import EMERGENCY, ORDINARY, URGENT, Clinic

DUTY, HEAD = Reach("Duty", ("duty://1", "duty://2")), Reach("Head", ("head://1",))
MONDAY_NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=timezone.utc)
MONDAY_NOON = datetime(2026, 11, 23, 17, 0, tzinfo=timezone.utc)


@dataclass
class Carrier:
    """Takes alerts, and refuses those for `down` addresses."""

    taken: list[tuple[str, str, str]] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    hangs: float = 0.0

    def send(self, url: str, title: str, body: str) -> None:
        """See `bot.desk.delivery.Sender`."""
        time.sleep(self.hangs)
        if url in self.down:
            raise NotDelivered("duty: not accepted, or no answer in time")
        self.taken.append((url, title, body))


@pytest.fixture
def carrier() -> Carrier:
    """Who carries the alerts."""
    return Carrier()


def plan(*contacts: Reach) -> Plan:
    """The plan that comes with the product, with somebody to alert."""
    return replace(load(), contacts=contacts)


@pytest_asyncio.fixture
async def clinic(opening: Opening, carrier: Carrier) -> AsyncIterator[Clinic]:
    """A clinic at night, nobody signed in, two contacts."""
    async with opening(rasa_timeout=1.0, plan=plan(DUTY, HEAD), sender=carrier) as one:
        one.clock.now = MONDAY_NIGHT
        yield one


async def ticks(clinic: Clinic, seconds: int, *, step: int = 1) -> None:
    """Let the fake clock run, with what the alerting does at each tick."""
    alerting = clinic.app.state.parts.desk.alerting
    for _ in range(0, seconds, step):
        await alerting.tick()
        await alerting.settle()
        clinic.clock.now += timedelta(seconds=step)


async def test_an_alert_goes_out_at_once_at_60_s_at_3_min_then_to_the_next_contact(
    clinic: Clinic, carrier: Carrier
) -> None:
    await (await clinic.patient()).says(EMERGENCY)
    begun, sent = clinic.clock.now, []
    for second in range(0, 320, 4):
        clinic.clock.now = begun + timedelta(seconds=second)
        before = len(carrier.taken)
        await clinic.app.state.parts.desk.alerting.tick()
        await clinic.app.state.parts.desk.alerting.settle()
        sent += [(second, url) for url, _, _ in carrier.taken[before:]]
    assert sent == [
        (0, "duty://1"), (0, "duty://2"),
        (60, "duty://1"), (60, "duty://2"),
        (180, "duty://1"), (180, "duty://2"),
        (300, "head://1"),
    ]  # fmt: skip
    assert "Nobody has acknowledged it for 3 min" in carrier.taken[-2][2]


async def test_by_itself_an_alert_leaves_within_5_s(clinic: Clinic, carrier: Carrier) -> None:
    sent = time.monotonic()
    await (await clinic.patient()).says(URGENT)
    alerting = clinic.app.state.parts.desk.alerting
    while not carrier.taken and time.monotonic() - sent < 5:
        await clinic.app.state.parts.threads.read(time.sleep, 0.02)
        await alerting.settle()
    assert carrier.taken
    print(f"\nfrom the patient's message to the alert: {time.monotonic() - sent:.2f} s")


@pytest.mark.parametrize("action", ["acknowledge", "claim"])
async def test_once_somebody_has_seen_it_there_are_no_more(
    clinic: Clinic, carrier: Carrier, action: str
) -> None:
    await (await clinic.patient()).says(EMERGENCY)
    await ticks(clinic, 10)
    (case,) = await clinic.cases()
    anna = clinic.receptionist("Anna")
    await anna.post(f"/desk/cases/{case['id']}/{action}", version=case["version"])
    count = len(carrier.taken)
    await ticks(clinic, 1000, step=20)
    assert len(carrier.taken) == count


async def test_something_worse_is_a_new_alarm_even_for_who_has_the_case(
    clinic: Clinic, carrier: Carrier
) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    await alice.says(URGENT)
    await ticks(clinic, 5)
    (case,) = await clinic.cases()
    await anna.post(f"/desk/cases/{case['id']}/claim", version=case["version"])
    carrier.taken.clear()
    await alice.says(EMERGENCY)
    await ticks(clinic, 5)
    assert len(carrier.taken) == 2 and "emergency" in carrier.taken[0][1]


async def test_an_alert_holds_no_patients_words_and_links_to_the_case(
    clinic: Clinic, carrier: Carrier
) -> None:
    await (await clinic.patient()).says(f"zebra {EMERGENCY} zebra")
    await ticks(clinic, 2)
    (case,) = await clinic.cases()
    for _, title, body in carrier.taken:
        assert "zebra" not in title + body and "breathe" not in title + body
        assert f"/desk/cases/{case['id']}" in body


async def test_an_ordinary_hand_over_alerts_nobody_at_night(
    clinic: Clinic, carrier: Carrier
) -> None:
    clinic.engine.answer = []
    await (await clinic.patient()).says(ORDINARY)
    await ticks(clinic, 400, step=20)
    assert carrier.taken == []


async def test_a_contact_that_is_down_is_tried_again_and_the_other_is_not_told_twice(
    clinic: Clinic, carrier: Carrier
) -> None:
    carrier.down = {"duty://1"}
    await (await clinic.patient()).says(EMERGENCY)
    await ticks(clinic, 4)
    assert [url for url, _, _ in carrier.taken] == ["duty://2"]
    carrier.down = set()
    await ticks(clinic, 8)
    assert sorted(url for url, _, _ in carrier.taken) == ["duty://1", "duty://2"]


async def test_what_can_never_be_delivered_ends_on_a_list_that_the_desk_shows(
    clinic: Clinic, carrier: Carrier
) -> None:
    carrier.down = {"duty://1", "duty://2", "head://1"}
    anna = clinic.receptionist("Anna")
    await anna.post("/desk/alerts/test")
    await ticks(clinic, 700, step=5)
    page = (await anna.get("/desk/alerts")).text
    assert "3 of 3 not delivered" in page and "8 times" in page
    assert "duty://" not in page, "an address holds a password"
    assert "1 alert could not be delivered" in (await anna.get("/desk")).text
    carrier.down = set()
    (letter,) = clinic.app.state.parts.desk.outbox.dead()
    await anna.post(f"/desk/alerts/{letter.id}/again")
    await ticks(clinic, 5)
    assert len(carrier.taken) == 3 and "test" in carrier.taken[0][1]
    assert clinic.app.state.parts.desk.outbox.dead() == []


async def test_no_patient_waits_for_a_delivery(clinic: Clinic, carrier: Carrier) -> None:
    carrier.hangs = 3.0
    alice = await clinic.patient()
    await alice.says(EMERGENCY)
    await clinic.app.state.parts.desk.alerting.tick()
    started = time.monotonic()
    await (await clinic.patient()).says(EMERGENCY)
    assert time.monotonic() - started < 1
    carrier.hangs = 0


async def test_without_a_contact_the_desk_says_so(opening: Opening, carrier: Carrier) -> None:
    async with opening(sender=carrier) as clinic:
        await (await clinic.patient()).says(EMERGENCY)
        await ticks(clinic, 3)
        page = (await clinic.receptionist("Anna").get("/desk/alerts")).text
        assert "No contact is set up" in page and "no contact is set up" in page
        assert carrier.taken == []


# --- What the patient is told


async def test_with_nobody_there_after_hours_the_patient_is_told_honestly(clinic: Clinic) -> None:
    clinic.engine.answer = []
    reply = await (await clinic.patient()).says(ORDINARY)
    for words in (
        "The clinic is closed now. Nobody reads this until we open.",
        "We are back tomorrow at 9:00.",
        "leave your name and phone number",
        "Call 911 at once",
    ):
        assert words in reply["text"]


async def test_in_opening_hours_with_nobody_signed_in_too(clinic: Clinic) -> None:
    clinic.clock.now = MONDAY_NOON
    clinic.engine.answer = []
    reply = await (await clinic.patient()).says(ORDINARY)
    assert "Nobody is at our front desk right now" in reply["text"]
    assert "closed" not in reply["text"]


async def test_an_emergency_card_stays_what_it_is_and_says_that_nobody_watches(
    clinic: Clinic,
) -> None:
    card = await (await clinic.patient()).says(EMERGENCY)
    assert card["card"]["heading"] == "Call 911 now" and len(card["card"]["points"]) == 2
    assert card["card"]["note"] == ("Nobody is at our front desk right now. Do not wait for us.")
    assert card["text"].endswith("Do not wait for us.")


async def test_with_somebody_at_the_desk_nothing_of_the_kind_is_said(clinic: Clinic) -> None:
    parts, anna = clinic.app.state.parts, clinic.receptionist("Anna")
    parts.desk.presence.seen(anna.account, clinic.clock.now)  # type: ignore[arg-type]
    parts.desk.attendance.renew(parts.desk.presence.present(clinic.clock.now))
    reply = await (await clinic.patient()).says(EMERGENCY)
    assert "front desk" not in reply["text"]


async def test_a_holiday_is_named(clinic: Clinic) -> None:
    clinic.clock.now = datetime(2026, 12, 25, 17, tzinfo=timezone.utc)
    reply = await (await clinic.patient()).says(URGENT)
    assert "closed now (Christmas Day)" in reply["text"]
    assert "We are back on Monday at 9:00. This should not wait until then." in reply["text"]


async def test_an_answer_that_needs_nobody_says_nothing_of_the_desk(clinic: Clinic) -> None:
    reply = await (await clinic.patient()).says(ORDINARY)
    assert "desk" not in reply["text"]


# --- Leaving a number


async def leave(clinic: Clinic, patient: Any, **body: Any) -> httpx.Response:
    """Post contact details."""
    return await clinic.client.post(patient.path("contact"), json=body, headers=patient.headers)


async def test_a_number_left_is_first_in_the_morning_and_off_once_called(clinic: Clinic) -> None:
    clinic.engine.answer = []
    first, alice = await clinic.patient(), await clinic.patient()
    await first.says("a question")
    clinic.clock.now += timedelta(minutes=5)
    await alice.says(ORDINARY)
    kept = await leave(
        clinic, alice, name=" Alice \n Ann ", phone="+1 (555) 010-0199", consent=True
    )
    assert kept.status_code == 200
    cases = await clinic.cases()
    assert [case["conversation_id"] for case in cases] == [alice.id, first.id]
    assert cases[0]["contact"] == {"name": "Alice Ann", "phone": "+1 (555) 010-0199"}
    anna = clinic.receptionist("Anna")
    assert 'href="tel:+15550100199"' in (await anna.get("/desk")).text
    await anna.post(f"/desk/conversations/{alice.id}/called", reached="yes")
    assert "Call back:" not in (await anna.get("/desk")).text


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "", "phone": "5550100", "consent": True}, "no_name"),
        ({"name": "x" * 101, "phone": "5550100", "consent": True}, "no_name"),
        ({"name": "Alice", "phone": "call me", "consent": True}, "no_phone"),
        ({"name": "Alice", "phone": "123", "consent": True}, "no_phone"),
        ({"name": "Alice", "phone": "javascript:1111111", "consent": True}, "no_phone"),
        ({"name": "Alice", "phone": "5550100"}, "no_consent"),
        ({"name": "Alice", "phone": "5550100", "consent": "yes"}, "no_consent"),
        ({"name": ["Alice"], "phone": {}, "consent": True}, "no_name"),
    ],
)
async def test_what_is_no_contact_is_refused_with_what_to_do(
    clinic: Clinic, body: dict[str, Any], code: str
) -> None:
    answer = await leave(clinic, await clinic.patient(), **body)
    assert answer.status_code == 422 and answer.json()["error"]["code"] == code
    assert clinic.rows("desk_contacts") == []


async def test_a_number_goes_with_the_chat_when_it_is_deleted(clinic: Clinic) -> None:
    alice, mallory = await clinic.patient(), await clinic.patient()
    await leave(clinic, alice, name="Alice", phone="5550100", consent=True)
    forged = await clinic.client.post(
        alice.path("contact"),
        json={"name": "M", "phone": "6660666", "consent": True},
        headers=mallory.headers,
    )
    assert forged.status_code == 403
    await clinic.client.post(alice.path("forget"), headers=alice.headers)
    assert clinic.rows("desk_contacts") == []
    assert (await leave(clinic, alice, name="A", phone="5550100", consent=True)).status_code == 403


# --- The real carrier, against a webhook of our own


class _Webhook(http.server.BaseHTTPRequestHandler):
    answers: ClassVar[list[Any]] = []
    got: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        """Answer as told: a status with nonsense, or after a time."""
        self.got.append(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.answers[0]
        if isinstance(answer, float):
            time.sleep(answer)
            answer = 200
        self.send_response(answer)
        self.end_headers()
        with contextlib.suppress(OSError):  # who asked has given up
            self.wfile.write(b"\xff\x00<nonsense>")

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def webhook() -> Iterator[str]:
    """The address of a webhook."""
    _Webhook.got.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Webhook)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"json://127.0.0.1:{server.server_address[1]}/x?rto=1&cto=1"
    server.shutdown()


@pytest.mark.parametrize("answer", [404, 500, 3.0])
def test_a_webhook_that_fails_or_hangs_is_not_taken_for_delivered(
    webhook: str, answer: float
) -> None:
    _Webhook.answers = [answer]
    with pytest.raises(NotDelivered, match=r"^json: "):
        AppriseSender().send(webhook, "title", "body")


def test_a_webhook_that_takes_it_may_answer_nonsense(webhook: str) -> None:
    _Webhook.answers = [200]
    AppriseSender().send(webhook, "title", "body")
    assert b'"message": "body"' in _Webhook.got[0]


@pytest.mark.parametrize("url", ["nonsense", "nosuch://x", "", "json://"])
def test_an_address_that_is_none_is_named_by_kind_only(url: str) -> None:
    with pytest.raises(NotDelivered, match="form that Apprise knows"):
        AppriseSender().send(url, "title", "body")
