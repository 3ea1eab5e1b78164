"""The form: nothing typed is ever lost, and what is wrong is said beside its field."""

from __future__ import annotations

import html
from typing import Any

import httpx
import pytest

from knowledge.editor.parts import MAX_BODY
from knowledge.lookup import Query, find
from knowledge.similarity import CharacterSimilarity
from tests.integration.editor.office import CSRF, ENTRIES, Office

NEW: dict[str, Any] = {
    "csrf": CSRF,
    "title": "Flying home",
    "answer": "You may fly home. Drink enough water. Walk a little now and then.",
    "questions": "can i fly home\nis flying ok\nplane after the needle\ntravel by air\nlong flight",
    "urgency": "info",
    "safety_net": "general",
    "topic": "flying",
    "sources": ["S04.P1"],
    "facts": ["40"],
    "base": "",
}


def sleeping(**changes: Any) -> dict[str, Any]:
    """The form of the entry about sleeping, as the page holds it."""
    one = ENTRIES[1]
    return {
        **NEW,
        "title": one.title,
        "answer": one.answer,
        "questions": "\n".join(one.questions),
        "topic": one.applies.topic,
        "base": "1",
        **changes,
    }


async def post(client: httpx.AsyncClient, path: str, data: dict[str, Any]) -> httpx.Response:
    """Send a form."""
    return await client.post(path, data=data)


async def test_a_new_entry_becomes_a_draft_that_patients_do_not_see(office: Office) -> None:
    async with office.person("alice") as alice:
        answer = await post(alice, "/editor/new", {**NEW, "save": "yes"})
        assert answer.headers["location"] == "/editor/entries/flying-home?said=saved"
        assert "The draft is saved" in (await alice.get(answer.headers["location"])).text
    (revision,) = office.repository.revisions("flying-home")
    assert (revision.status, revision.author, revision.author_id) == ("draft", "Alice", "a")
    assert revision.entry.questions[1] == "is flying ok"
    assert "flying-home" not in office.repository.library().entries
    assert office.noted == [("Alice", "entry_saved", "flying-home")]


async def test_save_and_send_for_review_in_one_step(office: Office) -> None:
    async with office.person("alice") as alice:
        answer = await post(alice, "/editor/new", {**NEW, "submit": "yes"})
    assert answer.headers["location"] == "/editor/entries/flying-home/review?said=submitted"
    steps = [(r.step, r.status) for r in office.repository.revisions("flying-home")]
    assert steps == [("submitted", "in_review"), ("saved", "draft")]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", "", "is empty"),
        ("title", "x" * 121, "cut it to 120"),
        ("answer", "x " * 2000, "cut it to 3,000"),
        ("id", "Not Good!", "lower-case"),
        ("id", "sleeping", "used by another entry"),
        ("urgency", "dreadful", "not one of"),
        ("symptoms", "tiredness", "not in the vocabulary"),
        ("areas", "elbow", "not in the vocabulary"),
        ("day_from", "soon", "whole numbers"),
        ("review_by", "next spring", "2027-03-31"),
        ("facts", "forty", "no fact"),
        ("questions", "\n".join(f"question {n}" for n in range(81)), "keep the best 80"),
    ],
    ids=lambda value: value[:12],
)
async def test_what_cannot_be_kept_is_said_beside_its_field(
    office: Office, field: str, value: str, says: str
) -> None:
    async with office.person("alice") as alice:
        answer = await post(alice, "/editor/new", {**NEW, field: value, "save": "yes"})
    assert answer.status_code == 422
    place = "days" if field == "day_from" else field
    beside = answer.text.split(f'id="{place}-error"')[1].split("</p>")[0]
    assert says in html.unescape(beside)
    for line in ("plane after the needle", "You may fly home") if field != "questions" else ():
        assert line in answer.text or field == "answer"
    assert "flying-home" not in {r.entry.id for r in office.repository.newest()}


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("answer", "Take 20 mg of it now.", "gives a dose"),
        ("answer", "word " * 130, "cut it to 120"),
        (
            "answer",
            "Notwithstanding considerable interindividual variability, symptomatology "
            "characteristically deteriorates intermittently.",
            "reads at grade",
        ),
        ("answer", "", "is empty"),
        ("questions", "just one", "give at least 5"),
        ("questions", "can i sleep on my side\na b\nc d\ne f\ng h", "also in sleeping"),
        ("sources", "S99", "not known"),
        ("sources", [], "cite"),
        ("safety_net", "lullaby", "not in safety_nets"),
        ("topic", "", "name a topic"),
    ],
)
async def test_what_must_not_go_live_keeps_it_from_review_but_not_from_being_a_draft(
    office: Office, field: str, value: Any, says: str
) -> None:
    form = {**NEW, field: value}
    if field == "sources" and not value:
        form["facts"] = []
    async with office.person("alice") as alice:
        answer = await post(alice, "/editor/new", {**form, "submit": "yes"})
        assert answer.status_code == 422
        assert says in html.unescape(answer.text)
        beside = answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
        assert says in html.unescape(beside)
        saved = await post(alice, "/editor/new", {**form, "save": "yes"})
        assert saved.status_code == 303
    assert office.repository.revisions("flying-home")[0].status == "draft"


async def test_control_characters_never_reach_the_database(office: Office) -> None:
    async with office.person("alice") as alice:
        await post(alice, "/editor/new", {**NEW, "title": "Fly\x00ing\x07 home", "save": "yes"})
    assert office.repository.revisions("flying-home")[0].entry.title == "Flying home"


async def test_a_fact_brings_its_paragraph_along(office: Office) -> None:
    async with office.person("alice") as alice:
        await post(alice, "/editor/new", {**NEW, "sources": [], "save": "yes"})
    assert office.repository.entry("flying-home").sources == ("S04.P1",)


async def test_opening_and_saving_changes_nothing(office: Office) -> None:
    async with office.person("alice") as alice:
        page = (await alice.get("/editor/entries/what-if-swallowing/edit")).text
        assert 'name="symptoms" value="swallowing_difficulty" checked' in page
        one = ENTRIES[2]
        form = {
            **NEW,
            "title": one.title,
            "answer": one.answer,
            "questions": "\n".join(one.questions),
            "symptoms": ["swallowing_difficulty"],
            "topic": one.applies.topic,
            "sources": list(one.sources),
            "facts": ["58"],
            "safety_net": "urgent",
            "base": "1",
        }
        await post(alice, "/editor/entries/what-if-swallowing/edit", {**form, "save": "yes"})
    newest, first = office.repository.revisions("what-if-swallowing")
    assert newest.entry.to_dict() | {"status": "published"} == first.entry.to_dict()


async def test_two_who_edit_see_both_versions_and_lose_nothing(office: Office) -> None:
    path = "/editor/entries/sleeping/edit"
    async with office.person("alice") as alice, office.person("eve") as eve:
        await post(eve, path, sleeping(title="Eve’s title", save="yes"))
        answer = await post(alice, path, sleeping(answer="Alice’s answer. Rest.", save="yes"))
        assert answer.status_code == 409
        text = html.unescape(answer.text)
        assert "Eve saved this entry while you were writing" in text
        assert "Eve changed: title" in text and "You changed: answer" in text
        assert "Eve’s" in text and "Alice’s answer. Rest.</textarea>" in text
        assert '<input type="hidden" name="base" value="2">' in text
        again = await post(
            alice, path, sleeping(answer="Alice’s answer. Rest.", base="2", save="yes")
        )
        assert again.status_code == 303
    titles = [(r.author, r.entry.title) for r in office.repository.revisions("sleeping")]
    assert titles == [
        ("Alice", "How to sleep"),
        ("Eve", "Eve’s title"),
        ("up", "How to sleep"),
    ]


async def test_unsaved_changes_wait_for_their_author(office: Office) -> None:
    path = "/editor/entries/sleeping/edit"
    form = sleeping(answer="Half a sent", day_from="ten", entry="sleeping")
    async with office.person("alice") as alice, office.person("eve") as eve:
        kept = await post(alice, "/editor/autosave", form)
        assert kept.json()["kept"] is True
        page = (await alice.get(path)).text
        assert "You left unsaved changes" in page and "Half a sent" in page
        assert 'value="ten"' in page
        assert "Half a sent" not in (await eve.get(path)).text
        gone = await post(alice, "/editor/discard", {"csrf": CSRF, "entry": "sleeping"})
        assert gone.headers["location"] == f"{path}?said=dropped"
        assert "Half a sent" not in (await alice.get(path)).text
        await post(alice, "/editor/autosave", {**NEW, "entry": ""})
        assert "Flying home" in (await alice.get("/editor/new")).text
        await post(alice, "/editor/new", {**NEW, "save": "yes"})
        assert "Flying home" not in (await alice.get("/editor/new")).text


@pytest.mark.parametrize("path", ["/editor/new", "/editor/entries/sleeping/edit"])
async def test_what_could_not_be_saved_is_kept(office: Office, path: str) -> None:
    async with office.person("alice") as alice:
        refused = await post(alice, path, sleeping(title="", answer="Half a sent", save="yes"))
        assert refused.status_code == 422
        page = (await alice.get(path)).text
    assert "You left unsaved changes" in page and "Half a sent" in page


async def test_unsaved_changes_begun_before_somebody_elses_save_still_conflict(
    office: Office,
) -> None:
    path = "/editor/entries/sleeping/edit"
    async with office.person("alice") as alice, office.person("eve") as eve:
        await post(alice, "/editor/autosave", sleeping(title="Mine", entry="sleeping"))
        await post(eve, path, sleeping(title="Hers", save="yes"))
        page = (await alice.get(path)).text
        assert "Eve saved a newer revision" in page
        assert '<input type="hidden" name="base" value="1">' in page


async def test_a_form_too_long_to_keep_is_refused_with_a_message(office: Office) -> None:
    async with office.person("alice") as alice:
        big = await post(alice, "/editor/autosave", {**NEW, "answer": "x" * 70_000, "entry": ""})
        assert big.status_code == 413 and "characters" in big.json()["message"]
        huge = await post(alice, "/editor/new", {**NEW, "answer": "x" * (MAX_BODY + 1)})
        assert huge.status_code == 413


async def test_the_preview_shows_what_the_patient_reads(office: Office) -> None:
    answer = (
        "Rest now.\n\nGood for it:\n• a cold cloth\n• time\n\nCall {clinic_phone} <b>if</b> not."
    )
    async with office.person("alice") as alice:
        told = (await post(alice, "/editor/preview", {**NEW, "answer": answer})).json()
    shown = told["html"]
    assert "<li>a cold cloth</li>" in shown and "Call 555-0100 &lt;b&gt;if" in shown
    assert "We cannot see you here." in shown and "Small quirks that pass (S04.P1)" in shown
    assert "of 120" in shown and "of 8" in shown
    assert "clinical approver" in shown
    assert told["problems"] == {}


async def test_the_preview_says_what_is_missing(office: Office) -> None:
    async with office.person("alice") as alice:
        told = (
            await post(alice, "/editor/preview", {"csrf": CSRF, "title": "", "day_from": "x"})
        ).json()
    assert {"title", "answer", "questions", "days", "topic"} <= set(told["problems"])
    assert "Before it can go live" in told["html"]


async def test_from_the_form_to_a_patients_answer(office: Office) -> None:
    async with office.person("alice") as alice, office.person("bob") as bob:
        await post(alice, "/editor/new", {**NEW, "submit": "yes"})
        page = await bob.get("/editor/entries/flying-home/review")
        assert "Nothing stands against it" in page.text
        done = await post(bob, "/editor/entries/flying-home/approve", {"csrf": CSRF, "number": "2"})
        assert done.headers["location"].endswith("?said=approved")
    found = find(office.repository.library(), Query("is flying ok"), CharacterSimilarity())
    assert found.entry is not None and found.entry.id == "flying-home"
    assert found.entry.reviewed_by == "Bob"
