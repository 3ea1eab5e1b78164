"""The staff's pages in a browser: narrow and wide, light and dark, by keyboard, with axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.integration.staff.people import PASSWORD
from tests.integration.web.fakes import FakeEngine, make_app
from tests.integration.web.server import serving

pytestmark = pytest.mark.browser

ANN, BOB = "ann@clinic.example", "bob@clinic.example"


class Shifted:
    """The real time, and how far it was moved on."""

    def __init__(self) -> None:
        self.by = timedelta()

    def __call__(self) -> datetime:
        """The present moment."""
        return datetime.now(timezone.utc) + self.by


@dataclass
class Desktop:
    """Somebody's browser at a fresh clinic."""

    page: Page
    context: BrowserContext
    address: str
    var: Path
    clock: Shifted
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page."""
        self.page.goto(self.address + path)

    def fill(self, **fields: str) -> None:
        """Fill in fields by name and send the form with Enter."""
        for name, value in fields.items():
            self.page.locator(f"input[name={name}]").last.fill(value)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, button: str) -> None:
        """Press a button that sends a form."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button).click()

    def set_up(self) -> None:
        """Make the first admin."""
        self.open("/desk")
        code = (self.var / "setup-code").read_text().strip()
        self.fill(code=code, name="Ann Admin", email=ANN, password=PASSWORD, again=PASSWORD)
        expect(self.page.get_by_role("heading", name="Accounts")).to_be_visible()

    def invited(self) -> str:
        """Invite Bob; gives the link."""
        self.open("/staff")
        self.page.get_by_label("Name", exact=True).fill("Bob")
        self.page.get_by_label("E-mail address").fill(BOB)
        self.page.get_by_role("button", name="Make the link").click()
        return self.page.locator(".copyable").inner_text()


Opening = Callable[..., Desktop]


@pytest.fixture
def opening(browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    """Opens browsers at one fresh clinic; none of their pages may complain."""
    clock, desktops = Shifted(), []
    with serving(make_app(tmp_path, FakeEngine(), clock=clock)) as address:

        def open_(width: int = 1280, scheme: str = "light") -> Desktop:
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            page = context.new_page()
            page.set_default_timeout(8000)
            desktop = Desktop(page, context, address, tmp_path, clock)
            page.on("pageerror", lambda error: desktop.complaints.append(str(error)))
            page.on(
                "console",
                lambda line: (
                    desktop.complaints.append(line.text)
                    if line.type == "error" and "Failed to load resource" not in line.text
                    else None
                ),
            )
            desktops.append(desktop)
            return desktop

        yield open_
        for desktop in desktops:
            desktop.context.close()
            assert desktop.complaints == []


def looked_at(desktop: Desktop, shots: Path, name: str) -> None:
    """No axe violation, nothing wider than the window; a picture is kept."""
    page = desktop.page
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{name} is {wide} px too wide"
    page.screenshot(path=shots / f"staff-{name}-{page.viewport_size['width']}.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light")])
def test_every_page_narrow_and_wide_light_and_dark(
    opening: Opening, shots: Path, width: int, scheme: str
) -> None:
    ann = opening(width, scheme)
    page = ann.page

    def look(name: str) -> None:
        looked_at(ann, shots, f"{name}-{scheme}")

    ann.open("/staff")
    look("setup")
    ann.fill(code="x", name="Ann", email=ANN, password="short", again="x")
    look("setup-wrong")
    ann.set_up()
    ann.open("/staff?welcome=1")
    look("accounts-welcome")
    link = ann.invited()
    look("link")
    ann.open("/staff")
    page.get_by_label("Name", exact=True).fill("Bob")
    page.get_by_label("E-mail address").fill(BOB)
    ann.press("Make the link")
    expect(page.get_by_text("has an account with this address")).to_be_visible()
    look("accounts-wrong")
    with page.expect_navigation():
        page.get_by_role("link", name="Bob").click()
    look("one-account")
    ann.open("/audit")
    look("audit")
    page.get_by_role("button", name="Check the whole log").click()
    expect(page.get_by_text("The log is whole")).to_be_visible()
    look("audit-checked")
    ann.open("/audit?what=nothing+like+this")
    look("audit-empty")

    ann.open("/account")
    page.locator("#step-present").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_text("Type it in instead").click()
    look("second-step")
    secret = page.locator(".copyable").inner_text().replace(" ", "")
    ann.fill(code=pyotp.TOTP(secret).at(ann.clock()))
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    look("recovery-codes")
    with page.expect_navigation():
        page.get_by_role("link", name="I have kept them").click()
    look("account")
    ann.press("Sign out")
    look("signin")
    ann.fill(email=ANN, password="wrong")
    expect(page.get_by_role("alert")).to_contain_text("4 more tries")
    look("signin-wrong")
    ann.fill(email=ANN, password=PASSWORD)
    look("code")
    ann.clock.by += timedelta(seconds=60)
    ann.fill(code=pyotp.TOTP(secret).at(ann.clock()))
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible()

    bob = opening(width, scheme)
    bob.open(link.removeprefix(bob.address))
    looked_at(bob, shots, f"invite-{scheme}")
    bob.fill(name="Bob", password=PASSWORD, again=PASSWORD)
    expect(bob.page).to_have_url(re.compile("/desk$"))
    bob.open("/audit")
    looked_at(bob, shots, f"refused-{scheme}")
    bob.open(link.removeprefix(bob.address))
    looked_at(bob, shots, f"link-spent-{scheme}")


def test_from_the_first_start_to_a_colleague_signed_in_by_keyboard_alone(opening: Opening) -> None:
    ann = opening(1280)
    ann.open("/staff")
    keys = ann.page.keyboard
    code = (ann.var / "setup-code").read_text().strip()
    # The first field gets the focus by itself; a browser gives it a moment after the page is there.
    expect(ann.page.get_by_label("Set-up code")).to_be_focused()
    for text in (code, "Ann Admin", ANN, PASSWORD):
        keys.type(text)
        keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Tab")
    keys.press("Enter")
    expect(ann.page.get_by_text("you are signed in")).to_be_visible()
    name = ann.page.get_by_label("Name", exact=True)
    for _ in range(40):
        if name.evaluate("field => field === document.activeElement"):
            break
        keys.press("Tab")
    keys.type("Bob")
    keys.press("Tab")
    keys.type(BOB)
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Space")  # the second role: editor, beside the front desk
    keys.press("Enter")
    expect(ann.page.get_by_role("heading", name="Bob is invited")).to_be_visible()
    ann.open("/staff")
    expect(ann.page.get_by_role("row", name=re.compile("Bob"))).to_contain_text("front desk editor")


def test_nothing_typed_is_lost_when_the_session_ends_meanwhile(opening: Opening) -> None:
    ann = opening(1280)
    ann.set_up()
    page = ann.page
    page.get_by_label("Name", exact=True).fill("Bob")
    page.get_by_label("E-mail address").fill(BOB)
    ann.clock.by += timedelta(hours=2)
    page.get_by_role("button", name="Make the link").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("nothing is lost")
    with ann.context.expect_page() as opened:
        dialog.get_by_role("link", name="Sign in").click()
    tab = opened.value
    tab.locator("input[name=email]").fill(ANN)
    tab.locator("input[name=password]").fill(PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Accounts")).to_be_visible()
    tab.close()
    dialog.get_by_role("button", name="Back to the page").click()
    expect(page.get_by_label("E-mail address")).to_have_value(BOB)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", name="Bob is invited")).to_be_visible()


def test_without_scripts_everything_still_works(browser: Browser, opening: Opening) -> None:
    first = opening(1280)
    first.set_up()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{first.address}/audit")
    page.locator("input[name=email]").fill(ANN)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Audit log")).to_be_visible()
    page.get_by_role("button", name="Check the whole log").click()
    expect(page.get_by_text("The log is whole")).to_be_visible()
    context.close()
