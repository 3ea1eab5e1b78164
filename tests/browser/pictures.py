"""Takes the README's pictures of the chat from a running Aftercare.

python tests/browser/pictures.py http://127.0.0.1:8000 docs/pictures
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

PHONE = {"viewport": {"width": 360, "height": 700}}


def say(page: Page, text: str) -> None:
    """Send a message and wait for its answer."""
    replies = page.locator("#log > :not(.patient)")
    before = replies.count()
    page.locator("#text").fill(text)
    page.keyboard.press("Enter")
    replies.nth(before).wait_for()
    page.wait_for_timeout(400)


def on_a_website(page: Page) -> None:
    """The widget on the sample page."""
    page.locator("#launcher").click()
    say(page, "can I work out tomorrow?")


def answer(page: Page) -> None:
    """An answer with its source."""
    say(page, "is it normal that I have small bumps an hour after forehead botox?")
    page.get_by_text("Where this comes from").click()


def area(page: Page) -> None:
    """The face to tap."""
    say(page, "I keep feeling a twitch since my treatment")


def timeline(page: Page) -> None:
    """Where the patient stands."""
    say(page, "my jaw twitches when I chew, masseter treated 5 days ago")
    page.locator(".timeline").scroll_into_view_if_needed()


def urgent(page: Page) -> None:
    """The card of an emergency."""
    say(page, "my throat is closing up")


def spanish(page: Page) -> None:
    """The same in Spanish."""
    say(page, "no puedo respirar bien desde ayer, me pusieron toxina en la cara")


PICTURES: dict[str, tuple[str, dict[str, object], Callable[[Page], None]]] = {
    "widget": ("/", {"viewport": {"width": 1000, "height": 700}}, on_a_website),
    "chat": ("/chat", PHONE, answer),
    "face": ("/chat", PHONE, area),
    "timeline": ("/chat", PHONE, timeline),
    "urgent-card": ("/chat", {**PHONE, "color_scheme": "dark"}, urgent),
    "spanish-card": ("/chat", {**PHONE, "locale": "es-MX"}, spanish),
}


def main(address: str, folder: Path) -> None:
    """Take all pictures, as small PNG files."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-quic"]
        )
        for name, (path, options, act) in PICTURES.items():
            context = browser.new_context(**options)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(address + path)
            act(page)
            file = folder / f"{name}.png"
            page.screenshot(path=file)
            Image.open(file).convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
                file, optimize=True
            )
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
