"""Everyone can use the chat: with the keyboard, a screen reader, big text, their own colours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat_clinic import clinic
from tests.browser.conftest import Phone, phone_at
from tests.browser.test_chat_page import accessible, no_sideways_scrolling
from tests.integration.web.fakes import ORDINARY, FakeEngine
from tests.integration.web.server import serving

pytestmark = pytest.mark.browser

SIZES = {"small": (320, 568), "phone": (390, 844), "desktop": (1280, 800)}
RED = "I can't swallow"


@pytest.fixture
def address(tmp_path: Path, engine: FakeEngine) -> Iterator[str]:
    """The served app."""
    with serving(clinic(tmp_path, engine)) as address:
        yield address


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


def test_each_line_is_read_out_once(phone: Phone) -> None:
    page = phone.page
    page.evaluate(
        """() => {
          window.heard = [];
          const root = document.querySelector("aftercare-chat").shadowRoot;
          const hear = (node) => node.nodeType === 1 && window.heard.push(node.innerText);
          new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(hear)))
            .observe(root.getElementById("heard"), {childList: true});
          new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(node => {
            if (node.nodeType === 1 && node.querySelector("[role=alert]")) hear(node);
          }))).observe(root.getElementById("log"), {childList: true});
        }"""
    )
    expect(page.locator("#log")).to_have_attribute("aria-live", "off")
    phone.say(ORDINARY)
    expect(page.locator(".line.bot")).to_have_count(2)
    phone.say(RED)
    expect(page.locator(".card")).to_have_count(1)
    page.wait_for_timeout(1200)
    heard = page.evaluate("window.heard")
    assert len(heard) == 2
    assert "A small bruise" in heard[0] and "Call the clinic now" in heard[1]
    page.reload()
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator("#heard p")).to_have_count(0)


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


def test_every_step_can_be_heard(phone: Phone) -> None:
    """What a screen reader has of an answer, a card, the menu and the questions before something is lost."""
    page = phone.page
    phone.say("since 3 days ago")
    expect(page.locator(".timeline")).to_be_visible()
    page.get_by_text("Where this comes from").click()
    log = page.get_by_role("log", name="Chat")
    expect(log).to_match_aria_snapshot(
        """
        - log "Chat":
          - text: "You: since 3 days ago Aftercare:"
          - paragraph: It settles by itself.
          - figure "Where you are now":
            - list:
              - listitem: "Now: day 3 after your treatment."
              - listitem: This answer is for day 2 to 9.
              - listitem: If it is still there on day 10, have it checked.
              - listitem: If it is still there on day 15, call the clinic the same day.
            - button "Save the two-week review to your calendar"
          - group:
            - list:
              - listitem: Small quirks that pass (S04)
          - group "Was this helpful?":
            - button "Helpful"
            - button "Not helpful"
        """
    )
    phone.say(RED)
    expect(log).to_match_aria_snapshot(
        """
        - log "Chat":
          - alert:
            - 'heading "Call the clinic now: 555-0100" [level=3]'
            - link "Call 555-0100"
            - list
            - paragraph
          - paragraph:
            - button "Leave a number to be called back"
        """
    )
    page.get_by_role("button", name="Leave a number").click()
    expect(page.get_by_role("dialog")).to_match_aria_snapshot(
        """
        - dialog "Where can the clinic call you?":
          - heading "Where can the clinic call you?" [level=3]
          - text: Your name
          - textbox "Your name"
          - text: Your phone number
          - textbox "Your phone number"
          - checkbox "The clinic may call me about this chat."
          - text: The clinic may call me about this chat.
          - alert
          - button "Cancel"
          - button "Send"
        """
    )
    page.get_by_role("button", name="Cancel").click()
    menu = page.get_by_role("button", name="More choices")
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    for name in ("Download this chat", "Send this chat by e-mail", "End this chat"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Delete my chat").click()
    expect(page.get_by_role("dialog", name="Delete this chat?")).to_match_aria_snapshot(
        """
        - dialog "Delete this chat?":
          - heading "Delete this chat?" [level=3]
          - paragraph: /will be erased/
          - button "Keep it"
          - button "Delete"
        """
    )


def test_the_accessibility_tree_tells_the_whole_chat(phone: Phone) -> None:
    phone.say("it twitches")
    expect(phone.page.get_by_role("button", name="Neck")).to_be_visible()
    expect(phone.page.locator("body")).to_match_aria_snapshot(
        """
        - main:
          - 'region "the clinic: aftercare chat"':
            - 'heading "the clinic: aftercare chat" [level=1]'
            - button "More choices"
            - navigation "Call or ask a person":
              - link "Call 911"
              - link "Call clinic"
              - button "Talk to a person"
            - log "Chat"
            - group "Which part was treated?":
              - button "Forehead"
              - button "Between the brows"
              - button "Around the eyes"
              - button "Lips"
              - button "Chin"
              - button "Jaw"
              - button "Neck"
              - button "Somewhere else"
            - textbox "Your message"
            - button "Send"
        """
    )


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


def test_it_is_ready_for_right_to_left(phone: Phone) -> None:
    page = phone.page
    page.evaluate(
        "document.querySelector('aftercare-chat').shadowRoot.querySelector('.root').dir = 'rtl'"
    )
    phone.say("3 days ago")
    expect(page.locator(".timeline")).to_be_visible()
    phone.look("right-to-left")
    # The answer is in English still, and English has its full stop on the right.
    for english in (".line.bot .text", ".foot ul", "#choices button"):
        for one in page.locator(english).all():
            assert one.evaluate("node => getComputedStyle(node).direction") == "ltr"
    mine, theirs = (page.locator(one).last.bounding_box() for one in (".line.patient", ".line.bot"))
    assert mine and theirs and mine["x"] < theirs["x"] + theirs["width"] - mine["width"]
    assert mine["x"] < 30
    no_sideways_scrolling(page)


def test_spanish_from_the_greeting_to_the_card(browser: Browser, address: str, shots: Path) -> None:
    phone = phone_at(browser, address, shots, locale="es-MX")
    page = phone.page
    page.goto(address + "/chat")
    expect(page.locator("#welcome")).to_contain_text("no es atención de urgencias")
    page.get_by_label("Su mensaje").fill("it twitches")
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_have_text("¿Qué parte le trataron?")
    page.get_by_role("button", name="Mandíbula").click()
    page.get_by_role("button", name="Hace 2 a 4 días").click()
    expect(page.locator(".timeline")).to_contain_text("Esta respuesta vale para: días 2 a 9.")
    expect(page.locator(".line.bot").last).to_contain_text("Esta respuesta está en inglés.")
    assert page.locator(".line.bot").last.locator(".text").get_attribute("lang") == "en"
    accessible(page)
    phone.look("spanish")
    page.get_by_label("Su mensaje").fill("no puedo respirar")
    page.keyboard.press("Enter")
    card = page.locator(".card.emergency")
    expect(card.get_by_role("heading")).to_have_text("Llame al 911 ahora")
    expect(card.get_by_role("link", name="Llamar al 911")).to_be_in_viewport()
    page.get_by_text("English", exact=True).last.click()
    expect(page.locator("details[lang=en]")).to_contain_text("Do not drive yourself.")
    phone.look("spanish-card")
    accessible(page)
    page.reload()
    expect(page.locator(".line.patient").nth(1)).to_contain_text("Mandíbula")
    page.get_by_role("button", name="Más opciones").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("#welcome")).to_contain_text("This is not emergency care.")
    page.reload()
    expect(page.get_by_label("Your message")).to_be_visible()
    phone.context.close()
    assert phone.complaints == []


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
