"""From a question nobody answered to an entry, in two clicks; or away, with a reason."""

from __future__ import annotations

import re

import httpx
import pytest

from knowledge.workbench import MAX_FORM
from tests.integration.editor.office import CSRF, Office
from tests.integration.editor.test_steps import in_review
from tests.integration.editor.test_writing import NEW

ASKED = ("can i fly tomorrow", "Can I fly tomorrow?", "can i fly home tomorrow")


@pytest.fixture
def ids(office: Office) -> str:
    """Three ways to ask for the same, and one other question."""
    for text in ASKED:
        office.inbox.note_question(text, "no_answer", origin="chat-1")
    office.inbox.note_question("does <b>mole</b> matter", "thumbs_down", "sleeping")
    return ",".join(str(q.id) for q in office.inbox.open() if "fly" in q.text.lower())


async def test_groups_are_shown_by_frequency_with_their_reasons(office: Office, ids: str) -> None:
    async with office.person("alice") as alice:
        page = (await alice.get("/editor/inbox")).text
    assert page.index("can i fly") < page.index("mole")
    assert "3 ×" in page and "thumbs down" in page and "no answer" in page
    assert "&lt;b&gt;mole" in page and "<b>mole" not in page
    assert "Answered from" in page and "How to sleep" in page
    assert "4 questions in 2 groups" in page


async def test_a_new_entry_begins_with_the_groups_wordings(office: Office, ids: str) -> None:
    async with office.person("alice") as alice:
        chosen = {"csrf": CSRF, "ids": ids, "wording": ["can i fly tomorrow", "fly home"]}
        answer = await alice.post("/editor/inbox/new", data=chosen)
        assert answer.headers["location"] == "/editor/new"
        form = (await alice.get("/editor/new")).text
        assert "can i fly tomorrow\nfly home</textarea>" in form
        assert f'name="inbox" value="{ids}"' in form
        await alice.post("/editor/new", data={**NEW, "inbox": ids, "save": "yes"})
        page = (await alice.get("/editor/inbox")).text
    assert "1 questions in 1 groups" in page and "can i fly" not in page


async def test_wordings_go_into_an_entry_as_a_draft(office: Office, ids: str) -> None:
    async with office.person("alice") as alice:
        chosen = {
            "csrf": CSRF,
            "ids": ids,
            "wording": ["can i fly tomorrow", "Which pillow is best?"],
            "entry": "sleeping",
        }
        answer = await alice.post("/editor/inbox/add", data=chosen)
        assert answer.headers["location"] == "/editor/entries/sleeping?said=added"
    newest = office.repository.revisions("sleeping")[0]
    assert newest.status == "draft"
    assert newest.entry.questions[-1] == "can i fly tomorrow"
    assert len(newest.entry.questions) == 6
    assert office.inbox.waiting() == 1
    assert ("Alice", "inbox_added", "sleeping") in office.noted


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"entry": "sleeping"}, "at least one wording"),
        ({"wording": "x y"}, "Choose an entry"),
        ({"wording": "x y", "entry": "nobody"}, "no such entry"),
    ],
)
async def test_a_choice_that_cannot_be_followed_loses_nothing(
    office: Office, ids: str, chosen: dict[str, str], says: str
) -> None:
    async with office.person("alice") as alice:
        answer = await alice.post("/editor/inbox/add", data={"csrf": CSRF, "ids": ids, **chosen})
    assert answer.status_code == 422 and says in answer.text
    assert office.inbox.waiting() == 4


async def test_an_entry_in_review_is_left_alone(office: Office, ids: str) -> None:
    in_review(office, title="New title")
    async with office.person("bob") as bob:
        chosen = {"csrf": CSRF, "ids": ids, "wording": "x y", "entry": "sleeping"}
        answer = await bob.post("/editor/inbox/add", data=chosen)
    assert answer.status_code == 409 and "in review" in answer.text
    assert office.repository.revisions("sleeping")[0].status == "in_review"


async def test_dismissed_with_a_reason(office: Office, ids: str) -> None:
    async with office.person("alice") as alice:
        empty = await alice.post("/editor/inbox/dismiss", data={"csrf": CSRF, "ids": ids})
        assert empty.status_code == 422 and "Say why" in empty.text
        long = await alice.post(
            "/editor/inbox/dismiss", data={"csrf": CSRF, "ids": ids, "other": "x" * 201}
        )
        assert long.status_code == 422
        done = await alice.post(
            "/editor/inbox/dismiss", data={"csrf": CSRF, "ids": ids, "reason": "Not for us"}
        )
        assert done.headers["location"] == "/editor/inbox?said=dismissed"
    assert office.inbox.waiting() == 1


async def test_a_colleagues_answer_becomes_a_new_entrys_form(office: Office) -> None:
    async with office.person("alice") as alice:
        before = office.repository.newest()
        told = {"csrf": CSRF, "question": "may i  dive", "answer": "Wait a day, then dive."}
        answer = await alice.post("/editor/from-reply", data={**told, "chat": "chat-1"})
        form = (await alice.get("/editor/new")).text
        assert answer.headers["location"] == "/editor/new?said=from_reply"
    assert "may i dive</textarea>" in form and "Wait a day, then dive.</textarea>" in form
    assert office.repository.newest() == before and "may i dive" not in str(office.noted)
    assert ("Alice", "entry_begun", "chat-1") in office.noted


async def test_what_tells_who_the_patient_is_does_not_go_along(office: Office) -> None:
    told = {
        "question": "i am Jane Doe, 555 010 9988, may i dive",
        "answer": "Dear Mrs. Doe,\r\n\r\n• write to jane@doe.test\r\n• or call 555-0100",
        "chat": "<b>not an id",
    }
    async with office.person("alice") as alice:
        await alice.post("/editor/from-reply", data={"csrf": CSRF, **told})
        form = (await alice.get("/editor/new")).text
    assert "i am [name], [number], may i dive</textarea>" in form
    assert "Dear [name],\n\n• write to [address]\n• or call {clinic_phone}</textarea>" in form
    assert ("Alice", "entry_begun", "desk") in office.noted


async def test_the_question_leaves_the_inbox_with_the_entry_made_of_its_answer(
    office: Office, ids: str
) -> None:
    async with office.person("alice") as alice:
        told = {"csrf": CSRF, "question": "Does <b>mole</b> matter?", "answer": "Show it to us."}
        await alice.post("/editor/from-reply", data=told)
        assert office.inbox.waiting() == 4
        form = (await alice.get("/editor/new")).text
        (mole,) = (q.id for q in office.inbox.open() if "mole" in q.text)
        assert f'name="inbox" value="{mole}"' in form


async def test_a_reply_comes_below_what_its_editor_had_begun_and_can_be_thrown_away(
    office: Office,
) -> None:
    async with office.person("alice") as alice:
        begun = {"csrf": CSRF, "title": "Water", "answer": "Showers are fine.", "entry": ""}
        await alice.post("/editor/autosave", data={**begun, "questions": "may i shower"})
        told = {"csrf": CSRF, "question": "may i dive", "answer": "Wait a day, then dive."}
        for _ in range(2):
            await alice.post("/editor/from-reply", data=told)
        form = (await alice.get("/editor/new")).text
        assert 'name="title" value="Water"' in form
        assert "may i shower\nmay i dive</textarea>" in form
        assert "Showers are fine.\n\nWait a day, then dive.</textarea>" in form
        await alice.post("/editor/discard", data={"csrf": CSRF, "entry": "", "shown": shown(form)})
        assert "dive" not in (await alice.get("/editor/new")).text


def shown(form: str) -> str:
    """What a window with this page says it shows."""
    found = re.search(r'name="shown" value="([^"]*)"', form)
    assert found is not None
    return found[1]


async def begin(alice: httpx.AsyncClient, ids: str) -> None:
    """A new entry from the inbox, in a window of its own."""
    chosen = {"csrf": CSRF, "ids": ids, "wording": ["can i fly tomorrow"]}
    assert (await alice.post("/editor/inbox/new", data=chosen)).status_code == 303


OLDER = {"csrf": CSRF, "title": "Water", "questions": "may i shower", "entry": "", "shown": ""}
"""What a window has that was opened before."""


async def test_an_older_window_that_keeps_its_fields_takes_nothing_away(
    office: Office, ids: str
) -> None:
    async with office.person("alice") as alice:
        await alice.post("/editor/autosave", data=OLDER)
        await begin(alice, ids)
        told = (await alice.post("/editor/autosave", data={**OLDER, "title": "Warm water"})).json()
        assert told["kept"] and "added to this form in another window" in told["message"]
        form = (await alice.get("/editor/new")).text
        assert 'name="title" value="Warm water"' in form
        assert "may i shower\ncan i fly tomorrow</textarea>" in form
        assert f'name="inbox" value="{ids}"' in form
        newer = {**OLDER, "questions": "may i shower", "shown": shown(form)}
        told = (await alice.post("/editor/autosave", data=newer)).json()
        assert "another window" not in told["message"]
        form = (await alice.get("/editor/new")).text
        assert "can i fly" not in form, "who saw the wording may take it out again"


@pytest.mark.parametrize("button", ["save", "discard"])
async def test_an_older_window_that_is_done_leaves_what_it_did_not_show(
    office: Office, ids: str, button: str
) -> None:
    async with office.person("alice") as alice:
        await alice.post("/editor/autosave", data=OLDER)
        await begin(alice, ids)
        if button == "save":
            await alice.post("/editor/new", data={**NEW, "shown": "", "inbox": "", "save": "yes"})
        else:
            await alice.post("/editor/discard", data=OLDER)
        form = (await alice.get("/editor/new")).text
        assert "can i fly tomorrow</textarea>" in form and "shower" not in form
        assert f'name="inbox" value="{ids}"' in form
        assert office.inbox.waiting() == 4, "its questions wait for the entry that holds them"
        more = {**NEW, "title": "Two", "shown": shown(form), "inbox": ids, "save": "yes"}
        await alice.post("/editor/new", data=more)
        assert "can i fly" not in (await alice.get("/editor/new")).text
        assert office.inbox.waiting() == 1


async def test_a_form_that_is_full_is_not_added_to(office: Office, ids: str) -> None:
    async with office.person("alice") as alice:
        full = {**OLDER, "answer": "x" * (MAX_FORM - 500)}
        assert (await alice.post("/editor/autosave", data=full)).json()["kept"]
        chosen = {"csrf": CSRF, "ids": ids, "wording": ["can i fly " * 60]}
        answer = await alice.post("/editor/inbox/new", data=chosen)
        told = {"csrf": CSRF, "question": "may i dive", "answer": "y" * 2_000}
        reply = await alice.post("/editor/from-reply", data=told)
    for one in (answer, reply):
        assert one.status_code == 413 and "save it first" in one.text


async def test_nonsense_for_ids_harms_nothing(office: Office, ids: str) -> None:
    async with office.person("alice") as alice:
        data = {"csrf": CSRF, "ids": "1;drop,-3,²,99999999999999999", "reason": "x"}
        answer = await alice.post("/editor/inbox/dismiss", data=data)
    assert answer.status_code == 303
    assert office.inbox.waiting() == 4


@pytest.mark.parametrize("path", ["/editor/inbox", "/editor/coverage", "/editor/files"])
async def test_the_outsider_sees_none_of_it(office: Office, path: str) -> None:
    async with office.person("") as nobody:
        assert (await nobody.get(path)).status_code == 303
    async with office.person("charlie") as charlie:
        assert (await charlie.get(path)).status_code == 403
    for name in ("alice", "bob", "ada"):
        async with office.person(name) as one:
            assert (await one.get(path)).status_code == 200


@pytest.mark.parametrize("path", ["inbox/new", "inbox/add", "inbox/dismiss", "from-reply"])
@pytest.mark.parametrize("name", ["", "charlie"])
async def test_no_button_works_for_others(office: Office, ids: str, name: str, path: str) -> None:
    async with office.person(name) as outsider:
        data = {"csrf": CSRF, "ids": ids, "wording": "x", "entry": "sleeping", "reason": "x"}
        answer = await outsider.post(f"/editor/{path}", data=data)
    assert answer.status_code == (403 if name else 303)
    assert office.inbox.waiting() == 4
    assert office.repository.revisions("sleeping")[0].number == 1


async def test_coverage_shows_sections_facts_and_the_grid(office: Office) -> None:
    async with office.person("alice") as alice:
        page = (await alice.get("/editor/coverage")).text
        assert "S04 Small quirks that pass" in page and "Told nowhere" in page
        assert "Areas by time since treatment" in page and "day 10–14" in page
        assert "Overdue" not in page
        office.clock.pass_by(days=400)
        assert "Overdue for review" in (await alice.get("/editor/coverage")).text
