"""H09: script typed by a patient runs on the desk, or on the patient's own page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.desk.model import Need, Staff, Turn
from bot.language.tokens import import_spacy
from tests.browser.desk_places import Place, place_at
from tests.browser.payloads import PAYLOADS
from tests.integration.web.fakes import EMERGENCY, FakeEngine, reply

pytestmark = pytest.mark.browser
import_spacy()
HOSTILE = Staff("a", "<img src=x onerror=window.pwned=1>")


@pytest.fixture
def place(tmp_path: Path, browser: Browser, shots: Path) -> Iterator[Place]:
    """A clinic whose engine gives every payload back, as an answer could quote it."""
    engine = FakeEngine()
    engine.answer = lambda text: [reply(text, urgency="review", hand_over=True)]
    with place_at(tmp_path, browser, engine, shots) as place:
        yield place


def test_there_are_a_hundred_different_ones() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100


def unharmed(page: Page) -> None:
    """No script ran, no frame or form came in, nothing was opened."""
    page.wait_for_timeout(150)
    assert page.evaluate("window.pwned") is None
    assert len(page.frames) == 1
    for tag in ("iframe", "object", "embed", "marquee", "meta[http-equiv=refresh]", "base"):
        assert page.locator(f"main {tag}").count() == 0
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
            ".filter(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)).length"
        )
        == 0
    )


def test_a_hundred_payloads_run_nowhere(place: Place) -> None:
    alice, anna = place.patient(), place.receptionist("Anna")
    alice.page.get_by_label("Your message").fill(EMERGENCY)
    alice.page.get_by_label("Your message").press("Enter")
    expect(alice.page.locator(".card.emergency")).to_be_visible()
    chat = place.app.state.parts.store.cases()[0].escalation.conversation_id
    store, desk = place.app.state.parts.store, place.app.state.parts.desk
    now = place.app.state.parts.clock
    # The payloads go in where a browser's page would put them, without its rate limit.
    for number, payload in enumerate(PAYLOADS):
        message, _ = store.receive(chat, f"p{number}", payload, now())
        body = reply(payload, urgency="review", choices=[{"title": payload, "value": payload}])
        store.complete(message, Turn((body,), need=Need("hand_over", "review")), now())
    for number, payload in enumerate(PAYLOADS[:20]):
        other = f"{number:022}"
        store.add_conversation(other, "x", now())
        message, _ = store.receive(other, "m", payload, now())
        body = reply(payload, urgency="review")
        store.complete(message, Turn((body,), need=Need("hand_over", "review")), now())
        desk.floor.leave_contact(other, payload[:100], payload[:40], now())
        desk.casework.note(other, payload, HOSTILE, now())
    place.app.state.parts.bell.ring(chat)
    alice.page.reload()
    expect(alice.page.locator(".line.patient")).to_have_count(1 + len(PAYLOADS), timeout=15000)
    unharmed(alice.page)
    for path in (
        "/desk",
        f"/desk/conversations/{chat}",
        f"/desk/conversations/{chat}/print",
        "/desk/conversations",
        f"/desk/conversations/{0:022}",
        "/desk/numbers",
        "/desk/alerts",
    ):
        anna.page.goto(place.address + path)
        unharmed(anna.page)
    expect(anna.page.locator("main")).to_be_visible()
    anna.page.goto(f"{place.address}/desk/conversations/{chat}")
    shown = anna.page.locator("#transcript .said.patient .words")
    assert shown.count() == 1 + len(PAYLOADS)
    assert shown.nth(1).inner_text() == PAYLOADS[0]
    for fold in anna.page.locator("details").all()[:5]:
        fold.locator("summary").click()
    unharmed(anna.page)


def test_the_policy_would_stop_a_script_that_got_in(place: Place) -> None:
    anna = place.receptionist("Anna")
    anna.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.pwned = 1";
          document.body.append(script);
          const image = document.createElement("div");
          image.innerHTML = "<img src=x onerror=window.pwned=1>";
          document.body.append(image);
        }"""
    )
    anna.page.wait_for_timeout(300)
    assert anna.page.evaluate("window.pwned") is None
    policy = httpx.get(place.address + "/signin", trust_env=False).headers[
        "content-security-policy"
    ]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    anna.complaints.clear()
