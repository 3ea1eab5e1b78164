"""The editors' pages in a real browser: reachable by keyboard, readable for everybody, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge.engine import create
from knowledge.migrations import upgrade
from tests.browser.editor_office import NARROW, WIDE, accessible, desk_of
from tests.integration.editor.office import Office, open_office
from tests.integration.editor.test_steps import draft, in_review
from tests.integration.web.server import serving

pytestmark = pytest.mark.browser


@pytest.fixture
def office(tmp_path: Path) -> Office:
    database = create(f"sqlite:///{tmp_path / 'knowledge.db'}")
    upgrade(database)
    return open_office(database, tmp_path)


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    with serving(office.app) as address:
        yield address


@pytest.fixture
def alice(browser: Browser, address: str) -> Iterator[Page]:
    with desk_of(browser, address, "alice") as page:
        yield page


@pytest.fixture
def eve(browser: Browser, address: str) -> Iterator[Page]:
    with desk_of(browser, address, "eve") as page:
        yield page


PAGES = [
    "/editor",
    "/editor/due",
    "/editor/new",
    "/editor/entries/sleeping",
    "/editor/entries/sleeping/edit",
    "/editor/entries/sleeping/review",
    "/editor/entries/sleeping/history",
    "/editor/entries/small-twitch",
    "/editor/entries/small-twitch/review",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["320", "1280"])
def test_every_page_is_accessible(
    browser: Browser,
    address: str,
    office: Office,
    viewport: dict[str, int],
    scheme: str,
    shots: Path,
) -> None:
    in_review(office, title="How to lie in bed")
    draft(office, entry_id="small-twitch", title="A tiny twitch")
    office.clock.pass_by(days=400)
    with desk_of(browser, address, "bob", viewport=viewport, color_scheme=scheme) as page:
        for path in PAGES:
            page.goto(address + path)
            if path.endswith("review"):
                expect(page.locator("#replay-report")).to_contain_text("messages replayed")
            for summary in page.locator("summary").all():
                if summary.is_visible():
                    summary.evaluate("one => { one.parentElement.open = true }")
            accessible(page)
            name = path.strip("/").replace("/", "-")
            page.screenshot(path=shots / f"{name}-{viewport['width']}-{scheme}.png", full_page=True)
    print(shots)
