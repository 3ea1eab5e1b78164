"""The editors' pages in a real browser: reachable by keyboard, readable for everybody, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge.engine import create
from knowledge.migrations import upgrade
from tests.browser.editor_office import NARROW, WIDE, accessible, desk_of
from tests.integration.editor.office import Office, open_office
from tests.integration.editor.test_steps import draft, in_review
from tests.integration.editor.test_training_pages import REPORT
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


REPORT_REASONS = ("It misses 1 more of the 25 stored warning signs.",)
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


def test_the_other_pages_are_accessible_too(
    browser: Browser, address: str, office: Office, shots: Path
) -> None:
    for text in ("can i fly", "Can I fly?", "is a mole a problem"):
        office.inbox.note_question(text, "no_answer")
    number = office.trainings.begin("Ada")
    assert number is not None
    office.trainings.end(number, "refused", reasons=REPORT_REASONS, report=REPORT)
    for viewport in (NARROW, WIDE):
        for scheme in ("light", "dark"):
            options = {"viewport": viewport, "color_scheme": scheme}
            with desk_of(browser, address, "ada", **options) as page:
                for path in ("inbox", "coverage", "files", "training"):
                    page.goto(f"{address}/editor/{path}")
                    for summary in page.locator("summary").all():
                        summary.evaluate("one => { one.parentElement.open = true }")
                    accessible(page)
                    name = f"{path}-{viewport['width']}-{scheme}.png"
                    page.screenshot(path=shots / name, full_page=True)


def test_a_form_with_mistakes_is_accessible_and_says_them_first(alice: Page, address: str) -> None:
    alice.goto(f"{address}/editor/new")
    alice.get_by_label("Short name").fill("Not Good")
    alice.get_by_role("button", name="Save the draft").click()
    box = alice.get_by_role("alert")
    expect(box).to_contain_text("Not saved yet")
    expect(box).to_be_focused()
    accessible(alice)
    box.get_by_role("link", name="Short name").click()
    expect(alice.get_by_label("Short name")).to_be_focused()
    expect(alice.get_by_label("Short name")).to_have_value("Not Good")


def test_the_preview_and_the_messages_follow_what_is_typed(alice: Page, address: str) -> None:
    alice.goto(f"{address}/editor/entries/sleeping/edit")
    alice.get_by_label("Answer", exact=True).fill("Take 20 mg now. Call {clinic_phone}.")
    expect(alice.locator("#preview")).to_contain_text("Call 555-0100.")
    expect(alice.locator("#answer-error")).to_contain_text("gives a dose")
    expect(alice.get_by_label("Answer", exact=True)).to_have_attribute("aria-invalid", "true")
    alice.get_by_label("Answer", exact=True).fill("Sleep on your back in your own bed.")
    expect(alice.locator("#answer-error")).to_be_hidden()
    expect(alice.locator("#preview")).to_contain_text("Fit to be sent for review")


def test_unsaved_changes_are_kept_and_a_warning_comes_before_leaving(
    alice: Page, address: str
) -> None:
    alice.goto(f"{address}/editor/entries/sleeping/edit")
    alice.get_by_label("Title", exact=True).fill("Half a title")
    expect(alice.locator("#kept")).to_contain_text("Your changes are kept")
    asked: list[str] = []

    def answer(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    alice.on("dialog", answer)
    alice.goto(f"{address}/editor")
    assert asked == ["beforeunload"]
    alice.goto(f"{address}/editor/entries/sleeping/edit")
    expect(alice.get_by_text("You left unsaved changes")).to_be_visible()
    expect(alice.get_by_label("Title", exact=True)).to_have_value("Half a title")
    alice.get_by_role("button", name="Throw them away").click()
    expect(alice.get_by_label("Title", exact=True)).to_have_value("How to sleep")


def test_saving_asks_nothing(alice: Page, address: str) -> None:
    alice.goto(f"{address}/editor/entries/sleeping/edit")
    alice.get_by_label("Title", exact=True).fill("How to lie in bed")
    alice.on("dialog", lambda dialog: pytest.fail(dialog.message))
    alice.get_by_role("button", name="Save the draft").click()
    expect(alice.get_by_role("status").first).to_contain_text("The draft is saved")


def test_two_who_edit_see_both_versions_side_by_side(
    alice: Page, eve: Page, address: str, shots: Path
) -> None:
    for page in (alice, eve):
        page.goto(f"{address}/editor/entries/sleeping/edit")
    eve.get_by_label("Title", exact=True).fill("Eve’s title")
    eve.get_by_role("button", name="Save the draft").click()
    expect(eve.get_by_text("The draft is saved")).to_be_visible()
    alice.get_by_label("Answer", exact=True).fill("Lie on your back the first night.")
    alice.get_by_role("button", name="Save the draft").click()
    expect(alice.get_by_role("alert")).to_contain_text("Eve saved this entry while you were")
    table = alice.locator("table.conflict")
    expect(table).to_contain_text("Eve’s version")
    expect(table).to_contain_text("Lie on your back")
    expect(alice.get_by_label("Answer", exact=True)).to_have_value(
        "Lie on your back the first night."
    )
    accessible(alice)
    alice.set_viewport_size(NARROW)
    accessible(alice)
    alice.screenshot(path=shots / "conflict.png", full_page=True)
    alice.get_by_role("button", name="Save the draft").click()
    expect(alice.get_by_text("The draft is saved")).to_be_visible()


def test_a_fact_is_found_by_its_words(alice: Page, address: str) -> None:
    alice.goto(f"{address}/editor/entries/sleeping/edit")
    alice.get_by_label("Find a fact").fill("no such words")
    expect(alice.get_by_text("No fact has these words")).to_be_visible()
    alice.get_by_label("Find a fact").fill("pursing chin")
    expect(alice.get_by_text("paragraph found")).to_be_visible()
    expect(alice.get_by_label("43. Typical spot")).to_be_visible()
    expect(alice.get_by_label("41. Typical spot")).to_be_hidden()
    alice.get_by_label("43. Typical spot").check()
    alice.get_by_role("button", name="Save the draft").click()
    expect(alice.locator("ins", has_text="S04.P2")).to_be_visible()


def test_a_blocked_change_says_why_and_stays_out(
    browser: Browser, address: str, office: Office
) -> None:
    in_review(office, entry_id="what-if-swallowing", answer="Rest and wait. It will pass soon.")
    with desk_of(browser, address, "bob") as bob:
        bob.goto(f"{address}/editor/entries/what-if-swallowing/review")
        expect(bob.get_by_text("This must not go live as it is")).to_be_visible()
        bob.get_by_role("button", name="Approve").click()
        expect(bob.get_by_role("alert")).to_contain_text("whom to call")
    assert office.repository.revisions("what-if-swallowing")[0].status == "in_review"


def test_a_change_is_scheduled_and_called_off(
    browser: Browser, address: str, office: Office
) -> None:
    in_review(office, title="How to lie in bed")
    with desk_of(browser, address, "eve") as eve:
        eve.goto(f"{address}/editor/entries/sleeping/review")
        later = (office.clock.now + timedelta(hours=5)).astimezone()
        eve.get_by_label("Live from").fill(later.strftime("%Y-%m-%dT%H:%M"))
        eve.get_by_role("button", name="Approve").click()
        expect(eve.get_by_text("takes effect on")).to_be_visible()
        accessible(eve)
        assert office.repository.library().entries["sleeping"].title == "How to sleep"
        eve.get_by_role("button", name="Call it off").click()
        expect(eve.get_by_text("is called off")).to_be_visible()
    office.clock.pass_by(hours=6)
    assert office.repository.library().entries["sleeping"].title == "How to sleep"


def test_one_click_brings_old_words_back(browser: Browser, address: str, office: Office) -> None:
    in_review(office, title="Worse")
    with desk_of(browser, address, "bob") as bob:
        bob.goto(f"{address}/editor/entries/sleeping/review")
        expect(bob.locator("#replay-report")).to_contain_text("Nothing stands against it")
        bob.get_by_role("button", name="Approve").click()
        expect(bob.get_by_text("Patients are answered from it now")).to_be_visible()
        bob.get_by_role("link", name="History").click()
        bob.get_by_role("button", name="Put revision 1 back live now").click()
        expect(bob.get_by_text("answered from the old words again")).to_be_visible()
    assert office.repository.library().entries["sleeping"].title == "How to sleep"
