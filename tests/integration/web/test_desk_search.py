"""All chats: found, exported, and their facts put right."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest

from bot.case.facts import CaseFacts
from bot.language.tokens import import_spacy
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic, reply

import_spacy()


def knowing(**facts: Any) -> list[dict[str, Any]]:
    """An engine's answer that knows some facts."""
    case = CaseFacts(**facts)
    return [reply(facts=case.public(), case=case.to_dict())]


async def found(clinic: Clinic, **form: str) -> str:
    """The page with what fits."""
    anna = clinic.receptionist("Anna")
    answer = await anna.client.post(
        "/desk/conversations",
        data={**form, "csrf": csrf(anna.token)},
        headers={**anna.headers, "Accept": "text/html"},
    )
    assert answer.status_code == 200
    return answer.text


def csrf(token: str) -> str:
    """The form token of a session."""
    from bot.web.signin_cookies import csrf_for

    return csrf_for(token)


async def test_chats_are_found_by_day_urgency_area_outcome_and_words(clinic: Clinic) -> None:
    clinic.engine.answer = knowing(areas=("chin",), symptoms=("bruising",))
    alice = await clinic.patient()
    await alice.says("100% of my chin is blue_ish")
    clinic.clock.now += timedelta(days=1)
    bob = await clinic.patient()
    clinic.engine.answer = knowing(areas=("neck",), symptoms=("pain",))
    await bob.says(EMERGENCY)
    for form, who in (
        ({"text": "BLUE"}, alice), ({"text": "100%"}, alice), ({"text": "blue_ish"}, alice),
        ({"text": "breathe"}, bob), ({"area": "chin"}, alice),
        ({"urgency": "emergency"}, bob), ({"urgency": "self_care"}, alice),
        ({"outcome": "open"}, bob), ({"outcome": "none"}, alice),
        ({"from": "2025-03-11"}, bob), ({"to": "2025-03-10"}, alice), ({"day": "2025-03-10"}, alice),
    ):  # fmt: skip
        page = await found(clinic, **form)
        other = bob if who is alice else alice
        assert f"/desk/conversations/{who.id}" in page, form
        assert f"/desk/conversations/{other.id}" not in page, form
    both = await found(clinic, text="%", urgency="nonsense", day="yesterday")
    assert "1 chat that fits" in both, "a percent sign is a percent sign"
    nobody = await found(clinic, text="zebra")
    assert "No chat fits" in nobody


async def test_a_long_list_has_pages(clinic: Clinic) -> None:
    for _ in range(51):
        await clinic.patient()
    page = (await clinic.receptionist("Anna").get("/desk/conversations")).text
    assert "51 chats" in page and "Page 1 of 2" in page
    assert (await found(clinic, page="1")).count("/desk/conversations/") == 1


async def test_deleted_chats_and_calls_without_a_case_are_not_listed(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    await alice.says(ORDINARY)
    await clinic.client.post(alice.path("forget"), headers=alice.headers)
    await anna.post("/desk/ask", text=ORDINARY)
    assert "No chat yet" in (await anna.get("/desk/conversations")).text


async def test_the_export_is_whole_and_no_cell_is_a_formula(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    clinic.engine.answer = knowing(areas=("chin",), days=(3, 4), symptoms=("bruising",))
    await alice.says('=HYPERLINK("http://evil.test")')
    await alice.says(EMERGENCY)
    chats = json.loads((await anna.post("/desk/export", form="json")).text)
    assert [line["role"] for line in chats[0]["lines"]] == ["patient", "bot", "patient", "bot"]
    assert chats[0]["facts"]["days"] == [3, 4] and chats[0]["case"]["urgency"] == "emergency"
    answer = await anna.post("/desk/export", form="csv")
    assert answer.headers["content-type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert row["days"] == "3-4" and not row["transcript"].startswith("=")
    empty = await anna.post("/desk/export", form="json", text="zebra")
    assert json.loads(empty.text) == []


async def test_the_export_tells_the_thumbs_and_their_words(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    good, poor = await alice.says(ORDINARY), await alice.says("and sport?")
    for thumb in (
        {"reply": good["id"], "thumb": "up"},
        {"reply": poor["id"], "thumb": "down", "words": "no word of sport"},
    ):
        given = await clinic.client.post(alice.path("feedback"), json=thumb, headers=alice.headers)
        given.raise_for_status()
    (chat,) = json.loads((await anna.post("/desk/export", form="json")).text)
    assert [(line["thumb"], line["thumb_words"]) for line in chat["lines"]] == [
        (None, None),
        ("up", None),
        (None, None),
        ("down", "no word of sport"),
    ]
    table = (await anna.post("/desk/export", form="csv")).text
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["thumbs_up"], row["thumbs_down"]) == ("1", "1")
    assert row["transcript"].endswith("(the patient's thumb down: no word of sport)")


async def test_a_wrong_fact_is_put_right_at_once_and_for_the_next_answer(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    clinic.engine.answer = knowing(
        areas=("chin",), days=(3, 3), symptoms=("eyelid_droop", "pain"),
        signs=frozenset({"eyelid_droop:mild"}), treatments={"chin": (3, 3)},
    )  # fmt: skip
    await alice.says("my name is Alice Smith, call me on 555 010 0199, chin, it hurts")
    path = f"/desk/conversations/{alice.id}/correct"
    for form in (
        {"field": "symptoms", "how": "remove", "value": "eyelid_droop"},
        {"field": "areas", "how": "add", "value": "neck"},
        {"field": "days", "how": "set", "value": "12"},
        {"field": "trend", "how": "add", "value": "worsening"},
    ):
        assert (await anna.post(path, **form)).status_code == 200
    await alice.says("and now?")
    case = CaseFacts.from_dict(clinic.engine.asked[-1][2]["case"])
    assert (case.areas, case.days, case.symptoms) == (("chin", "neck"), (12, 12), ("pain",))
    assert (case.trend, case.signs, case.treatments) == ("worsening", frozenset(), {})
    page = (await anna.get(f"/desk/conversations/{alice.id}")).text
    assert "Anna corrected a fact: days: 3, 3 → 12, 12" in page


async def test_what_was_put_right_is_kept_to_learn_from_without_identity(clinic: Clinic) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    clinic.engine.answer = knowing(areas=("chin",))
    await alice.says("My name is Alice Smith, call me on +1 555 010-0199 or a@b.org about my chin")
    path = f"/desk/conversations/{alice.id}/correct"
    contact = {"name": "Rosalind", "phone": "555 0100", "consent": True}
    await clinic.client.post(alice.path("contact"), json=contact, headers=alice.headers)
    clinic.engine.answer = knowing(areas=("chin",))
    await alice.says("Dr. Jones did it 3 days ago at 10:30, yours Rosalind")
    await anna.post(path, field="areas", how="remove", value="chin")
    await anna.post(path, field="areas", how="remove", value="chin")
    (kept,) = clinic.app.state.parts.desk.corrections.export()
    assert (kept["field"], kept["was"], kept["should_be"]) == ("areas", ["chin"], [])
    for secret in ("Alice", "Smith", "555", "0199", "a@b.org", "Jones", "Rosalind", alice.id):
        assert secret not in str(kept)
    assert kept["text"] == (
        "My name is [name], call me on [number] or [address] about my chin\n"
        "[name] did it 3 days ago at 10:30, yours [name]"
    )


@pytest.mark.parametrize(
    "form",
    [
        {"field": "episode", "how": "set", "value": "9"},
        {"field": "areas", "how": "add", "value": "elbow"},
        {"field": "symptoms", "how": "add", "value": "<script>"},
        {"field": "days", "how": "set", "value": "-1"},
        {"field": "days", "how": "set", "value": "soon"},
        {"field": "trend", "how": "add", "value": "sideways"},
        {},
    ],
)
async def test_a_fact_that_can_not_be_is_refused(clinic: Clinic, form: dict[str, str]) -> None:
    alice, anna = await clinic.patient(), clinic.receptionist("Anna")
    await alice.says(ORDINARY)
    answer = await anna.post(f"/desk/conversations/{alice.id}/correct", **form)
    assert answer.status_code == 422
    assert clinic.rows("desk_corrections") == []
