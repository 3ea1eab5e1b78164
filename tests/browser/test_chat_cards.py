"""Every urgent card, as it would really be shown: whole, at once, in the patient's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from bot.case import CaseFacts
from bot.reply import card_reply
from bot.settings import load
from bot.triage.assess import Assessment, rules
from tests.browser.chat_clinic import clinic
from tests.browser.conftest import Phone, phone_at
from tests.integration.web.fakes import FakeEngine
from tests.integration.web.server import serving

pytestmark = pytest.mark.browser

SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
SETTINGS = load()
ROWS = {rule.card: rule for rule in reversed(rules()) if rule.card}
"""The first row of the decision table for each card."""


def card(name: str) -> dict[str, Any]:
    """The reply that carries a card."""
    rule = ROWS[name]
    facts = CaseFacts(symptoms=(sorted(rule.any)[0].split(":")[0],))
    return card_reply(Assessment(rule.urgency, (rule,)), facts, SETTINGS).to_dict()


@pytest.fixture
def address(tmp_path: Path, engine: FakeEngine) -> Iterator[str]:
    """An app that shows the card that is named."""
    with serving(clinic(tmp_path, engine)) as address:
        engine.answer = lambda text: [card(text.removeprefix("show "))]
        yield address


def ask_for(phone: Phone, name: str) -> None:
    """Send what brings the card, in any language of the interface."""
    phone.page.locator("#text").fill(f"show {name}")
    phone.page.keyboard.press("Enter")


@pytest.mark.parametrize("locale", ["en-US", "es-MX"])
@pytest.mark.parametrize(("path", "size"), [("/chat", "phone"), ("/", "phone"), ("/", "desktop")])
def test_every_card_is_whole_and_in_view(
    browser: Browser, address: str, shots: Path, size: str, path: str, locale: str
) -> None:
    width, height = SIZES[size]
    view = {"width": width, "height": height}
    phone = phone_at(browser, address, shots, viewport=view, locale=locale)
    page = phone.page
    page.goto(address + path)
    if path == "/":
        page.locator("#launcher").click()
        if locale == "es-MX":
            # The sample page is English; who reads Spanish is offered it at once.
            page.get_by_role("button", name="Español").first.click()
    if locale == "es-MX":
        # The panel is made anew in the other language; what is typed before goes with the old one.
        expect(page.get_by_role("button", name="Enviar")).to_be_visible()
    for number, name in enumerate(ROWS):
        ask_for(phone, name)
        expect(page.locator(".card h3")).to_have_count(number + 1)
        shown = page.locator(".card").last
        for part in ("h3", ".call", "ul"):
            expect(shown.locator(part).first).to_be_in_viewport(ratio=1)
        assert shown.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
        expect(shown.locator("h3")).to_have_attribute("lang", locale[:2])
    phone.look(f"card-{size}-{locale}")
    phone.context.close()
    assert phone.complaints == []


def test_on_the_smallest_phone_the_action_and_the_first_point_are_in_view(
    browser: Browser, address: str, shots: Path
) -> None:
    phone = phone_at(browser, address, shots, viewport={"width": 320, "height": 568})
    page = phone.page
    page.goto(address + "/chat")
    for number, name in enumerate(ROWS):
        ask_for(phone, name)
        expect(page.locator(".card h3")).to_have_count(number + 1)
        shown = page.locator(".card").last
        for part in ("h3", ".call", "li"):
            expect(shown.locator(part).first).to_be_in_viewport(ratio=1)
        # The rest is a scroll away, by keyboard too, and nothing is cut.
        shown.locator("li").last.scroll_into_view_if_needed()
        expect(shown.locator("li").last).to_be_in_viewport(ratio=1)
    phone.context.close()


def test_the_crisis_line_can_be_texted_every_time(phone: Phone) -> None:
    ask_for(phone, "crisis")
    first = phone.page.locator(".card")
    expect(first.get_by_role("link", name="Text 988")).to_have_attribute("href", "sms:988")
    ask_for(phone, "crisis")
    again = phone.page.locator(".card").last
    expect(again).to_contain_text("still holds")
    for name in ("Call 988", "Text 988"):
        expect(again.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)


def test_an_ambulance_first_and_the_crisis_line_as_well(phone: Phone, engine: FakeEngine) -> None:
    both = card("breathing")
    both["facts"]["symptoms"] = ["suicidal_thoughts", "breathing_difficulty"]
    engine.answer = [both]
    ask_for(phone, "breathing")
    shown = phone.page.locator(".card")
    expect(shown.get_by_role("heading")).to_have_text("Call 911 now")
    expect(shown).to_contain_text("If you think of ending your life, call or text 988 as well.")
    expect(shown.get_by_role("link", name="988")).to_have_attribute("href", "tel:988")


def test_the_keyboard_of_a_phone_makes_room_for_the_card(
    browser: Browser, address: str, shots: Path
) -> None:
    phone = phone_at(browser, address, shots, has_touch=True, is_mobile=True)
    page = phone.page
    page.goto(address + "/chat")
    page.locator("#text").tap()
    expect(page.locator("#text")).to_be_focused()
    ask_for(phone, "breathing")
    expect(page.locator(".card")).to_be_visible()
    expect(page.locator("#text")).not_to_be_focused()
    phone.context.close()
