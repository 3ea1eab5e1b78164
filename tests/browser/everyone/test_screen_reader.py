"""What a screen reader has of the chat: every line once, every step by its name."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat_clinic import RED
from tests.browser.conftest import Phone
from tests.integration.web.fakes import ORDINARY

pytestmark = pytest.mark.browser


def test_each_line_is_read_out_once(phone: Phone) -> None:
    page = phone.page
    page.evaluate(
        """() => {
          window.heard = [];
          const root = document.querySelector("aftercare-chat").shadowRoot;
          const hear = (node) => node.nodeType === 1 && window.heard.push(node.innerText);
          new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(hear)))
            .observe(root.getElementById("heard"), {childList: true});
          new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(node => {
            if (node.nodeType === 1 && node.querySelector("[role=alert]")) hear(node);
          }))).observe(root.getElementById("log"), {childList: true});
        }"""
    )
    expect(page.locator("#log")).to_have_attribute("aria-live", "off")
    phone.say(ORDINARY)
    expect(page.locator(".line.bot")).to_have_count(2)
    phone.say(RED)
    expect(page.locator(".card")).to_have_count(1)
    page.wait_for_timeout(1200)
    heard = page.evaluate("window.heard")
    assert len(heard) == 2
    assert "A small bruise" in heard[0] and "Call the clinic now" in heard[1]
    page.reload()
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator("#heard p")).to_have_count(0)


def test_every_step_can_be_heard(phone: Phone) -> None:
    """What a screen reader has of an answer, a card, the menu and the questions before something is lost."""
    page = phone.page
    phone.say("since 3 days ago")
    expect(page.locator(".timeline")).to_be_visible()
    page.get_by_text("Where this comes from").click()
    log = page.get_by_role("log", name="Chat")
    expect(log).to_match_aria_snapshot(
        """
        - log "Chat":
          - text: "You: since 3 days ago Aftercare:"
          - paragraph: It settles by itself.
          - figure "Where you are now":
            - list:
              - listitem: "Now: day 3 after your treatment."
              - listitem: This answer is for day 2 to 9.
              - listitem: If it is still there on day 10, have it checked.
              - listitem: If it is still there on day 15, call the clinic the same day.
            - button "Save the two-week review to your calendar"
          - group:
            - list:
              - listitem: Small quirks that pass (S04)
          - group "Was this helpful?":
            - button "Helpful"
            - button "Not helpful"
        """
    )
    phone.say(RED)
    expect(log).to_match_aria_snapshot(
        """
        - log "Chat":
          - alert:
            - 'heading "Call the clinic now: 555-0100" [level=3]'
            - link "Call 555-0100"
            - list
            - paragraph
          - paragraph:
            - button "Leave a number to be called back"
        """
    )
    page.get_by_role("button", name="Leave a number").click()
    expect(page.get_by_role("dialog")).to_match_aria_snapshot(
        """
        - dialog "Where can the clinic call you?":
          - heading "Where can the clinic call you?" [level=3]
          - text: Your name
          - textbox "Your name"
          - text: Your phone number
          - textbox "Your phone number"
          - checkbox "The clinic may call me about this chat."
          - text: The clinic may call me about this chat.
          - alert
          - button "Cancel"
          - button "Send"
        """
    )
    page.get_by_role("button", name="Cancel").click()
    menu = page.get_by_role("button", name="More choices")
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    for name in ("Download this chat", "Send this chat by e-mail", "End this chat"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Delete my chat").click()
    expect(page.get_by_role("dialog", name="Delete this chat?")).to_match_aria_snapshot(
        """
        - dialog "Delete this chat?":
          - heading "Delete this chat?" [level=3]
          - paragraph: /will be erased/
          - button "Keep it"
          - button "Delete"
        """
    )


def test_the_accessibility_tree_tells_the_whole_chat(phone: Phone) -> None:
    phone.say("it twitches")
    expect(phone.page.get_by_role("button", name="Neck")).to_be_visible()
    expect(phone.page.locator("body")).to_match_aria_snapshot(
        """
        - main:
          - 'region "the clinic: aftercare chat"':
            - 'heading "the clinic: aftercare chat" [level=1]'
            - button "More choices"
            - navigation "Call or ask a person":
              - link "Call 911"
              - link "Call clinic"
              - button "Talk to a person"
            - log "Chat"
            - group "Which part was treated?":
              - button "Forehead"
              - button "Between the brows"
              - button "Around the eyes"
              - button "Lips"
              - button "Chin"
              - button "Jaw"
              - button "Neck"
              - button "Somewhere else"
            - textbox "Your message"
            - button "Send"
        """
    )
