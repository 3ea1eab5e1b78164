"""The editors' office behind a real server, and people's browsers in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def accessible(page: Page) -> None:
    """No violation that axe can find, and no sideways scrolling."""
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("main *")]
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert wide == [], f"{page.url}: {wide}"


@contextmanager
def desk_of(browser: Browser, address: str, name: str, **options: object) -> Iterator[Page]:
    """Somebody's browser, signed in to the office; the page must not complain."""
    context = browser.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
    context.add_cookies([{"name": "as", "value": name, "url": address}])
    page = context.new_page()
    page.set_default_timeout(60_000)  # axe over the largest page, on a busy machine
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: (
            complaints.append(line.text)
            if line.type == "error" and "Failed to load resource" not in line.text
            else None
        ),
    )
    yield page
    context.close()
    assert complaints == []
