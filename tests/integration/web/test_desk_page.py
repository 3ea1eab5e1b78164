"""The staff's list of open cases, and what they do with them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.language.tokens import import_spacy
from tests.integration.web.fakes import EMERGENCY, ORDINARY, URGENT, Clinic

# The desk reads messages with our language rules to mark words; the web process imports at start
# what they need, and warnings of that import are not ours.
import_spacy()

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]

PAGES = ["/desk", "/desk/queue", "/desk/alerts", "/api/desk/escalations", "/desk/events"]


@pytest.mark.parametrize("path", PAGES)
async def test_an_outsider_sees_nothing(clinic: Clinic, path: str) -> None:
    fetched = await clinic.client.get(path, headers={"Accept": "application/json"})
    assert fetched.status_code == 401
    page = await clinic.client.get(path, headers={"Accept": "text/html"})
    assert page.status_code in (303, 401)


@pytest.mark.parametrize("path", PAGES)
async def test_an_editor_is_no_receptionist(clinic: Clinic, path: str) -> None:
    eve = clinic.receptionist("Eve", "editor", "approver")
    assert (await eve.fetch(path)).status_code == 403


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
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    await alice.says(f"<script>alert(1)</script><img src=x onerror=alert(1)> {EMERGENCY}")
    for path in ("/desk", f"/desk/conversations/{alice.id}"):
        page = (await anna.get(path)).text
        assert "&lt;script&gt;alert(1)" in page and "<img" not in page
        for words in ("Emergency", "Red flag", "Waiting <b>0 s</b>", "target 1 min"):
            assert words in page
    assert "Call 911 now" in page


async def test_the_words_that_raised_it_are_marked_and_the_rule_has_its_source(
    clinic: Clinic,
) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    clinic.engine.answer = clinic.engine.answer and [
        {**clinic.engine.answer[0], "urgency": "emergency", "rules": ["E02"]}
    ]
    await alice.says("since lunch I can't breathe properly")
    page = (await anna.get(f"/desk/conversations/{alice.id}")).text
    assert '<mark title="breathing difficulty">' in page
    assert "E02" in page and "labelling rules from day 0" in page


async def test_claimed_resolved_reopened_and_taken_back(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    await (await clinic.patient()).says(EMERGENCY)
    (case,) = await clinic.cases()
    path = f"/desk/cases/{case['id']}"
    claimed = (await anna.post(f"{path}/claim", version=case["version"])).json()
    assert (await clinic.cases())[0]["claimed_by"] == "Anna"
    resolved = await anna.post(f"{path}/resolve", version=claimed["version"], outcome="advised")
    assert resolved.json()["case"] == "resolved" and await clinic.cases() == []
    assert (await anna.post(f"{path}/undo")).json()["case"] == "claimed"
    (again,) = await clinic.cases()
    resolved = await anna.post(f"{path}/resolve", version=again["version"], outcome="clinician")
    reopened = await anna.post(f"{path}/reopen", version=resolved.json()["version"])
    assert reopened.json()["case"] == "claimed"
    page = (await anna.get(f"/desk/conversations/{case['conversation_id']}")).text
    assert "Anna resolved it: Passed to the clinician" in page


async def test_who_comes_second_is_told_who_was_first(clinic: Clinic) -> None:
    anna, ben = clinic.receptionist("Anna"), clinic.receptionist("Ben")
    await (await clinic.patient()).says(EMERGENCY)
    (case,) = await clinic.cases()
    path = f"/desk/cases/{case['id']}/claim"
    await anna.post(path, version=case["version"])
    late = await ben.post(path, version=case["version"])
    assert late.status_code == 409
    assert late.json()["error"]["message"] == "Anna has taken this case first."


async def test_a_case_is_not_resolved_over_something_worse_that_came_meanwhile(
    clinic: Clinic,
) -> None:
    anna, alice = clinic.receptionist("Anna"), await clinic.patient()
    await alice.says(URGENT)
    (case,) = await clinic.cases()
    path = f"/desk/cases/{case['id']}"
    claimed = (await anna.post(f"{path}/claim", version=case["version"])).json()
    await alice.says(EMERGENCY)
    stale = await anna.post(f"{path}/resolve", version=claimed["version"], outcome="advised")
    assert stale.status_code == 409 and "more serious" in stale.json()["error"]["message"]
    (now,) = await clinic.cases()
    assert (now["urgency"], now["acknowledged"]) == ("emergency", False)
    await anna.post(f"{path}/acknowledge")
    assert (await clinic.cases())[0]["acknowledged"]


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999", "2"])
async def test_a_wrong_version_changes_nothing(clinic: Clinic, version: str) -> None:
    anna = clinic.receptionist("Anna")
    await (await clinic.patient()).says(EMERGENCY)
    (case,) = await clinic.cases()
    answer = await anna.post(f"/desk/cases/{case['id']}/claim", version=version)
    assert answer.status_code == 409
    assert (await clinic.cases())[0]["status"] == "open"


async def test_a_case_is_given_to_a_colleague_of_the_desk_only(clinic: Clinic) -> None:
    anna, ben, eve = (
        clinic.receptionist("Anna"),
        clinic.receptionist("Ben"),
        clinic.receptionist("Eve", "editor"),
    )
    await (await clinic.patient()).says(EMERGENCY)
    (case,) = await clinic.cases()
    path = f"/desk/cases/{case['id']}/assign"
    refused = await anna.post(path, version=case["version"], to=eve.account.id)
    assert refused.status_code == 422
    await anna.post(path, version=case["version"], to=ben.account.id)
    assert (await clinic.cases())[0]["claimed_by"] == "Ben"


async def test_a_forged_form_changes_nothing(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    await (await clinic.patient()).says(EMERGENCY)
    (case,) = await clinic.cases()
    path = f"/desk/cases/{case['id']}/claim"
    for headers in ({}, {"X-CSRF-Token": "x"}, {"Origin": "http://evil.test"}):
        forged = await clinic.client.post(
            path, data={"version": "1"}, headers={**anna.headers, **headers}
        )
        assert forged.status_code == 403
    assert (await clinic.cases())[0]["status"] == "open"


async def test_notes_stay_private(clinic: Clinic) -> None:
    anna, alice = clinic.receptionist("Anna"), await clinic.patient()
    await alice.says(EMERGENCY)
    kept = await anna.post(f"/desk/conversations/{alice.id}/note", text="<b>sounds drunk</b>")
    assert kept.status_code == 200
    page = (await anna.get(f"/desk/conversations/{alice.id}")).text
    assert "&lt;b&gt;sounds drunk" in page
    assert "drunk" not in str(await alice.transcript())
    empty = await anna.post(f"/desk/conversations/{alice.id}/note", text="  ")
    assert empty.status_code == 422


async def test_a_case_of_a_deleted_chat_can_still_be_closed_but_not_written_to(
    clinic: Clinic,
) -> None:
    anna, alice = clinic.receptionist("Anna"), await clinic.patient()
    await alice.says(EMERGENCY)
    (case,) = await clinic.cases()
    await clinic.client.post(alice.path("forget"), headers=alice.headers)
    base = f"/desk/conversations/{alice.id}"
    assert "The patient deleted this chat" in (await anna.get(base)).text
    for path, form in (
        ("join", {}), ("say", {"text": "hello"}), ("note", {"text": "x"}), ("hand-back", {}),
    ):  # fmt: skip
        answer = await anna.post(f"{base}/{path}", **form)
        assert answer.status_code == 410, path
        assert "deleted" in answer.json()["error"]["message"]
    done = await anna.post(
        f"/desk/cases/{case['id']}/resolve", version=case["version"], outcome="other"
    )
    assert done.status_code == 200


async def test_a_chat_that_never_was_is_not_found(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    assert (await anna.get(f"/desk/conversations/{'x' * 22}")).status_code == 404
    assert (await anna.post("/desk/cases/nope/claim", version=1)).status_code == 404


async def test_an_alerts_link_leads_to_the_chat(clinic: Clinic) -> None:
    anna, alice = clinic.receptionist("Anna"), await clinic.patient()
    await alice.says(EMERGENCY)
    (case,) = await clinic.cases()
    led = await anna.get(f"/desk/cases/{case['id']}")
    assert led.headers["location"] == f"/desk/conversations/{alice.id}"


async def test_the_print_view_holds_the_case_on_one_page(clinic: Clinic) -> None:
    anna, alice = clinic.receptionist("Anna"), await clinic.patient()
    await alice.says(EMERGENCY)
    page = (await anna.get(f"/desk/conversations/{alice.id}/print")).text
    assert EMERGENCY.replace("'", "&#39;") in page.replace(
        '<mark title="breathing difficulty">', ""
    ).replace("</mark>", "")
    assert "Case opened" in page and "not a diagnosis" in page
