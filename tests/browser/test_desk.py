"""The front desk as a receptionist meets it, with a patient in the browser beside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.case.facts import CaseFacts
from bot.language import read
from bot.language.tokens import import_spacy
from tests.browser.conftest import accessible, no_sideways_scrolling
from tests.browser.desk_places import Place, chat_of, place_at
from tests.integration.web.fakes import EMERGENCY, ORDINARY, FakeEngine, reply

pytestmark = pytest.mark.browser
import_spacy()
# The web process reads its word lists at start, by its first screening; the fakes' screen has none.
read("warming up", date(2026, 1, 1))


@pytest.fixture
def place(tmp_path: Path, browser: Browser, engine: FakeEngine, shots: Path) -> Iterator[Place]:
    """A clinic."""
    with place_at(tmp_path, browser, engine, shots) as place:
        yield place


def test_a_red_flag_is_seen_claimed_talked_through_handed_back_and_resolved_by_keyboard(
    place: Place,
) -> None:
    anna, alice = place.receptionist("Anna"), place.patient()
    desk, keys = anna.page, anna.page.keyboard
    expect(desk.locator("#line")).to_have_text("Live")
    expect(desk.locator("#queue")).to_contain_text("Nobody is waiting")
    accessible(desk)
    anna.look("desk-empty")
    alice.say(ORDINARY)
    expect(alice.page.locator(".line.bot").last).to_contain_text("A small bruise")
    alice.say(EMERGENCY)
    sent = time.monotonic()
    expect(desk.locator(".case.emergency")).to_be_visible(timeout=2000)
    print(f"\nfrom the patient's key to the desk: {time.monotonic() - sent:.2f} s")
    expect(desk).to_have_title("(1) EMERGENCY – Front desk – the clinic")
    expect(desk.locator("#siren")).to_contain_text("1 emergency not yet seen by anybody")
    expect(desk.locator(".case mark").first).to_contain_text("can't breathe")
    accessible(desk)
    anna.look("queue")

    chat_of(anna)
    keys.press("c")
    expect(desk.locator("#case")).to_contain_text("Anna has it")
    expect(desk.locator("#siren")).to_be_hidden()
    keys.press("t")
    expect(desk.locator("#case")).to_contain_text("You are in this chat")
    expect(alice.page.locator("#presence")).to_contain_text("Anna")
    keys.press("m")
    keys.type("Hello, this is Anna.")
    expect(alice.page.locator("#typing")).to_be_visible()
    keys.press("Shift+Enter")
    keys.type("Are you with somebody?")
    keys.press("Enter")
    expect(alice.page.locator(".line.staff").last).to_contain_text("Are you with somebody?")
    expect(desk.locator("#text")).to_have_value("")

    alice.page.get_by_label("Your message").press_sequentially("yes my ", delay=20)
    expect(desk.locator("#typing")).to_be_visible()
    alice.say("yes, my sister")
    expect(desk.locator("#transcript")).to_contain_text("yes, my sister")
    expect(alice.page.locator(".line.bot").last).not_to_contain_text("sister")
    accessible(desk)
    anna.look("desk-takeover")
    assert [text for _, text, _ in place.app.state.parts.engine.asked] == [ORDINARY, EMERGENCY]

    keys.press("Escape")
    keys.press("b")
    expect(alice.page.locator("#presence")).to_be_hidden()
    keys.press("o")
    keys.type("ambulance is on its way")
    keys.press("Tab")
    keys.press("Enter")
    expect(desk.locator("#about")).to_contain_text("ambulance is on its way")
    keys.press("e")
    desk.locator("#outcome").select_option("emergency_care")
    keys.press("Tab")
    keys.press("Enter")
    expect(desk.locator("#case")).to_contain_text("Resolved: Sent to emergency care")
    keys.press("u")
    expect(desk.locator("#case")).to_contain_text("Anna has it")
    accessible(desk)


def test_the_one_who_comes_second_is_told_who_was_first(place: Place) -> None:
    anna, ben, alice = place.receptionist("Anna"), place.receptionist("Ben"), place.patient()
    alice.say(EMERGENCY)
    # Ben's page hears of nothing, as if both had pressed in the same moment.
    ben.context.route("**/desk/events*", lambda route: route.abort())
    for seat in (anna, ben):
        chat_of(seat)
    anna.page.keyboard.press("c")
    expect(anna.page.locator("#case")).to_contain_text("Anna has it")
    expect(ben.page.locator("#case")).to_contain_text("Nobody has it yet")
    ben.page.keyboard.press("c")
    expect(ben.page.locator("#say")).to_contain_text("Anna has taken this case first.")
    expect(ben.page.locator("#case")).to_contain_text("Anna has it")


def test_only_who_is_in_the_chat_can_write_and_the_others_are_told(place: Place) -> None:
    anna, ben, alice = place.receptionist("Anna"), place.receptionist("Ben"), place.patient()
    alice.say(EMERGENCY)
    for seat in (anna, ben):
        chat_of(seat)
    expect(anna.page.locator("#text-hint")).to_contain_text("Take the chat over (t), then send")
    anna.page.locator("#text").fill("Hello")
    anna.page.keyboard.press("Enter")
    expect(anna.page.locator("#kept")).to_have_text("Not sent yet. Your text is kept.")
    anna.page.keyboard.press("Escape")
    anna.page.keyboard.press("t")
    expect(anna.page.locator("#text-hint")).to_contain_text("The patient sees your name")
    anna.page.get_by_role("button", name="Send", exact=True).click()
    expect(alice.page.locator(".line.staff").last).to_contain_text("Hello")
    expect(ben.page.locator("#text-hint")).to_contain_text("Anna is in this chat")
    expect(ben.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    accessible(ben.page)
    # A slip of the key does not throw a colleague out; the button says what it means.
    ben.page.keyboard.press("b")
    expect(anna.page.locator("#case")).to_contain_text("You are in this chat")
    ben.page.get_by_role("button", name="Anna has left: hand back to the bot").press("Enter")
    expect(anna.page.locator("#case")).not_to_contain_text("You are in this chat")


def test_ready_answers_add_up_and_can_be_changed(place: Place) -> None:
    anna, alice = place.receptionist("Anna"), place.patient()
    alice.say(EMERGENCY)
    desk = chat_of(anna)
    desk.keyboard.press("t")
    expect(desk.locator("#case")).to_contain_text("You are in this chat")
    desk.keyboard.press("/")
    desk.keyboard.type("bruis")
    expect(desk.locator("#answers button")).to_have_count(1)
    desk.keyboard.press("Escape")
    desk.keyboard.press("1")
    desk.keyboard.press("1")
    desk.keyboard.press("m")
    desk.keyboard.type(" – Anna")
    text = desk.locator("#text").input_value()
    assert text.count("A bruise goes away") == 2 and text.endswith("– Anna")
    desk.keyboard.press("Enter")
    expect(alice.page.locator(".line.staff").last).to_contain_text("– Anna")


def test_a_draft_survives_an_ended_session(place: Place) -> None:
    anna, alice = place.receptionist("Anna"), place.patient()
    alice.say(EMERGENCY)
    desk = chat_of(anna)
    desk.keyboard.press("t")
    expect(desk.locator("#case")).to_contain_text("You are in this chat")
    anna.context.clear_cookies()
    desk.keyboard.press("m")
    desk.keyboard.type("half a sentence")
    desk.keyboard.press("Enter")
    expect(desk.locator("#say")).to_contain_text("You are signed out")
    assert desk.locator("#text").input_value() == "half a sentence"
    desk.get_by_label("Private note").fill("sounds calm")
    desk.get_by_role("button", name="Save the note").click()
    expect(desk.locator("#say")).to_contain_text("You are signed out")
    link = desk.locator("#say a")
    expect(link).to_have_text("Sign in again")
    page = desk.url
    link.click()
    desk.wait_for_url("**/signin?next=%2Fdesk%2Fconversations%2F*")
    again = place.receptionist("Anna")
    anna.context.add_cookies(again.context.cookies())  # type: ignore[arg-type]
    desk.goto(page)
    expect(desk.locator("#text")).to_have_value("half a sentence")
    expect(desk.locator("#kept")).to_have_text("Your draft is back.")
    expect(desk.get_by_label("Private note")).to_have_value("sounds calm")
    desk.get_by_role("button", name="Save the note").click()
    expect(desk.locator("#about")).to_contain_text("Anna noted: sounds calm")
    desk.reload()
    expect(desk.get_by_label("Private note")).to_have_value("")
    expect(desk.locator("#text")).to_have_value("half a sentence")


def test_who_signed_in_again_in_another_tab_just_goes_on(place: Place) -> None:
    anna, alice = place.receptionist("Anna"), place.patient()
    alice.say(EMERGENCY)
    desk = chat_of(anna)
    again = place.receptionist("Anna")
    anna.context.clear_cookies()
    anna.context.add_cookies(again.context.cookies())  # type: ignore[arg-type]
    desk.keyboard.press("c")
    expect(desk.locator("#case")).to_contain_text("Anna has it")


def test_the_sound_is_off_until_allowed_and_then_rings(place: Place) -> None:
    anna = place.receptionist("Anna")
    sound = anna.page.locator("#sound")
    expect(sound).to_have_text("Sound is off")
    anna.page.keyboard.press("v")
    expect(sound).to_have_text("Sound is on")
    expect(sound).to_have_attribute("aria-pressed", "true")
    before = int(anna.page.locator("body").get_attribute("data-sounded") or 0)
    place.patient().say(EMERGENCY)
    expect(anna.page.locator("body")).to_have_attribute("data-sounded", str(before + 1))


def test_shortcuts_have_a_sheet_and_can_be_turned_off(place: Place) -> None:
    anna = place.receptionist("Anna")
    desk = anna.page
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_contain_text("Take the chat over")
    accessible(desk)
    anna.look("desk-shortcuts")
    desk.get_by_label("Single keys work").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("x")
    expect(desk).to_have_url(place.address + "/desk")
    desk.keyboard.press("?")
    desk.get_by_label("Single keys work").check()
    desk.keyboard.press("Escape")
    desk.keyboard.press("x")
    expect(desk).to_have_url(place.address + "/desk/alerts")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_small_phone(place: Place, scheme: str) -> None:
    alice = place.patient()
    alice.say(EMERGENCY)
    expect(alice.page.locator(".card.emergency")).to_be_visible()
    anna = place.receptionist("Anna", viewport={"width": 320, "height": 640}, color_scheme=scheme)
    no_sideways_scrolling(anna.page)
    accessible(anna.page)
    anna.look(f"desk-320-{scheme}")
    chat_of(anna)
    no_sideways_scrolling(anna.page)
    accessible(anna.page)
    anna.look(f"desk-chat-320-{scheme}")
    # What to do, what was said, the message, and then the rest: for the eye as for the keyboard.
    order = ("#case", "#transcript", "#text", "#about")
    tops = [anna.page.locator(one).bounding_box()["y"] for one in order]
    assert tops == sorted(tops)
    anna.page.get_by_role("link", name="To the message").press("Enter")
    expect(anna.page.locator("#text")).to_be_focused()
    expect(anna.page.locator("#text")).to_be_in_viewport()
    for path in PAGES:
        anna.page.goto(place.address + path)
        no_sideways_scrolling(anna.page)
        accessible(anna.page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_at_a_desk(place: Place, scheme: str) -> None:
    place.patient().say(EMERGENCY)
    anna = place.receptionist("Anna", color_scheme=scheme)
    chat_of(anna)
    accessible(anna.page)
    for path in ("/desk", *PAGES):
        anna.page.goto(place.address + path)
        accessible(anna.page)


PAGES = ["/desk/alerts", "/desk/conversations", "/desk/ask", "/desk/numbers"]


def test_a_call_is_answered_by_keyboard_and_made_a_case(place: Place, engine: FakeEngine) -> None:
    anna = place.receptionist("Anna")
    desk, keys = anna.page, anna.page.keyboard
    keys.press("a")
    desk.wait_for_url("**/desk/ask")
    expect(desk.get_by_label("In the caller's own words")).to_be_focused()
    keys.type("it twitches")
    for _ in range(100):
        if desk.evaluate("document.activeElement.textContent") == "Get the answer":
            break
        keys.press("Tab")
    keys.press("Enter")
    desk.wait_for_url("**/desk/ask/*")
    expect(desk.locator(".script")).to_contain_text("Ask next: Which area was treated?")
    accessible(desk)
    anna.look("desk-ask")
    desk.get_by_role("button", name="Chin").press("Enter")
    expect(desk.locator(".script")).to_contain_text("A small bruise fades")
    desk.get_by_role("button", name="Make a case").press("Enter")
    desk.wait_for_url("**/desk/conversations/*")
    expect(desk.locator("#case")).to_contain_text("Anna has it")
    assert [text for _, text, _ in engine.asked] == ["it twitches", "chin"]


def test_chats_are_searched_a_fact_is_put_right_and_numbers_lead_to_chats(
    place: Place, engine: FakeEngine
) -> None:
    case = CaseFacts(areas=("chin",), symptoms=("bruising", "pain"), days=(3, 3))
    engine.answer = [reply(facts=case.public(), case=case.to_dict())]
    alice, anna = place.patient(), place.receptionist("Anna")
    desk = anna.page
    alice.say("my chin is blue since botox three days ago")
    expect(alice.page.locator(".line.bot").last).to_contain_text("A small bruise")
    desk.keyboard.press("l")
    desk.wait_for_url("**/desk/conversations")
    desk.get_by_label("Words").fill("blue")
    desk.keyboard.press("Enter")
    expect(desk.locator(".page-head")).to_contain_text("1 chat that fits")
    assert "blue" not in desk.url
    accessible(desk)
    anna.look("desk-chats")
    desk.locator("tbody a").press("Enter")
    desk.get_by_role("button", name="pain").click()
    expect(desk.locator(".facts")).not_to_contain_text("pain")
    expect(desk.locator("#about")).to_contain_text("Anna corrected a fact")
    accessible(desk)
    anna.look("desk-correct")
    desk.keyboard.press("p")
    desk.wait_for_url("**/print")
    expect(desk.get_by_role("button", name="Print or save as PDF")).to_be_visible()
    accessible(desk)
    desk.emulate_media(media="print")
    anna.look("desk-print")
    desk.emulate_media(media="screen")
    desk.goto(place.address + "/desk/numbers")
    accessible(desk)
    anna.look("numbers")
    desk.locator("a.tile").first.click()
    expect(desk.locator("tbody tr")).to_have_count(1)
    desk.go_back()
    desk.get_by_role("link", name="Bruising").press("Enter")
    expect(desk.locator("tbody tr")).to_have_count(1)


def test_an_alert_in_another_tab_of_work_leads_to_the_case(place: Place) -> None:
    anna = place.receptionist("Anna")
    anna.page.goto(place.address + "/desk/numbers")
    place.patient().say(EMERGENCY)
    expect(anna.page.locator("#siren")).to_contain_text("1 emergency")
    anna.page.locator("#siren a").click()
    anna.page.wait_for_url("**/desk/conversations/*")
    expect(anna.page.locator("#case")).to_contain_text("Nobody has it yet")


def test_a_number_left_shows_at_the_desk(place: Place) -> None:
    anna, alice = place.receptionist("Anna"), place.patient()
    alice.say(EMERGENCY)
    alice.page.locator(".offer button").click()
    form = alice.page.get_by_role("dialog")
    form.locator("[name=name]").fill("Alice")
    form.locator("[name=phone]").fill("555 0100")
    form.locator("[type=checkbox]").check()
    form.locator("button.main").click()
    expect(anna.page.locator(".call")).to_contain_text("Alice, 555 0100")
