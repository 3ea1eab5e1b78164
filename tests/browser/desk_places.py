"""A clinic in front of browsers: one for a patient, one for each of the front desk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette

from tests.browser.conftest import Phone, phone_at
from tests.integration.web.fakes import FakeEngine, make_app
from tests.integration.web.server import serving
from tests.integration.web.staffing import cookie_at, employ

DESK = {"width": 1280, "height": 900}


@dataclass
class Place:
    """A running clinic."""

    app: Starlette
    address: str
    browser: Browser
    shots: Path
    open: list[Phone] = field(default_factory=list)

    def receptionist(self, name: str = "Anna", *roles: str, **options: Any) -> Phone:
        """Somebody signed in at a browser of their own, at the desk."""
        _, token = employ(self.app, name, *(roles or ("front_desk",)))
        seat = phone_at(self.browser, self.address, self.shots, **{"viewport": DESK, **options})
        seat.context.add_cookies([cookie_at(self.address, token)])  # type: ignore[list-item]
        seat.page.goto(self.address + "/desk")
        self.open.append(seat)
        return seat

    def patient(self, **options: Any) -> Phone:
        """Somebody on the chat page."""
        phone = phone_at(self.browser, self.address, self.shots, **options)
        phone.page.goto(self.address + "/chat")
        self.open.append(phone)
        return phone


@contextlib.contextmanager
def place_at(
    folder: Path, browser: Browser, engine: FakeEngine, shots: Path, **more: Any
) -> Iterator[Place]:
    """Open a clinic; when it closes, no page may have complained or loaded anything foreign."""
    app = make_app(folder, engine, **{"rasa_timeout": 1.5, **more})
    with serving(app) as address:
        place = Place(app, address, browser, shots)
        yield place
        for one in place.open:
            one.context.close()
        assert [one.complaints for one in place.open if one.complaints] == []
        assert [one.foreign for one in place.open if one.foreign] == []


def taken_over(seat: Phone) -> Page:
    """Open the first case of the list and take its chat over."""
    page = chat_of(seat)
    page.keyboard.press("t")
    expect(page.locator("#case")).to_contain_text("You are in this chat")
    return page


def chat_of(seat: Phone, at: int = 0) -> Page:
    """Open a case of the list by the keyboard, and wait for its page."""
    expect(seat.page.locator(".case").nth(at)).to_be_visible()
    for _ in range(at + 1):
        seat.page.keyboard.press("j")
    seat.page.keyboard.press("Enter")
    seat.page.wait_for_url("**/desk/conversations/*")
    return seat.page
