"""The desk's numbers, each leading to its chats."""

from __future__ import annotations

import html
import re
from datetime import timedelta

from bot.case.facts import CaseFacts
from bot.language.tokens import import_spacy
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic, reply

import_spacy()


def links(page: str) -> dict[str, str]:
    """The tiles: what they count and where they lead."""
    found = re.findall(
        r'<a class="card tile" href="([^"]+)"><span class="soft">([^<]+)</span> '
        r'<span class="big">([^<]*)</span>',
        page,
    )
    return {words: html.unescape(f"{value}|{link}") for link, words, value in found}


async def busy(clinic: Clinic) -> None:
    """Three chats: one answered and liked, one red flag, one that the bot could not answer."""
    anna = clinic.receptionist("Anna")
    alice, bob, carol = [await clinic.patient() for _ in range(3)]
    answered = await alice.says(ORDINARY)
    await clinic.client.post(
        alice.path("feedback"),
        json={"reply": answered["id"], "thumb": "up"},
        headers=alice.headers,
    )
    red = reply(
        urgency="emergency", rules=["E02"], facts=CaseFacts(areas=("neck",)).public(), entries=[]
    )
    clinic.engine.answer = [red]
    await bob.says(EMERGENCY)
    clinic.clock.now += timedelta(seconds=42)
    await anna.post(f"/desk/conversations/{bob.id}/join")
    await anna.post(f"/desk/conversations/{bob.id}/say", text="hello")
    clinic.engine.answer = []
    await carol.says("a riddle")


async def test_the_figures_are_those_of_the_period_and_lead_to_their_chats(
    clinic: Clinic,
) -> None:
    await busy(clinic)
    anna = clinic.receptionist("Anna")
    page = (await anna.get("/desk/numbers")).text
    tiles = links(page)
    expected = {
        "Chats": "3", "Red flags": "1", "Seen by a person after": "42 s",
        "Taken over by staff": "1", "Not answered by the bot": "33 %",
    }  # fmt: skip
    assert {words: tiles[words].split("|")[0] for words in expected} == expected
    for words, count in (
        ("Chats", 3), ("Red flags", 1), ("Taken over by staff", 1), ("Not answered by the bot", 1),
    ):  # fmt: skip
        listed = (await anna.get(tiles[words].split("|")[1])).text
        assert f"<p>{count} chat" in listed, words
    for words in ("Questions by topic", "Bruising", "E02 breathing difficulty", "Red flag"):
        assert words in page


async def test_every_bar_leads_to_as_many_chats_as_it_counts(clinic: Clinic) -> None:
    await busy(clinic)
    anna = clinic.receptionist("Anna")
    page = (await anna.get("/desk/numbers")).text
    bars = re.findall(r'<li><a href="([^"]+)">.*?<span class="count">(\d+)<', page, re.DOTALL)
    assert len(bars) >= 10
    for link, count in bars:
        listed = (await anna.get(html.unescape(link))).text
        assert f"<p>{count} chat" in listed, link


async def test_another_period_has_other_numbers(clinic: Clinic) -> None:
    await busy(clinic)
    anna = clinic.receptionist("Anna")
    page = (await anna.get("/desk/numbers?from=2025-01-01&to=2025-01-31")).text
    assert links(page)["Chats"].startswith("0|") and "Nothing in this period" in page
    assert links(page)["Seen by a person after"].startswith("–|")


async def test_a_period_that_makes_no_sense_is_the_last_week(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    for query in ("from=x&to=y", "from=2025-02-01&to=2025-01-01", "from=1000-01-01&to=2025-01-01"):
        page = (await anna.get(f"/desk/numbers?{query}")).text
        assert "from 2025-03-04 to 2025-03-10" in page


async def test_thumbs_are_counted(clinic: Clinic) -> None:
    await busy(clinic)
    tiles = links((await clinic.receptionist("Anna").get("/desk/numbers")).text)
    assert tiles["Thumbs up"].startswith("1|") and tiles["Thumbs down"].startswith("0|")
    listed = await clinic.receptionist("Ben").get(tiles["Thumbs up"].split("|")[1])
    assert "<p>1 chat" in listed.text and '<option value="up" selected>' in listed.text


async def test_thumbs_down_lead_to_their_chats_and_can_be_searched_for(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    for text, thumb in ((ORDINARY, "up"), ("a second bruise", "down"), ("a third", None)):
        alice = await clinic.patient()
        said = await alice.says(text)
        if thumb:
            body = {"reply": said["id"], "thumb": thumb}
            await clinic.client.post(alice.path("feedback"), json=body, headers=alice.headers)
    tile = links((await anna.get("/desk/numbers")).text)["Thumbs down"]
    assert tile.startswith("1|")
    led = (await anna.get(tile.split("|")[1])).text
    searched = (await anna.post("/desk/conversations", thumb="down")).text
    for listed in (led, searched):
        assert "<p>1 chat" in listed and "a second bruise" in listed and "a third" not in listed
    clinic.engine.answer = [reply(entries=["sleeping"])]
    told = await alice.says("how do I sleep")
    body = {"reply": told["id"], "thumb": "down"}
    await clinic.client.post(alice.path("feedback"), json=body, headers=alice.headers)
    page = (await anna.get("/desk/numbers")).text
    charts = page.split("Answers that did not help")[1].split("Red flags by rule")[0]
    found = re.findall(r'<a href="([^"]+)"><span class="label">([^<]+)<', charts)
    assert [label for _, label in found] == ["Bruising", "sleeping"]
    for link, label in found:
        listed = (await anna.get(html.unescape(link))).text
        assert "<p>1 chat" in listed, label
    more = (await anna.post("/desk/conversations", thumb="down", text="second", entry="x")).text
    assert "<p>0 chats" in more
