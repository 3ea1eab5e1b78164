"""H04: an alert goes out, again and further, until somebody has seen it."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from tests.integration.web.conftest import Opening
from tests.integration.web.duty import Carrier, ticks
from tests.integration.web.fakes import EMERGENCY, ORDINARY, URGENT, Clinic


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
