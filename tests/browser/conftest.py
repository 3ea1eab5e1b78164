"""A phone-sized Chromium in front of the app with a fake engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.integration.web.fakes import FakeEngine, make_app, reply
from tests.integration.web.server import serving

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
)
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def engine() -> FakeEngine:
    """An engine that asks one thing back and otherwise answers."""
    engine = FakeEngine()

    def answer(text: str) -> list[dict[str, object]]:
        if "twitch" in text:
            choices = [{"title": name.title(), "value": name} for name in ("forehead", "chin")]
            return [reply("Where were you treated?", asks="area", choices=choices, sources=[])]
        return [
            reply(
                "A small bruise fades within days.\n\nWhat helps:\n• a cold cloth\n• time\n\n"
                "Call us on 555-0100 if it grows."
            )
        ]

    engine.answer = answer
    return engine


@dataclass
class Phone:
    """A patient's phone. `foreign` and `complaints` collect what must stay empty."""

    page: Page
    context: BrowserContext
    address: str
    shots: Path
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def choose(self, name: str) -> None:
        """Take something from the menu."""
        self.page.get_by_role("button", name="More choices").click()
        self.page.get_by_role("button", name=name, exact=True).click()

    def say(self, text: str) -> None:
        """Type a message and send it."""
        self.page.get_by_label("Your message").fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def look(self, name: str) -> None:
        """Keep a screenshot for people to look at."""
        self.page.screenshot(path=self.shots / f"{name}.png")


def phone_at(browser: Browser, address: str, shots: Path, **options: object) -> Phone:
    """A phone that notes foreign requests and complaints of the page."""
    context = browser.new_context(**{"viewport": PHONE, **options})  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(8000)
    phone = Phone(page, context, address, shots)
    page.on(
        "request",
        lambda request: request.url.startswith(address) or phone.foreign.append(request.url),
    )
    page.on("pageerror", lambda error: phone.complaints.append(str(error)))
    page.on(
        "console",
        lambda line: (
            phone.complaints.append(line.text)
            if line.type == "error" and "Failed to load resource" not in line.text
            else None
        ),
    )
    return phone


def accessible(page: Page, part: str | None = None) -> None:
    """No violation of WCAG 2.2 A and AA that a machine can find, on the page or a part of it."""
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, context=part, options={"runOnly": levels})
    complaints = found.response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in complaints] == []


def no_sideways_scrolling(page: Page) -> None:
    """Everything fits the width."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def address(tmp_path: Path, engine: FakeEngine) -> Iterator[str]:
    """The served app."""
    with serving(make_app(tmp_path, engine, rasa_timeout=1.5)) as address:
        yield address


@pytest.fixture
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: a folder of the run, or the one that AFTERCARE_PICTURES names."""
    if folder := os.environ.get("AFTERCARE_PICTURES"):
        return Path(folder)
    return tmp_path_factory.mktemp("screenshots")


@pytest.fixture
def phone(browser: Browser, address: str, shots: Path) -> Iterator[Phone]:
    """A phone on the chat page; nothing may be loaded from elsewhere or fail in the page."""
    phone = phone_at(browser, address, shots)
    phone.page.goto(address + "/chat")
    yield phone
    phone.context.close()
    assert phone.foreign == [] and phone.complaints == []
