"""Beside the replies of a chat at the desk: what the patient thought of one, and an entry made of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.language.tokens import import_spacy
from tests.browser.conftest import accessible, no_sideways_scrolling
from tests.browser.desk_places import Place, place_at, taken_over
from tests.integration.web.fakes import EMERGENCY, ORDINARY, FakeEngine

pytestmark = pytest.mark.browser
import_spacy()
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def place(tmp_path: Path, browser: Browser, engine: FakeEngine, shots: Path) -> Iterator[Place]:
    """A clinic."""
    with place_at(tmp_path, browser, engine, shots) as place:
        yield place


def test_a_reply_becomes_the_form_of_an_entry_by_keyboard_and_is_thrown_away_again(
    place: Place,
) -> None:
    anna, alice = place.receptionist("Anna", "front_desk", "editor"), place.patient()
    alice.say(EMERGENCY)
    desk = taken_over(anna)
    alice.say("may I dive, I'm Alice Smith")
    expect(desk.locator("#transcript")).to_contain_text("may I dive")
    desk.keyboard.press("m")
    desk.keyboard.type("Wait a day, then dive. Yours, Anna")
    desk.keyboard.press("Enter")
    button = desk.get_by_role("button", name="Make this an entry")
    expect(button).to_be_visible()
    desk.keyboard.type("half a sentence")
    accessible(desk)
    anna.look("desk-make-entry")
    with anna.context.expect_page() as opened:
        button.press("Enter")
    form = opened.value
    expect(form.get_by_label("Answer", exact=True)).to_have_value(
        "Wait a day, then dive. Yours, [name]"
    )
    expect(form.get_by_label("Example questions", exact=True)).to_have_value(
        "may I dive, I'm [name]"
    )
    expect(form.get_by_role("status").first).to_contain_text("Nothing is stored or published")
    accessible(form)
    form.set_viewport_size(SMALL)
    no_sideways_scrolling(form)
    # The chat goes on in its own tab, with what was being typed.
    expect(desk.locator("#text")).to_have_value("half a sentence")
    form.get_by_role("button", name="Throw them away").press("Enter")
    expect(form.get_by_label("Answer", exact=True)).to_have_value("")
    desk.set_viewport_size(SMALL)
    no_sideways_scrolling(desk)
    accessible(desk)
    anna.look("desk-make-entry-320")


def test_a_receptionist_who_is_no_editor_sees_no_such_button(place: Place) -> None:
    anna, alice = place.receptionist("Anna"), place.patient()
    alice.say(EMERGENCY)
    desk = taken_over(anna)
    desk.keyboard.press("m")
    desk.keyboard.type("Hello")
    desk.keyboard.press("Enter")
    expect(desk.locator("#transcript .said.staff")).to_contain_text("Hello")
    expect(desk.get_by_role("button", name="Make this an entry")).to_have_count(0)


def test_a_thumb_down_shows_beside_its_reply_and_its_chat_is_found_from_the_numbers(
    place: Place,
) -> None:
    anna, alice = place.receptionist("Anna"), place.patient()
    desk = anna.page
    alice.say(ORDINARY)
    alice.page.get_by_role("button", name="Not helpful").click()
    desk.goto(place.address + "/desk/numbers")
    desk.locator("a.tile", has_text="Thumbs down").press("Enter")
    expect(desk.locator(".page-head")).to_contain_text("1 chat that fits")
    expect(desk.get_by_label("Thumb", exact=True)).to_have_value("down")
    accessible(desk)
    anna.look("desk-chats-thumb")
    desk.locator("tbody a").press("Enter")
    opinion = desk.locator("#transcript .opinion")
    expect(opinion).to_contain_text("did not find this helpful")
    # The words come while the page is open.
    words = alice.page.locator(".thumbs input")
    words.fill("nothing on my left side")
    words.press("Enter")
    expect(opinion).to_contain_text("nothing on my left side")
    for scheme in ("light", "dark"):
        # Without motion: a colour on its way from one scheme to the other is neither.
        desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        accessible(desk)
    desk.set_viewport_size(SMALL)
    no_sideways_scrolling(desk)
    anna.look("desk-thumb-320")
