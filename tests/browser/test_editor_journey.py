"""From a question nobody answers to a live answer: by keyboard alone, by two people, with the real
sign-in, the real replay in a process of its own, and all of the clinic's content."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.settings import ROOT
from knowledge import files
from knowledge.checks import normalised
from knowledge.engine import create
from knowledge.migrations import upgrade
from knowledge.repository import Repository
from tests.browser.desk_places import Place, place_at
from tests.browser.editor_office import accessible
from tests.integration.web.fakes import FakeEngine, reply

pytestmark = pytest.mark.browser

QUESTION = "may I play the bagpipes tonight"
ANSWER = "Wait a day with the bagpipes. Blowing hard makes your face work. Rest on the first day."


def tab_to(page: Page, target: Locator) -> None:
    """Move the focus to `target` with the tabulator, as somebody without a mouse does."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"{target} is not reached with the tabulator")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go there with the tabulator and press a key."""
    tab_to(page, target)
    page.keyboard.press(key)


def write(page: Page, label: str, text: str) -> None:
    """Go to a field with the tabulator, and type in place of what is there."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def answering(repository: Repository) -> Any:
    """A language engine that knows what is live, and questions only word for word."""

    def answer(text: str) -> list[dict[str, Any]]:
        for entry in repository.library().entries.values():
            if normalised(text) in map(normalised, entry.questions):
                return [reply(entry.answer, urgency=entry.urgency, entries=[entry.id])]
        told = "That is not in our information."
        return [
            reply(told, urgency="info", entries=[], sources=[])
            | {"hand_over": True, "reason": "not_covered"}
        ]

    return answer


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    database = create(f"sqlite:///{tmp_path / 'desk.db'}")
    upgrade(database)
    repository = Repository(database)
    assert repository.import_yaml(files.CONTENT, author="up").problems == ()
    # Where the product has run before, its embeddings save a minute of a busy machine.
    if (ROOT / "var" / "cache").is_dir():
        shutil.copytree(ROOT / "var" / "cache", tmp_path / "cache")
    return repository


def asks(place: Place, text: str) -> Locator:
    """Somebody asks in the chat; the place of the answer."""
    phone = place.patient()
    phone.say(text)
    return phone.page.locator(".line.bot").last


def test_an_unanswered_question_becomes_a_live_answer(
    browser: Browser, repository: Repository, tmp_path: Path, shots: Path
) -> None:
    engine = FakeEngine()
    engine.answer = answering(repository)
    began = time.monotonic()
    with place_at(tmp_path, browser, engine, shots) as place:
        expect(asks(place, QUESTION)).to_contain_text("not in our information", timeout=20_000)

        alice = place.receptionist("Alice", "editor").page
        alice.set_default_timeout(30_000)
        alice.goto(f"{place.address}/editor")
        press(alice, alice.get_by_role("link", name="Questions"))
        start = alice.get_by_role("button", name=f"New entry from “{QUESTION}”")
        for _ in range(10):
            # Questions are stored every two seconds.
            if start.count():
                break
            alice.wait_for_timeout(500)
            alice.reload()
        expect(start).to_be_visible()
        accessible(alice)
        press(alice, start)
        expect(alice.get_by_label("Example questions", exact=True)).to_have_value(QUESTION)
        write(alice, "Title", "Bagpipes and other wind instruments")
        write(alice, "Answer", ANSWER)
        tab_to(alice, alice.get_by_label("Example questions", exact=True))
        alice.keyboard.press("Control+End")
        more = ("can i blow my trumpet", "bagpipes practice after treatment")
        for text in (*more, "is blowing into a flute bad", "saxophone on the first day"):
            alice.keyboard.press("Enter")
            alice.keyboard.type(text)
        write(alice, "Topic", "wind-instruments")
        section = alice.locator("summary", has_text="S10 ")
        press(alice, alice.locator("summary", has_text="Where it comes from").first)
        write(alice, "Find a fact", "hard exercise")
        expect(section).to_be_visible()
        fact = alice.get_by_label("88. No hard exercise")
        expect(fact).to_be_visible()
        press(alice, fact, "Space")
        expect(alice.locator("#preview")).to_contain_text("Wait a day with the bagpipes")
        expect(alice.locator("#preview")).to_contain_text("Fit to be sent for review")
        press(alice, alice.get_by_role("button", name="Save and send for review"))
        expect(alice.get_by_text("Somebody else has to approve it now")).to_be_visible()
        path = alice.url.split("?")[0]

        bob = place.receptionist("Bob", "approver").page
        bob.set_default_timeout(30_000)
        bob.goto(f"{place.address}/editor?status=in_review")
        press(bob, bob.get_by_role("link", name="Bagpipes and other wind instruments"))
        press(bob, bob.get_by_role("link", name="Review", exact=True).last)
        bob.wait_for_url(path)
        report = bob.locator("#replay-report")
        expect(report).to_contain_text("messages replayed in", timeout=150_000)
        expect(report).to_contain_text("Nothing stands against it")
        accessible(bob)
        bob.screenshot(path=shots / "review-real.png", full_page=True)
        press(bob, bob.get_by_role("button", name="Approve"))
        expect(bob.get_by_text("Patients are answered from it now")).to_be_visible()

        expect(asks(place, QUESTION)).to_contain_text(
            "Wait a day with the bagpipes", timeout=20_000
        )
        took = time.monotonic() - began
        text = bob.context.request.get(path).text()
        print("replay", text.split("messages replayed in")[1][:8] if "replayed in" in text else "")
        print(f"whole journey {took:.0f} s")
        assert took < 300
