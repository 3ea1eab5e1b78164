"""The staff's list of open cases."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.web.desk import token_from
from tests.integration.web.fakes import DESK_TOKEN, EMERGENCY, ORDINARY, URGENT, Clinic

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]

STAFF = ("reception", DESK_TOKEN)


@pytest.mark.parametrize("path", ["/desk", "/desk/cases", "/api/desk/escalations"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic ZGVzazp3cm9uZw=="},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer "},
        {"Authorization": "Digest x"},
        {"Authorization": "Basic /////w=="},
    ],
)
async def test_an_outsider_sees_nothing(clinic: Clinic, path: str, headers: dict[str, str]) -> None:
    answer = await clinic.client.get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic")


async def test_a_patients_token_does_not_open_the_desk(clinic: Clinic) -> None:
    alice = await clinic.patient()
    answer = await clinic.client.get("/api/desk/escalations", headers=alice.headers)
    assert answer.status_code == 401


async def test_the_most_urgent_comes_first_then_the_longest_waiting(clinic: Clinic) -> None:
    clinic.engine.answer = []
    for text in (ORDINARY, URGENT, "later " + URGENT, EMERGENCY):
        await (await clinic.patient()).says(text)
        clinic.clock.now += timedelta(minutes=61)
    cases = await clinic.cases()
    assert [case["message"] for case in cases] == [EMERGENCY, URGENT, "later " + URGENT, ORDINARY]
    assert cases[0]["waiting"] == "1 h 1 min"


async def test_the_page_tells_the_whole_case_and_runs_no_script_in_it(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says(f"<script>alert(1)</script><img src=x onerror=alert(1)> {EMERGENCY}")
    page = (await clinic.client.get("/desk", auth=STAFF)).text
    assert "&lt;script&gt;alert(1)" in page and "<img" not in page
    for words in ("Emergency", "Red flag", "airway", "Call 911 now", "less than a minute"):
        assert words in page


async def test_a_case_is_closed_from_the_desk_only(clinic: Clinic) -> None:
    await (await clinic.patient()).says(EMERGENCY)
    (case,) = await clinic.cases()
    path = f"/desk/cases/{case['id']}/close"
    assert (await clinic.client.post(path)).status_code == 401
    forged = await clinic.client.post(path, auth=STAFF, headers={"Origin": "http://evil.test"})
    assert forged.status_code == 403
    assert len(await clinic.cases()) == 1
    own = await clinic.client.post(path, auth=STAFF, headers={"Origin": "http://clinic.test"})
    assert own.status_code == 303
    assert await clinic.cases() == []


async def test_the_password_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "var" / "desk-token"
    first = token_from(path)
    assert len(first) >= 22 and token_from(path) == first
    assert path.stat().st_mode & 0o077 == 0
    assert token_from(path, "given") == "given"
