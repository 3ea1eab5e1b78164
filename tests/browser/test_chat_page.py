"""The chat page as a worried person on a phone meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import (
    CHROMIUM,
    PHONE,
    Phone,
    accessible,
    no_sideways_scrolling,
    phone_at,
)
from tests.integration.web.fakes import EMERGENCY, ORDINARY, URGENT, FakeEngine

pytestmark = pytest.mark.browser

PAYLOADS = [
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>",
    "\"><a href='javascript:window.pwned=1'>x</a>",
    "{{7*7}} ${7*7} </textarea><iframe srcdoc='<script>parent.pwned=1</script>'>",
]


def test_a_question_is_answered_with_its_source(phone: Phone) -> None:
    page = phone.page
    expect(page.get_by_role("log")).to_contain_text("not emergency care")
    phone.look("welcome")
    accessible(page)
    phone.say(ORDINARY)
    answer = page.locator(".line.bot").last
    expect(answer).to_contain_text("A small bruise fades within days.")
    expect(answer.locator("li").first).to_have_text("a cold cloth")
    page.get_by_text("Where this comes from").click()
    expect(page.get_by_text("Small quirks that pass (S04)")).to_be_visible()
    phone.look("answer")
    accessible(page)
    no_sideways_scrolling(page)


@pytest.mark.parametrize("dead", [False, True])
def test_a_red_flag_shows_an_alert_with_a_number_to_tap(
    phone: Phone, engine: FakeEngine, dead: bool
) -> None:
    if dead:
        engine.die()
    phone.say(EMERGENCY)
    card = phone.page.locator(".card.emergency")
    expect(card).to_be_visible(timeout=1500)
    expect(card).to_have_attribute("role", "alert")
    expect(card.get_by_role("heading")).to_have_text("Call 911 now")
    expect(card.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    expect(card.locator("li")).to_have_count(2)
    phone.look("emergency")
    accessible(phone.page)
    phone.say(URGENT)
    urgent = phone.page.locator(".card.urgent")
    expect(urgent.locator(".call")).to_have_attribute("href", "tel:5550100")
    phone.look("urgent")
    no_sideways_scrolling(phone.page)


def test_a_suggested_answer_can_be_tapped(phone: Phone, engine: FakeEngine) -> None:
    phone.say("it twitches")
    phone.page.get_by_role("button", name="Chin").click()
    expect(phone.page.locator(".line.patient").last).to_contain_text("Chin")
    expect(phone.page.locator(".line.bot").last).to_contain_text("A small bruise")
    assert [text for _, text, _ in engine.asked] == ["it twitches", "chin"]
    expect(phone.page.locator("#choices button")).to_have_count(0)


def test_the_chat_is_there_after_a_reload(phone: Phone) -> None:
    phone.say(ORDINARY)
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    phone.say(EMERGENCY)
    expect(phone.page.locator(".card")).to_have_count(1)
    phone.page.reload()
    expect(phone.page.locator(".card")).to_have_count(1)
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    expect(phone.page.locator(".line.patient")).to_have_count(2)
    phone.say("is swelling normal?")
    expect(phone.page.locator(".line.bot")).to_have_count(3)
    phone.page.wait_for_timeout(700)
    expect(phone.page.locator(".line.bot")).to_have_count(3)


def test_a_message_waits_for_the_line_and_is_sent_once(phone: Phone, engine: FakeEngine) -> None:
    phone.context.set_offline(True)
    phone.say(ORDINARY)
    expect(phone.page.locator(".unsent .mark")).to_have_text("Not sent yet")
    expect(phone.page.locator("#state")).to_contain_text("not sent yet")
    expect(phone.page.locator("#state")).to_contain_text("911")
    phone.look("offline")
    phone.context.set_offline(False)
    expect(phone.page.locator(".line.bot").last).to_contain_text("A small bruise")
    expect(phone.page.locator(".unsent")).to_have_count(0)
    expect(phone.page.locator("#state")).to_have_text("")
    assert len(engine.asked) == 1


def test_an_unsent_message_outlives_a_reload(phone: Phone, engine: FakeEngine) -> None:
    phone.page.route("**/messages", lambda route: route.abort())
    phone.say(ORDINARY)
    expect(phone.page.locator(".unsent")).to_have_count(1)
    phone.page.unroute("**/messages")
    phone.page.reload()
    expect(phone.page.locator(".line.bot").last).to_contain_text("A small bruise")
    expect(phone.page.locator(".line.patient")).to_have_count(1)
    assert len(engine.asked) == 1


def test_an_answer_lost_on_the_way_is_fetched_again(phone: Phone, engine: FakeEngine) -> None:
    lost = []

    def lose(route):  # type: ignore[no-untyped-def]
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    phone.page.route("**/messages", lose)
    phone.say(ORDINARY)
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    expect(phone.page.locator(".unsent")).to_have_count(0)
    assert len(engine.asked) == 1
    expect(phone.page.locator(".line.bot")).to_have_count(2)


def test_a_dead_engine_is_admitted(phone: Phone, engine: FakeEngine) -> None:
    engine.die()
    phone.say(ORDINARY)
    expect(phone.page.locator(".line.system")).to_contain_text("could not work that out")
    phone.look("incident")


def test_one_sees_that_it_is_being_looked_up(phone: Phone, engine: FakeEngine) -> None:
    engine.delay = 0.8
    phone.say(ORDINARY)
    expect(phone.page.get_by_text("Looking that up")).to_be_visible()
    phone.look("typing")
    expect(phone.page.get_by_text("Looking that up")).to_be_hidden()


def test_a_person_can_be_asked_for_with_one_tap(phone: Phone) -> None:
    asked = []
    phone.page.on("request", lambda request: asked.append(request.post_data_json or {}))
    phone.page.get_by_role("button", name="Talk to a person").click()
    expect(phone.page.locator(".line.patient")).to_contain_text("talk to a person")
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    assert [one["want"] for one in asked if "text" in one] == ["person"]


def test_deleting_asks_first_and_then_starts_afresh(phone: Phone, engine: FakeEngine) -> None:
    phone.say(ORDINARY)
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    phone.choose("Delete my chat")
    phone.look("delete")
    phone.page.get_by_role("button", name="Keep it").click()
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    phone.choose("Delete my chat")
    phone.page.get_by_role("button", name="Delete", exact=True).click()
    expect(phone.page.locator("#state")).to_have_text("Your chat is deleted.")
    expect(phone.page.locator(".line")).to_have_count(1)
    phone.page.wait_for_timeout(500)
    expect(phone.page.locator(".line")).to_have_count(1)
    phone.say(ORDINARY)
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    assert len({who for who, _, _ in engine.asked}) == 2


def test_a_chat_that_has_run_out_goes_on_in_a_new_one(phone: Phone, engine: FakeEngine) -> None:
    phone.say(ORDINARY)
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    phone.page.evaluate(
        """async () => {
          const chat = JSON.parse(localStorage["aftercare.chat"]);
          await fetch(`/api/conversations/${chat.id}/forget`,
            {method: "POST", headers: {Authorization: "Bearer " + chat.token}});
        }"""
    )
    expect(phone.page.locator("#state")).to_contain_text("deleted or has run out")
    expect(phone.page.locator(".line")).to_have_count(1)
    phone.say("is swelling normal?")
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    assert len({who for who, _, _ in engine.asked}) == 2


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_script_runs_that_a_patient_typed(
    phone: Phone, engine: FakeEngine, payload: str
) -> None:
    engine.answer = [{"text": payload, "urgency": "emergency", "role": "bot"}]
    phone.say(payload)
    expect(phone.page.locator(".card")).to_contain_text(payload[:8])
    phone.page.wait_for_timeout(100)
    assert phone.page.evaluate("window.pwned === undefined")
    assert phone.page.locator("#log img, #log iframe, #log svg, #log script").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_very_small_phone_in_either_colour(
    browser: Browser, address: str, shots: Path, scheme: str
) -> None:
    small = phone_at(
        browser, address, shots, viewport={"width": 320, "height": 568}, color_scheme=scheme
    )
    small.page.goto(address + "/chat")
    small.say(ORDINARY + " " + "w" * 300)
    expect(small.page.locator(".line.bot")).to_have_count(2)
    small.say(EMERGENCY)
    expect(small.page.locator(".card")).to_be_visible()
    small.look(f"small-{scheme}")
    no_sideways_scrolling(small.page)
    accessible(small.page)
    expect(small.page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport()
    expect(small.page.locator(".card .call")).to_be_in_viewport()
    small.context.close()


@pytest.mark.parametrize("path", ["/", "/chat"])
def test_without_javascript_there_are_numbers_to_call(
    browser: Browser, address: str, shots: Path, path: str
) -> None:
    # Playwright's own switch leaves the parser believing in scripts, and `noscript` empty.
    options = ["--no-sandbox", "--blink-settings=scriptEnabled=false"]
    bare = browser.browser_type.launch(executable_path=CHROMIUM, args=options)
    phone = phone_at(bare, address, shots)
    phone.page.goto(address + path)
    for one in ("noscript a[href='tel:5550100']", "a[href='tel:911']"):
        box = phone.page.locator(one).first.bounding_box()
        assert box and box["width"] > 0 and box["y"] + box["height"] <= PHONE["height"]
    phone.look("without-javascript")
    bare.close()


def test_when_the_script_does_not_come_there_is_a_number_to_call(phone: Phone) -> None:
    notice = phone.page.get_by_text("If it does not come, call")
    expect(notice).to_have_count(0)
    phone.page.route("**/widget.js", lambda route: route.abort())
    phone.page.reload()
    expect(notice).to_be_visible()
    expect(notice.get_by_role("link", name="911")).to_be_visible()
    phone.look("unloaded")


def test_the_keyboard_is_enough(phone: Phone) -> None:
    page = phone.page
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.get_by_label("Your message").evaluate("node => node.matches(':focus')"):
            break
    page.keyboard.type("it twitches")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Chin")).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        if page.get_by_role("button", name="Chin").evaluate("node => node.matches(':focus')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".line.bot")).to_have_count(3)
    page.keyboard.type("thanks")
    page.keyboard.press("Enter")
    expect(page.locator(".line.bot")).to_have_count(4)
