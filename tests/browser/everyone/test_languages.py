"""The chat in Spanish, and ready for languages that run from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Phone, accessible, no_sideways_scrolling, phone_at

pytestmark = pytest.mark.browser


def test_it_is_ready_for_right_to_left(phone: Phone) -> None:
    page = phone.page
    page.evaluate(
        "document.querySelector('aftercare-chat').shadowRoot.querySelector('.root').dir = 'rtl'"
    )
    phone.say("3 days ago")
    expect(page.locator(".timeline")).to_be_visible()
    phone.look("right-to-left")
    # The answer is in English still, and English has its full stop on the right.
    for english in (".line.bot .text", ".foot ul", "#choices button"):
        for one in page.locator(english).all():
            assert one.evaluate("node => getComputedStyle(node).direction") == "ltr"
    mine, theirs = (page.locator(one).last.bounding_box() for one in (".line.patient", ".line.bot"))
    assert mine and theirs and mine["x"] < theirs["x"] + theirs["width"] - mine["width"]
    assert mine["x"] < 30
    no_sideways_scrolling(page)


def test_spanish_from_the_greeting_to_the_card(browser: Browser, address: str, shots: Path) -> None:
    phone = phone_at(browser, address, shots, locale="es-MX")
    page = phone.page
    page.goto(address + "/chat")
    expect(page.locator("#welcome")).to_contain_text("no es atención de urgencias")
    page.get_by_label("Su mensaje").fill("it twitches")
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_have_text("¿Qué parte le trataron?")
    page.get_by_role("button", name="Mandíbula").click()
    page.get_by_role("button", name="Hace 2 a 4 días").click()
    expect(page.locator(".timeline")).to_contain_text("Esta respuesta vale para: días 2 a 9.")
    expect(page.locator(".line.bot").last).to_contain_text("Esta respuesta está en inglés.")
    assert page.locator(".line.bot").last.locator(".text").get_attribute("lang") == "en"
    accessible(page)
    phone.look("spanish")
    page.get_by_label("Su mensaje").fill("no puedo respirar")
    page.keyboard.press("Enter")
    card = page.locator(".card.emergency")
    expect(card.get_by_role("heading")).to_have_text("Llame al 911 ahora")
    expect(card.get_by_role("link", name="Llamar al 911")).to_be_in_viewport()
    page.get_by_text("English", exact=True).last.click()
    expect(page.locator("details[lang=en]")).to_contain_text("Do not drive yourself.")
    phone.look("spanish-card")
    accessible(page)
    page.reload()
    expect(page.locator(".line.patient").nth(1)).to_contain_text("Mandíbula")
    page.get_by_role("button", name="Más opciones").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("#welcome")).to_contain_text("This is not emergency care.")
    page.reload()
    expect(page.get_by_label("Your message")).to_be_visible()
    phone.context.close()
    assert phone.complaints == []
