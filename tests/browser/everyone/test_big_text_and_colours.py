"""Text twice as big, the colours of the reader, a window that is hardly there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chat_clinic import RED
from tests.browser.conftest import accessible, no_sideways_scrolling, phone_at

pytestmark = pytest.mark.browser


def test_twice_as_big_text_fits(browser: Browser, address: str, shots: Path) -> None:
    phone = phone_at(browser, address, shots)
    session = phone.context.new_cdp_session(phone.page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    phone.page.goto(address + "/chat")
    box = phone.page.locator("#text")
    assert box.evaluate("node => node.scrollHeight <= node.clientHeight")
    phone.say("it twitches")
    expect(phone.page.get_by_role("button", name="Forehead")).to_be_in_viewport(ratio=1)
    size = phone.page.locator("#question").evaluate("node => getComputedStyle(node).fontSize")
    assert size == "32px"
    phone.look("big-text")
    no_sideways_scrolling(phone.page)
    # The list of places was scrolled; the list of days begins at its beginning all the same.
    phone.page.get_by_role("button", name="Neck").click()
    expect(phone.page.get_by_role("button", name="Today")).to_be_in_viewport(ratio=1)
    phone.say(RED)
    expect(phone.page.locator(".card .call")).to_be_in_viewport(ratio=1)
    phone.look("big-text-card")
    accessible(phone.page)
    no_sideways_scrolling(phone.page)
    phone.context.close()


def test_a_person_is_one_tap_away_on_the_smallest_phone_with_the_biggest_text(
    browser: Browser, address: str, shots: Path
) -> None:
    phone = phone_at(browser, address, shots, viewport={"width": 320, "height": 568})
    session = phone.context.new_cdp_session(phone.page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    phone.page.goto(address + "/chat")
    for text in ("3 days ago", RED):
        phone.say(text)
        expect(phone.page.locator(".timeline, .card").last).to_be_attached()
        for one in ("nav a >> nth=0", "nav a >> nth=1", "#person", "#send"):
            expect(phone.page.locator(one)).to_be_in_viewport(ratio=1)
    # What stays does not lie over the card.
    numbers = phone.page.locator("nav").bounding_box()
    heading = phone.page.locator(".card h3").bounding_box()
    assert numbers and heading and heading["y"] >= numbers["y"] + numbers["height"]
    expect(phone.page.locator(".card .call")).to_be_in_viewport(ratio=1)
    phone.look("big-text-small-phone")
    accessible(phone.page)
    no_sideways_scrolling(phone.page)
    phone.context.close()


def test_high_contrast_colours_and_a_very_short_window(
    browser: Browser, address: str, shots: Path
) -> None:
    phone = phone_at(
        browser,
        address,
        shots,
        viewport={"width": 320, "height": 256},
        forced_colors="active",
        color_scheme="dark",
    )
    phone.page.goto(address + "/chat")
    phone.say("it twitches")
    phone.page.get_by_role("button", name="Jaw").click()
    phone.page.get_by_role("button", name="2 to 4 days ago").click()
    expect(phone.page.locator(".timeline")).to_be_attached()
    phone.say(RED)
    expect(phone.page.locator(".card .call")).to_be_in_viewport()
    phone.look("forced-colours-short")
    accessible(phone.page)
    no_sideways_scrolling(phone.page)
    phone.context.close()
