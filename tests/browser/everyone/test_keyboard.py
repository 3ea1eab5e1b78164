"""Everything can be done with the keyboard, and the focus never gets lost."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_clinic import RED
from tests.browser.conftest import Phone, phone_at

pytestmark = pytest.mark.browser


def focus_of(page: Page) -> str:
    """The name of what has the focus in the chat."""
    return page.evaluate(
        """() => { const one = document.querySelector("aftercare-chat").shadowRoot.activeElement;
             return one ? (one.ariaLabel || one.innerText || one.id || one.name).trim() : "" }"""
    )


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until `name` has the focus."""
    for _ in range(40):
        if focus_of(page).startswith(name):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} is not reached, the focus is at {focus_of(page)}")


def test_the_keyboard_can_do_everything_and_never_gets_lost(phone: Phone) -> None:
    page = phone.page
    order = []
    for _ in range(7):
        page.keyboard.press("Tab")
        order.append(focus_of(page))
    assert order[:4] == ["More choices", "Call 911", "Call clinic", "Talk to a person"]
    page.get_by_label("Your message").focus()
    page.keyboard.type("it twitches")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Jaw")).to_be_visible()
    tab_to(page, "Jaw", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Yesterday")).to_be_visible()
    assert focus_of(page) == "text"
    tab_to(page, "Yesterday", "Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator(".timeline")).to_be_visible()
    tab_to(page, "Helpful", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".thumbs form")).to_be_visible()
    tab_to(page, "More choices", "Shift+Tab")
    page.keyboard.press("Enter")
    assert focus_of(page) == "Download this chat"
    page.keyboard.press("Escape")
    assert focus_of(page) == "More choices"
    page.keyboard.press("Enter")
    tab_to(page, "Delete my chat")
    page.keyboard.press("Enter")
    assert focus_of(page) == "Keep it"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert focus_of(page) != ""


def test_the_keyboard_alone_from_the_launcher_to_the_end(
    browser: Browser, address: str, shots: Path
) -> None:
    phone = phone_at(browser, address, shots, viewport={"width": 1280, "height": 800})
    page = phone.page
    page.goto(address + "/")
    page.locator("#launcher").wait_for()
    key = page.keyboard
    for _ in range(8):
        key.press("Tab")
        if page.evaluate("document.activeElement.localName") == "aftercare-chat":
            break
    key.press("Enter")
    expect(page.get_by_label("Your message")).to_be_focused()
    key.type("it twitches")
    key.press("Enter")
    expect(page.locator("#question")).to_have_text("Which part was treated?")
    tab_to(page, "Neck", "Shift+Tab")
    key.press("Enter")
    expect(page.locator("#question")).to_have_text("When were you treated?")
    tab_to(page, "Pick a date", "Shift+Tab")
    key.press("Enter")
    day = datetime.now(timezone.utc) - timedelta(days=3)
    key.type(f"{day:%m%d%Y}")
    tab_to(page, "Send")
    key.press("Enter")
    expect(page.locator(".timeline")).to_be_visible()
    tab_to(page, "Save the two-week review", "Shift+Tab")
    with page.expect_download() as got:
        key.press("Enter")
    assert got.value.suggested_filename == "review.ics"
    tab_to(page, "Where this comes from")
    key.press("Enter")
    expect(page.get_by_text("Small quirks that pass (S04)").last).to_be_visible()
    tab_to(page, "Not helpful")
    key.press("Space")
    tab_to(page, "What should be better?")
    key.type("too long")
    key.press("Enter")
    expect(page.locator("#state")).to_contain_text("Thank you")
    tab_to(page, "text")
    for _ in range(2):
        key.type(RED)
        key.press("Enter")
        expect(page.get_by_label("Your message")).to_have_value("")
    expect(page.locator(".card")).to_have_count(2)
    tab_to(page, "Show it again", "Shift+Tab")
    key.press("Enter")
    expect(page.locator(".card h3")).to_be_in_viewport(ratio=1)
    tab_to(page, "Call 555-0100")
    tab_to(page, "Leave a number")
    key.press("Enter")
    assert focus_of(page) == "name"
    key.type("Alice")
    tab_to(page, "phone")
    key.type("555 0199")
    key.press("Tab")
    key.press("Space")
    tab_to(page, "Send")
    key.press("Enter")
    expect(page.locator("#state")).to_contain_text("The clinic has your number")
    tab_to(page, "Talk to a person", "Shift+Tab")
    key.press("Enter")
    expect(page.locator(".line.patient").last).to_contain_text("talk to a person")
    tab_to(page, "More choices", "Shift+Tab")
    key.press("Enter")
    with page.expect_download() as got:
        key.press("Enter")
    assert got.value.suggested_filename == "chat.txt"
    tab_to(page, "More choices", "Shift+Tab")
    key.press("Enter")
    tab_to(page, "End this chat")
    key.press("Enter")
    tab_to(page, "End it")
    key.press("Enter")
    expect(page.locator(".line")).to_have_count(1)
    key.press("Escape")
    expect(page.locator("#launcher")).to_be_focused()
    phone.context.close()
    assert phone.complaints == []
