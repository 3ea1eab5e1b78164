"""Two minutes at the desk, with the real red-flag rules, cards and answers; takes the README's pictures.

`AFTERCARE_PICTURES=docs/pictures pytest tests/browser/test_desk_tour.py` renews them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.case.facts import CaseFacts
from bot.conversation import urgent_reply
from bot.language.tokens import import_spacy
from bot.triage import screen_case
from knowledge.engine import create
from knowledge.files import CONTENT
from knowledge.migrations import upgrade
from knowledge.repository import Repository
from tests.browser.desk_places import Place, place_at
from tests.integration.web.fakes import FakeEngine, reply

pytestmark = pytest.mark.browser
import_spacy()


@pytest.fixture
def place(tmp_path: Path, browser: Browser, shots: Path) -> Iterator[Place]:
    """A clinic with the published answers; the language engine is down but for small talk."""
    database = create(f"sqlite:///{tmp_path / 'knowledge.db'}")
    upgrade(database)
    repository = Repository(database)
    repository.import_yaml(CONTENT, author="tour")
    engine = FakeEngine()
    engine.answer = [
        reply(
            "I have passed your chat to the clinic team.",
            facts=CaseFacts().public(),
            hand_over=True,
            reason="hand_over",
        )
    ]
    with place_at(
        tmp_path,
        browser,
        engine,
        shots,
        screen=screen_case,
        urgent_reply=urgent_reply,
        library=repository.library,
        clinic_name="Harbour Clinic",
    ) as place:
        yield place


def test_two_minutes_at_the_desk(place: Place) -> None:
    anna = place.receptionist("Anna")
    desk = anna.page
    expect(desk.locator("#line")).to_have_text("Live")
    for text in (
        "Could somebody call me about my appointment?",
        "I had botox in my neck 6 days ago and since this morning I have trouble swallowing",
        "had my masseter done on friday, now i can't breathe properly and feel faint",
    ):
        patient = place.patient()
        patient.say(text)
        expect(patient.page.locator(".line, .card").last).to_be_visible()
        expect(desk.locator(".case").filter(has_text=text[:20])).to_be_visible()
    first, second, third = (desk.locator(".case").nth(n) for n in range(3))
    expect(first).to_contain_text("Emergency")
    expect(second).to_contain_text("Urgent")
    expect(third).to_contain_text("Asked for a person")
    expect(first.locator("mark").first).to_contain_text("can't breathe")
    anna.look("desk-queue")

    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/desk/conversations/*")
    expect(desk.locator("#about")).to_contain_text("E02")
    expect(desk.locator("#about")).to_contain_text("labelling rules from day 0")
    desk.keyboard.press("t")
    expect(desk.locator("#case")).to_contain_text("You are in this chat")
    desk.keyboard.press("m")
    desk.keyboard.type("This is Anna from the front desk. Have you called 911? I stay with you.")
    desk.keyboard.press("Enter")
    expect(desk.locator("#transcript")).to_contain_text("I stay with you.")
    patient.say("yes they are on their way, my husband is here")
    expect(desk.locator("#transcript")).to_contain_text("my husband is here")
    desk.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    anna.look("desk-chat")
    desk.locator("#outcome").select_option("emergency_care")
    desk.get_by_role("button", name="Resolve").click()
    expect(desk.locator("#case")).to_contain_text("Resolved: Sent to emergency care")

    desk.goto(place.address + "/desk/ask")
    desk.get_by_label("In the caller's own words").fill("double vision since botox 4 days ago")
    desk.get_by_role("button", name="Get the answer").click()
    expect(desk.locator(".script")).to_contain_text("Call the clinic now")
    anna.look("desk-call")
    desk.goto(place.address + "/desk/numbers")
    expect(desk.locator("a.tile").first).to_contain_text("3")
    anna.look("desk-numbers")
