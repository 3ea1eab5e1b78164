"""A staff member's reply in a chat can begin a new entry, for those who may write entries."""

from __future__ import annotations

import html
import re

import pytest

from bot.language.tokens import import_spacy
from tests.integration.web.fakes import EMERGENCY, Clinic, Patient
from tests.integration.web.staffing import Colleague

import_spacy()

TOLD = (
    "Hello, this is Anna.\n\nWait a day, then dive. Call 555-0100 if unsure, or anna@clinic.test."
)


async def talked(clinic: Clinic, anna: Colleague) -> Patient:
    """A chat that Anna took over and answered in."""
    alice = await clinic.patient()
    await alice.says(EMERGENCY)
    contact = {"name": "Alice Smith", "phone": "555 010 9988", "consent": True}
    await clinic.client.post(alice.path("contact"), json=contact, headers=alice.headers)
    await anna.post(f"/desk/conversations/{alice.id}/join")
    await alice.send("Alice again: may I dive")
    await anna.post(f"/desk/conversations/{alice.id}/say", text=TOLD)
    return alice


def fields(page: str) -> dict[str, str]:
    """What the button would send."""
    (form,) = re.findall(r'action="/editor/from-reply".*?</form>', page, re.DOTALL)
    pairs = re.findall(r'name="(\w+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in pairs}


@pytest.mark.parametrize(
    "roles", [("front_desk", "editor"), ("front_desk", "approver"), ("admin",)]
)
async def test_a_reply_begins_an_entry_without_who_was_there(
    clinic: Clinic, roles: tuple[str, ...]
) -> None:
    anna = clinic.receptionist("Anna", *roles)
    alice = await talked(clinic, anna)
    sent = fields((await anna.get(f"/desk/conversations/{alice.id}")).text)
    assert sent["question"] == "[name] again: may I dive"
    answer = await anna.post("/editor/from-reply", **sent)
    assert answer.headers["location"] == "/editor/new?said=from_reply"
    form = html.unescape((await anna.get("/editor/new")).text)
    assert "[name] again: may I dive</textarea>" in form
    told = "Hello, this is [name].\n\nWait a day, then dive. Call {clinic_phone} if unsure, or"
    assert told in form and "anna@" not in form
    entries = [row for row in clinic.rows("staff_audit") if row.action == "entry_begun"]
    assert [(row.subject, row.actor) for row in entries] == [(alice.id, "Anna")]
    assert "dive" not in str(clinic.rows("staff_audit"))


async def test_who_may_not_write_entries_sees_no_button_and_is_refused(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    alice = await talked(clinic, anna)
    for path in ("", "/transcript"):
        page = (await anna.get(f"/desk/conversations/{alice.id}{path}")).text
        assert "Wait a day" in page and "Make this an entry" not in page
    refused = await anna.post("/editor/from-reply", question="x", answer="y")
    assert refused.status_code == 403
    assert clinic.rows("knowledge_autosave") == []


async def test_only_what_staff_wrote_has_the_button(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna", "front_desk", "editor")
    alice = await clinic.patient()
    await alice.says(EMERGENCY)
    assert "Make this an entry" not in (await anna.get(f"/desk/conversations/{alice.id}")).text
