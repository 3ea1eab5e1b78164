"""Places that are tapped, days that are picked, and what is drawn of the days since."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chat_clinic import RED
from tests.browser.conftest import Phone
from tests.integration.web.fakes import FakeEngine

pytestmark = pytest.mark.browser


def test_the_face_can_be_tapped_and_its_names_light_up(phone: Phone, engine: FakeEngine) -> None:
    page = phone.page
    phone.say("it twitches")
    chin = page.locator("path.region[data-value='chin']")
    page.get_by_role("button", name="Chin").hover()
    expect(chin).to_have_class("region lit")
    expect(page.locator("svg.face")).to_have_attribute("aria-hidden", "true")
    assert page.locator("path.region").count() == 9
    with page.expect_response("**/messages"):
        chin.click()
    expect(page.locator(".line.patient").last).to_contain_text("Chin")
    assert [text for _, text, _ in engine.asked] == ["it twitches", "chin"]


def test_a_day_can_be_picked_but_not_one_to_come(phone: Phone, engine: FakeEngine) -> None:
    page = phone.page
    phone.say("it twitches")
    page.get_by_role("button", name="Neck").click()
    page.get_by_role("button", name="Pick a date").click()
    send = page.locator(".date").get_by_role("button", name="Send")
    send.click()
    expect(page.locator("#state")).to_have_text("Choose a day first.")
    page.get_by_label("Pick a date").fill("2098-01-01")
    send.click()
    expect(page.locator("#state")).to_have_text("That day is still to come.")
    day = datetime.now(timezone.utc) - timedelta(days=3)
    page.get_by_label("Pick a date").fill(f"{day:%Y-%m-%d}")
    send.click()
    expect(page.locator(".timeline")).to_be_visible()
    assert engine.asked[-1][1] == f"I was treated on {day:%B} {day.day}, {day.year}"


def test_the_timeline_says_in_words_what_it_draws(phone: Phone) -> None:
    page = phone.page
    phone.say("since 3 days ago")
    timeline = page.locator(".timeline")
    for words in (
        "Now: day 3 after your treatment.",
        "This answer is for day 2 to 9.",
        "If it is still there on day 10, have it checked.",
        "If it is still there on day 15, call the clinic the same day.",
    ):
        expect(timeline).to_contain_text(words)
    today, usual, seen, late = (
        page.locator(f".bar .{one}").bounding_box() for one in ("today", "usual", "seen", "late")
    )
    assert today and usual and seen and late
    assert usual["x"] < today["x"] < usual["x"] + usual["width"] < seen["x"] + seen["width"]
    assert seen["x"] < late["x"]
    # Each sign stands beside its words, so that the picture has a key.
    assert page.locator(".key li .sign").count() == 4
    ticks = page.locator(".bar .tick").first.bounding_box()
    assert ticks and ticks["y"] >= today["y"] + today["height"]
    page.get_by_text("Where this comes from").click()
    expect(page.locator(".foot details")).to_contain_text("Small quirks that pass (S04)")
    expect(page.locator(".foot details")).to_contain_text(
        "Last reviewed: November 20, 2026, Dr Elm"
    )
    with page.expect_download() as got:
        page.get_by_role("button", name="Save the two-week review").click()
    rows = Path(got.value.path()).read_bytes().split(b"\r\n")
    assert rows[0] == b"BEGIN:VCALENDAR" and rows[-2] == b"END:VCALENDAR"
    assert any(row.startswith(b"DTSTART;VALUE=DATE:20") for row in rows)
    assert all(len(row) <= 75 for row in rows)


def test_a_span_of_days_is_drawn_as_a_span_and_stays_in_its_words(phone: Phone) -> None:
    page = phone.page
    phone.say("it twitches")
    page.get_by_role("button", name="Jaw").click()
    page.get_by_role("button", name="5 to 9 days ago").click()
    expect(page.locator(".timeline")).to_contain_text("Now: day 5 to 9 after your treatment.")
    today, usual = (page.locator(f".bar .{one}").bounding_box() for one in ("today", "usual"))
    assert today and usual and today["width"] > usual["width"] / 3
    expect(page.locator(".line.patient").nth(1)).to_contain_text("Jaw")
    page.reload()
    expect(page.locator(".line.patient")).to_have_count(3)
    expect(page.locator(".line.patient").nth(1)).to_contain_text("Jaw")


def test_a_later_reply_does_not_show_the_same_card_again(phone: Phone) -> None:
    page = phone.page
    phone.say(RED)
    expect(page.locator(".card h3")).to_have_count(1)
    phone.say(RED)
    again = page.locator(".card").last
    expect(again).to_contain_text("What I told you above still holds")
    expect(again.get_by_role("link", name="Call 555-0100")).to_be_in_viewport()
    again.get_by_role("button", name="Show it again").click()
    expect(page.locator(".card h3")).to_be_in_viewport()
    phone.say("now I can't breathe")
    expect(page.locator(".card h3")).to_have_count(2)
    expect(page.locator(".card h3").last).to_have_text("Call 911 now")
