"""Desktop alerts: allowed, blocked, turned off, and refused by a phone's browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.language.tokens import import_spacy
from tests.browser.conftest import Phone, accessible, no_sideways_scrolling
from tests.browser.desk_places import Place, place_at
from tests.integration.web.fakes import EMERGENCY, URGENT, FakeEngine

pytestmark = pytest.mark.browser
import_spacy()

# The browser's own alerts can't be read back: they are shown, and what was asked for is kept.
KEPT = """
window.shown = [];
const Real = Notification;
const count = (what, by) => {
  const { dataset } = document.documentElement;
  dataset[what] = Number(dataset[what] || 0) + by;
};
window.Notification = class extends Real {
  constructor(title, options) {
    super(title, options);
    this.given = [title, options];
    shown.push(this);
    count("alerts", 1);
  }
  close() { super.close(); count("alerts", -1); }
};
"""
ASKED = """
let permission = "default";
Object.defineProperty(Notification, "permission", { get: () => permission });
Notification.requestPermission = async () => (permission = "%s");
"""
A_PHONES = """
window.Notification = class { constructor() { throw new TypeError("Illegal constructor"); } };
Notification.permission = "granted";
"""


@pytest.fixture
def place(tmp_path: Path, browser: Browser, engine: FakeEngine, shots: Path) -> Iterator[Place]:
    """A clinic."""
    with place_at(tmp_path, browser, engine, shots) as place:
        yield place


def desk_with(place: Place, script: str, **options: Any) -> tuple[Phone, Locator]:
    """Anna at the desk in a browser of a certain kind, and her control for alerts."""
    anna = place.receptionist("Anna", **options)
    anna.context.add_init_script(script)
    anna.page.reload()
    expect(anna.page.locator("#line")).to_have_text("Live")
    return anna, anna.page.locator("#notify")


def alerts(anna: Phone, number: int) -> None:
    """So many alerts are on the desktop."""
    expect(anna.page.locator("html")).to_have_attribute("data-alerts", str(number))


def test_a_new_emergency_is_shown_on_the_desktop_and_goes_when_somebody_has_seen_it(
    place: Place,
) -> None:
    anna, control = desk_with(place, KEPT, permissions=["notifications"])
    expect(control).to_have_text("Desktop alerts are on")
    expect(control).to_have_attribute("aria-pressed", "true")
    accessible(anna.page)
    place.patient().say(EMERGENCY)
    alerts(anna, 1)
    title, options = anna.page.evaluate("shown[0].given")
    assert title == "Emergency at the front desk"
    assert options["requireInteraction"] and options["renotify"] and "breathe" not in str(options)
    anna.look("desk-alerts-on")
    anna.page.evaluate("shown[0].onclick()")
    anna.page.wait_for_url("**/desk/conversations/*")
    expect(anna.page.locator("#case")).to_contain_text("Nobody has it yet")
    # The page that follows takes it over without a new noise; once the case is taken, it goes.
    alerts(anna, 1)
    assert not anna.page.evaluate("shown[0].given[1].renotify")
    anna.page.keyboard.press("c")
    alerts(anna, 0)


def test_alerts_that_are_turned_off_stay_off_and_come_back(place: Place) -> None:
    anna, control = desk_with(place, KEPT, permissions=["notifications"])
    control.press("Enter")
    expect(control).to_have_text("Desktop alerts are off")
    expect(control).to_have_attribute("aria-pressed", "false")
    anna.page.reload()
    expect(control).to_have_text("Desktop alerts are off")
    place.patient().say(URGENT)
    expect(anna.page.locator("#siren")).to_contain_text("1 urgent case")
    assert anna.page.evaluate("shown.length") == 0
    control.press("Enter")
    expect(control).to_have_text("Desktop alerts are on")
    place.patient().say(EMERGENCY)
    alerts(anna, 1)


def test_who_was_not_asked_yet_is_asked_by_the_control(place: Place) -> None:
    _, control = desk_with(place, KEPT + ASKED % "granted")
    expect(control).to_have_text("Allow desktop alerts")
    control.press("Enter")
    expect(control).to_have_text("Desktop alerts are on")


def test_who_refuses_is_told_how_to_change_that_and_alarmed_all_the_same(place: Place) -> None:
    anna, control = desk_with(
        place, KEPT + ASKED % "denied", viewport={"width": 320, "height": 640}
    )
    control.press("Enter")
    expect(control).to_have_text("Desktop alerts are blocked")
    expect(anna.page.locator("#say")).to_contain_text("Allow notifications for it")
    no_sideways_scrolling(anna.page)
    accessible(anna.page)
    anna.look("desk-alerts-blocked-320")
    place.patient().say(EMERGENCY)
    expect(anna.page.locator("#siren")).to_contain_text("1 emergency")
    expect(anna.page.locator(".case.emergency")).to_be_visible()
    assert anna.page.evaluate("shown.length") == 0


def test_a_phone_that_refuses_to_make_one_still_shows_the_case(place: Place) -> None:
    anna, control = desk_with(place, A_PHONES)
    place.patient().say(EMERGENCY)
    expect(anna.page.locator(".case.emergency")).to_be_visible()
    expect(control).to_have_text("No desktop alerts in this browser")
