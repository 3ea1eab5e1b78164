"""Every state of the chat on every screen: accessible, whole, and with what can be pressed in reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_clinic import RED
from tests.browser.conftest import Phone, accessible, no_sideways_scrolling, phone_at
from tests.integration.web.fakes import ORDINARY

pytestmark = pytest.mark.browser

SIZES = {"small": (320, 568), "phone": (390, 844), "desktop": (1280, 800)}


def small_targets(page: Page) -> list[str]:
    """What can be pressed and is smaller than 44 px; links within sentences may be."""
    return page.evaluate(
        """() => [...document.querySelector("aftercare-chat").shadowRoot
          .querySelectorAll("button, input, textarea, summary, a:not(.whole)")]
          .filter(n => n.checkVisibility() && n.type !== "checkbox")
          .filter(n => n.offsetHeight < 44 || n.offsetWidth < 44)
          .map(n => `${n.outerHTML.slice(0, 80)} ${n.offsetWidth}x${n.offsetHeight}`)"""
    )


def states(phone: Phone) -> Iterator[str]:
    """Goes through the states of the chat and names each."""
    page = phone.page
    yield "welcome"
    phone.say("it twitches")
    expect(page.get_by_role("button", name="Between the brows")).to_be_visible()
    yield "area"
    page.get_by_role("button", name="Jaw").click()
    expect(page.get_by_role("button", name="Pick a date")).to_be_visible()
    yield "timing"
    page.get_by_role("button", name="Pick a date").click()
    yield "date"
    page.get_by_role("button", name="2 to 4 days ago").click()
    expect(page.locator(".timeline")).to_be_visible()
    page.get_by_text("Where this comes from").last.click()
    yield "timeline"
    page.get_by_role("button", name="Not helpful").last.click()
    expect(page.get_by_label("What should be better? (optional)")).to_be_in_viewport(ratio=1)
    yield "thumbs"
    phone.say(RED)
    expect(page.locator(".card")).to_be_visible()
    yield "urgent"
    phone.say(RED)
    expect(page.locator(".card")).to_have_count(2)
    yield "again"
    page.get_by_role("button", name="Leave a number").click()
    yield "contact"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More choices").click()
    yield "menu"
    page.get_by_role("button", name="Delete my chat").click()
    yield "delete"
    page.get_by_role("button", name="Keep it").click()
    phone.say("w" * 1001)
    yield "too-long"
    phone.context.set_offline(True)
    phone.say(ORDINARY)
    expect(page.locator("#state")).to_contain_text("not sent yet")
    yield "offline"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_state_is_accessible_and_fits(
    browser: Browser, address: str, shots: Path, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    phone = phone_at(
        browser,
        address,
        shots,
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    phone.page.goto(address + "/chat")
    for state in states(phone):
        phone.look(f"{state}-{size}-{scheme}")
        accessible(phone.page)
        no_sideways_scrolling(phone.page)
        assert (state, small_targets(phone.page)) == (state, [])
    assert (
        phone.page.evaluate(
            """() => document.querySelector("aftercare-chat").shadowRoot.getAnimations().length"""
        )
        == 0
    )
    phone.context.close()
    assert phone.complaints == []


@pytest.mark.parametrize("size", SIZES)
def test_question_and_choices_are_in_view_with_the_answer(
    browser: Browser, address: str, shots: Path, size: str
) -> None:
    width, height = SIZES[size]
    phone = phone_at(browser, address, shots, viewport={"width": width, "height": height})
    page = phone.page
    page.goto(address + "/chat")
    phone.say("it twitches")
    expect(page.locator("#question")).to_be_in_viewport(ratio=1)
    for name in ("Forehead", "Chin", "Jaw"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Jaw").click()
    for name in ("Today", "5 to 9 days ago", "More than 2 weeks ago"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    expect(page.locator("#question")).to_have_text("When were you treated?")
    page.get_by_role("button", name="Yesterday").click()
    phone.say(RED)
    card = page.locator(".card")
    expect(card.get_by_role("heading")).to_be_in_viewport(ratio=1)
    expect(card.locator(".call")).to_be_in_viewport(ratio=1)
    expect(page.locator("#ask")).to_be_hidden()
    assert card.locator("li").count() <= 5
    assert card.locator("h3 .whole").evaluate("node => node.getClientRects().length") == 1
    phone.context.close()
