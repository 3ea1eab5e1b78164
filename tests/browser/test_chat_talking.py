"""Talking: in order, exactly once, whatever happens to the line, the server or the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette

from tests.browser.chat_clinic import clinic, leaves, says
from tests.browser.conftest import Phone, phone_at
from tests.browser.payloads import PAYLOADS
from tests.integration.web.fakes import ORDINARY, FakeEngine, reply
from tests.integration.web.server import serving

pytestmark = pytest.mark.browser


@pytest.fixture
def app(tmp_path: Path, engine: FakeEngine) -> Starlette:
    """The clinic's app."""
    return clinic(tmp_path, engine)


@pytest.fixture
def address(app: Starlette) -> Iterator[str]:
    """The served app."""
    with serving(app) as address:
        yield address


def lines(page: Page) -> list[str]:
    """What the chat shows, in order, without the welcome."""
    shown = page.locator("#log > :not(#welcome)")
    return [" ".join(text.split()) for text in shown.all_inner_texts()]


def chat_id(page: Page) -> str:
    """The conversation that the browser remembers."""
    return str(json.loads(page.evaluate("localStorage['aftercare.chat']"))["id"])


def test_staff_are_named_and_the_bot_is_silent_meanwhile(phone: Phone, app: Starlette) -> None:
    page = phone.page
    phone.say(ORDINARY)
    expect(page.locator(".line.bot")).to_have_count(2)
    says(app, chat_id(page), "Hello, this is Anna.")
    expect(page.locator(".line.staff")).to_contain_text("Anna", timeout=20000)
    expect(page.locator("#presence")).to_have_text("Anna from the clinic is here now.")
    app.state.parts.desk.typing.sign(chat_id(page), "staff")
    app.state.parts.bell.ring(chat_id(page))
    expect(page.locator("#typing")).to_contain_text("Anna is writing")
    page.get_by_label("Your message").press_sequentially("thank you")
    phone.say("thank you, Anna")
    expect(page.locator(".unsent")).to_have_count(0)
    phone.look("staff")
    assert page.locator(".line.bot").count() == 2
    leaves(app, chat_id(page))
    expect(page.locator("#presence")).to_be_hidden()


def test_after_a_sleep_the_line_is_taken_up_where_it_was(phone: Phone, app: Starlette) -> None:
    """A computer that wakes finds a line that looks open and is dead: it asks anew, from the last line on."""
    page = phone.page
    phone.say(ORDINARY)
    expect(page.locator(".line.bot")).to_have_count(2)
    hour_later = datetime.now(timezone.utc) + timedelta(hours=1)
    page.clock.set_system_time(hour_later)
    with page.expect_request("**/events") as asked:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert int(asked.value.headers["last-event-id"]) >= 2
    says(app, chat_id(page), "Good morning.")
    expect(page.locator(".line.staff")).to_have_count(1, timeout=20000)
    expect(page.locator(".line.bot")).to_have_count(2)
    expect(page.locator(".line.patient")).to_have_count(1)


def test_what_was_said_while_the_line_was_down_comes_once_and_in_order(
    phone: Phone, app: Starlette
) -> None:
    page = phone.page
    phone.say("one")
    expect(page.locator(".line.bot")).to_have_count(2)
    phone.context.set_offline(True)
    for text in ("first", "second"):
        says(app, chat_id(page), text)
    phone.say("three")
    phone.context.set_offline(False)
    expect(page.locator(".line.staff")).to_have_count(2, timeout=20000)
    expect(page.locator(".unsent")).to_have_count(0)
    shown = lines(page)
    page.reload()
    expect(page.locator(".line.staff")).to_have_count(2)
    expect(page.locator(".line.patient")).to_have_count(2)
    assert lines(page) == shown
    assert [shown[0], *shown[2:]] == ["You: one", "Anna first", "Anna second", "You: three"]


def test_a_restart_of_the_server_loses_nothing(
    browser: Browser, tmp_path: Path, engine: FakeEngine, shots: Path
) -> None:
    with serving(clinic(tmp_path, engine)) as address:
        phone = phone_at(browser, address, shots)
        phone.page.goto(address + "/chat")
        phone.say("one")
        expect(phone.page.locator(".line.bot")).to_have_count(2)
    phone.say("two")
    expect(phone.page.locator(".unsent .mark")).to_have_text("Not sent yet")
    restarted = clinic(tmp_path, engine)
    with serving(restarted, int(address.rsplit(":", 1)[1])):
        expect(phone.page.locator(".line.bot")).to_have_count(3, timeout=15000)
        expect(phone.page.locator(".unsent")).to_have_count(0)
        says(restarted, chat_id(phone.page), "We are back.")
        expect(phone.page.locator(".line.staff")).to_have_count(1, timeout=40000)
        assert [text for _, text, _ in engine.asked] == ["one", "two"]
        phone.context.close()
    assert phone.complaints == []


def test_two_tabs_show_one_chat_and_its_end(phone: Phone) -> None:
    first = phone.page
    phone.say("one")
    expect(first.locator(".line.bot")).to_have_count(2)
    second = phone.context.new_page()
    second.goto(first.url)
    expect(second.locator(".line.patient")).to_have_count(1)
    phone.say("two")
    expect(second.locator(".line.patient")).to_have_count(2)
    expect(second.locator(".line.bot")).to_have_count(3)
    second.get_by_label("Your message").fill("three")
    second.keyboard.press("Enter")
    expect(first.locator(".line.bot")).to_have_count(4)
    assert lines(first) == lines(second)
    phone.choose("Delete my chat")
    first.get_by_role("button", name="Delete", exact=True).click()
    expect(second.locator(".line")).to_have_count(1)
    expect(first.locator(".line")).to_have_count(1)


def test_a_double_click_sends_once(phone: Phone, engine: FakeEngine) -> None:
    page = phone.page
    page.get_by_label("Your message").fill("it twitches")
    page.get_by_role("button", name="Send", exact=True).dblclick()
    page.get_by_role("button", name="Chin").dblclick()
    expect(page.get_by_role("button", name="Yesterday")).to_be_visible()
    page.wait_for_timeout(300)
    assert [text for _, text, _ in engine.asked] == ["it twitches", "chin"]


def test_a_thousand_characters_go_and_a_pasted_page_stays_in_the_box(
    phone: Phone, engine: FakeEngine
) -> None:
    page = phone.page
    for text in ("w" * 1000, "\U0001f600" * 1000):
        phone.say(text)
        expect(page.locator(".line.bot").last).to_contain_text("You wrote 1000 characters")
        expect(page.locator(".unsent")).to_have_count(0)
    phone.say("A whole page. " * 500)
    expect(page.locator("#state")).to_contain_text("too long and was not sent")
    expect(page.locator("#count")).to_contain_text("6000 characters too many.")
    assert len(page.get_by_label("Your message").input_value()) == 7000
    assert len(engine.asked) == 2
    box = page.locator("#form").bounding_box()
    assert box and box["y"] + box["height"] <= 844


def test_a_browser_that_keeps_nothing_says_so(
    browser: Browser, address: str, shots: Path, engine: FakeEngine
) -> None:
    phone = phone_at(browser, address, shots)
    phone.page.add_init_script(
        """Object.defineProperty(window, "localStorage", {
             get() { throw new DOMException("off", "SecurityError"); } })"""
    )
    phone.page.goto(address + "/chat")
    expect(phone.page.locator("#welcome")).to_contain_text("This browser keeps nothing")
    phone.say(ORDINARY)
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    phone.say("again")
    expect(phone.page.locator(".line.bot")).to_have_count(3)
    assert len({who for who, _, _ in engine.asked}) == 1
    phone.context.close()
    assert phone.complaints == []


def test_a_blocked_network_is_said_with_the_numbers_to_call(phone: Phone) -> None:
    phone.page.route("**/api/**", lambda route: route.abort())
    phone.say(ORDINARY)
    state = phone.page.locator("#state")
    expect(state).to_contain_text("not sent yet")
    for number in ("555-0100", "911"):
        expect(state.get_by_role("link", name=number)).to_be_visible()
    phone.page.unroute("**/api/**")
    phone.page.get_by_role("button", name="Try now").click()
    expect(phone.page.locator(".line.bot")).to_have_count(2)


@pytest.mark.parametrize("year", [2005, 2099])
def test_a_wrong_clock_changes_nothing(
    browser: Browser, address: str, shots: Path, year: int
) -> None:
    phone = phone_at(browser, address, shots)
    phone.page.clock.set_system_time(f"{year}-01-01T00:00:00Z")
    phone.page.goto(address + "/chat")
    phone.say("it twitches")
    phone.page.get_by_role("button", name="Jaw").click()
    phone.page.get_by_role("button", name="2 to 4 days ago").click()
    expect(phone.page.locator(".timeline")).to_be_visible()
    with phone.page.expect_download() as got:
        phone.page.get_by_role("button", name="Save the two-week review").click()
    assert f"DTSTART;VALUE=DATE:{year}" not in Path(got.value.path()).read_text()
    assert len(lines(phone.page)) == 6
    phone.context.close()
    assert phone.complaints == []


def test_back_and_forward_keep_the_chat_and_its_line(phone: Phone, app: Starlette) -> None:
    page = phone.page
    phone.say("one")
    expect(page.locator(".line.bot")).to_have_count(2)
    page.goto("about:blank")
    page.go_back()
    expect(page.locator(".line.bot")).to_have_count(2)
    phone.say("two")
    expect(page.locator(".line.bot")).to_have_count(3)
    says(app, chat_id(page), "Still there?")
    expect(page.locator(".line.staff")).to_have_count(1, timeout=20000)


def test_thumbs_with_words_and_a_number_to_be_called_back_on(phone: Phone, app: Starlette) -> None:
    page = phone.page
    phone.say(ORDINARY)
    page.get_by_role("button", name="Not helpful").click()
    expect(page.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("What should be better? (optional)").fill("too short")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("Thank you")
    phone.say("I can't breathe")
    page.get_by_role("button", name="Leave a number").click()
    page.get_by_label("Your name").fill("Alice")
    page.get_by_label("Your phone number").fill("555 0199")
    page.get_by_label("The clinic may call me").check()
    phone.look("contact")
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    expect(page.locator("#state")).to_contain_text("The clinic has your number")
    expect(page.get_by_role("button", name="Leave a number")).to_have_count(0)
    with app.state.parts.store.reading() as connection:
        thumb = connection.exec_driver_sql("SELECT thumb, words FROM desk_feedback").one()
        contact = connection.exec_driver_sql("SELECT name, phone FROM desk_contacts").one()
    assert tuple(thumb) == ("down", "too short")
    assert tuple(contact) == ("Alice", "555 0199")


def test_when_a_number_can_not_be_left_there_is_one_to_call(phone: Phone) -> None:
    page = phone.page
    page.route("**/contact", lambda route: route.fulfill(status=404, json={}))
    phone.say("I can't breathe")
    page.get_by_role("button", name="Leave a number").click()
    page.get_by_label("Your name").fill("Alice")
    page.get_by_label("Your phone number").fill("555 0199")
    page.get_by_label("The clinic may call me").check()
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    failed = page.get_by_role("dialog").get_by_role("alert")
    expect(failed).to_contain_text("could not be sent")
    expect(failed.get_by_role("link")).to_have_attribute("href", "tel:5550100")


def test_a_copy_can_be_kept_and_the_chat_ended(phone: Phone, engine: FakeEngine) -> None:
    page = phone.page
    phone.say(ORDINARY)
    expect(page.locator(".line.bot")).to_have_count(2)
    with page.expect_download() as got:
        phone.choose("Download this chat")
    copy = Path(got.value.path()).read_text()
    assert got.value.suggested_filename == "chat.txt"
    assert ORDINARY in copy and "A small bruise fades within days." in copy
    page.evaluate(
        """() => { HTMLAnchorElement.prototype.click = function () { window.mailed = this.href; } }"""
    )
    phone.choose("Send this chat by e-mail")
    # The page's own policy forbids Playwright's polling, which evaluates text.
    mailed = page.evaluate(
        """() => new Promise(done => {
          const look = () => window.mailed ? done(decodeURIComponent(window.mailed)) : setTimeout(look, 20);
          look();
        })"""
    )
    assert mailed.startswith("mailto:?subject=") and ORDINARY in mailed
    phone.choose("End this chat")
    page.get_by_role("button", name="End it").click()
    expect(page.locator(".line")).to_have_count(1)
    assert page.evaluate("Object.keys(localStorage)") == []
    phone.say("something new")
    expect(page.locator(".line.bot")).to_have_count(2)
    assert len({who for who, _, _ in engine.asked}) == 2


@pytest.mark.parametrize("consent", ["ask", "notice", "none"])
def test_the_first_message_and_the_consent_that_the_clinic_wants(
    browser: Browser, tmp_path: Path, engine: FakeEngine, shots: Path, consent: str
) -> None:
    opened: list[Any] = []
    with serving(clinic(tmp_path, engine, consent=consent)) as address:
        phone = phone_at(browser, address, shots)
        page = phone.page
        page.on(
            "request",
            lambda request: (
                request.url.endswith("/conversations") and opened.append(request.post_data_json)
            ),
        )
        page.goto(address + "/chat")
        welcome = page.locator("#welcome")
        for words in ("automatic", "not emergency care", "call 911 now", "555-0100"):
            expect(welcome).to_contain_text(words)
        private = welcome.get_by_text("kept for 30 days")
        expect(private).to_have_count(0 if consent == "none" else 1)
        if consent == "ask":
            expect(page.get_by_label("Your message")).to_be_disabled()
            expect(page.get_by_role("link", name="Call 911")).to_be_visible()
            phone.look("consent")
            page.get_by_role("button", name="Yes, I agree").click()
            expect(page.get_by_label("Your message")).to_be_focused()
        phone.say(ORDINARY)
        expect(page.locator(".line.bot")).to_have_count(2)
        assert opened == [{"consent": consent == "ask", "language": "en"}]
        page.reload()
        expect(page.get_by_label("Your message")).to_be_enabled()
        phone.context.close()
    assert phone.complaints == []


def test_a_server_that_asks_to_wait_gets_the_message_later_and_once(
    phone: Phone, engine: FakeEngine
) -> None:
    asked: list[Any] = []

    def hold(route: Any) -> None:
        asked.append(route.request.post_data_json["client_id"])
        if len(asked) == 1:
            route.fulfill(status=429, headers={"Retry-After": "1"}, json={"error": {}})
        else:
            route.continue_()

    phone.page.route("**/messages", hold)
    phone.say(ORDINARY)
    expect(phone.page.locator(".line.bot")).to_have_count(2)
    assert len(asked) == 2 and len(set(asked)) == 1 and len(engine.asked) == 1


def test_a_hundred_payloads_run_no_script(phone: Phone, engine: FakeEngine) -> None:
    assert len(set(PAYLOADS)) >= 100
    page = phone.page

    def echo(text: str) -> list[dict[str, Any]]:
        choices = [{"title": text, "value": text}]
        source = {"section": text, "title": text}
        more = {"asks": "symptom", "choices": choices, "sources": [source]}
        return [reply(text, reviewed={"on": "2026-11-20", "by": text}, **more)]

    engine.answer = echo
    allowed = page.locator("#log svg").count()
    for number, payload in enumerate(PAYLOADS, start=2):
        phone.say(payload)
        expect(page.locator(".line.bot")).to_have_count(number)
    expect(page.locator(".line.patient").last).to_contain_text(PAYLOADS[-1])
    page.reload()
    expect(page.locator(".line.bot")).to_have_count(len(PAYLOADS) + 1)
    assert page.evaluate("window.pwned === undefined")
    forbidden = "script, img, iframe, video, audio, object, embed, style, link, meta, base, math"
    assert page.locator(f"#log :is({forbidden})").count() == 0
    assert allowed == 0 and page.locator("#log svg:not(.icon)").count() == 0
