"""The workflow as people press its buttons: who may, what is said, what patients read after it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest

from knowledge import publishing
from knowledge.entry import Entry
from knowledge.publishing import Person
from tests.integration.editor.office import CSRF, PEOPLE, Office

HERE = "/editor/entries/sleeping"


def person(name: str) -> Person:
    """Somebody, as publishing knows them."""
    account = PEOPLE[name]
    return Person(account.id, account.name, account.roles)


def draft(office: Office, name: str = "alice", entry_id: str = "sleeping", **changes: Any) -> None:
    """Somebody's draft."""
    newest = office.repository.revisions(entry_id)[0]
    words = Entry.from_dict({**newest.entry.to_dict(), **changes})
    save = partial(publishing.save, entry=words, by=person(name), based_on=newest.number)
    office.repository.change(entry_id, save)


def in_review(office: Office, name: str = "alice", entry_id: str = "sleeping", **changes: Any):
    """Somebody's draft, sent for review."""
    draft(office, name, entry_id, **changes)
    office.repository.change(entry_id, partial(publishing.submit, by=person(name)))


def live_title(office: Office, entry_id: str = "sleeping") -> str:
    """What patients read."""
    return office.repository.library().entries[entry_id].title


async def press(office: Office, name: str, button: str, path: str = HERE, **fields: Any):
    """Somebody presses a button, after a look at the review page, which runs the replay."""
    async with office.person(name) as browser:
        await browser.get(f"{path}/review")
        number = str(office.repository.revisions(path.split("/")[3])[0].number)
        data = {"csrf": CSRF, "number": number, **fields}
        return await browser.post(f"{path}/{button}", data=data)


async def test_approved_by_somebody_else_it_is_live_at_once(office: Office) -> None:
    in_review(office, title="New title")
    answer = await press(office, "eve", "approve", review_by="2027-02-01")
    assert answer.headers["location"] == f"{HERE}?said=approved"
    entry = office.repository.library().entries["sleeping"]
    assert (entry.title, entry.reviewed_by) == ("New title", "Eve")
    assert str(entry.due_on) == "2027-02-01"
    assert ("Eve", "entry_approved", "sleeping") in office.noted


async def test_nobody_approves_their_own(office: Office) -> None:
    in_review(office, title="New title")
    answer = await press(office, "alice", "approve")
    assert answer.status_code == 403
    assert "somebody else has to approve it" in answer.text
    assert live_title(office) == "How to sleep"
    async with office.person("alice") as alice:
        page = (await alice.get(f"{HERE}/review")).text
    assert 'id="approve"' not in page


async def test_what_touches_a_warning_sign_waits_for_a_clinical_approver(office: Office) -> None:
    path = "/editor/entries/what-if-swallowing"
    in_review(office, entry_id="what-if-swallowing", title="If it gets hard to swallow")
    refused = await press(office, "eve", "approve", path)
    assert refused.status_code == 403 and "clinical approver" in refused.text
    async with office.person("eve") as eve:
        assert 'id="approve"' not in (await eve.get(f"{path}/review")).text
    assert (await press(office, "bob", "approve", path)).status_code == 303
    assert live_title(office, "what-if-swallowing") == "If it gets hard to swallow"


async def test_a_changed_call_to_act_is_blocked_even_for_the_approver(office: Office) -> None:
    path = "/editor/entries/what-if-swallowing"
    in_review(office, entry_id="what-if-swallowing", answer="Rest and wait. It will pass soon.")
    async with office.person("bob") as bob:
        page = (await bob.get(f"{path}/review")).text
        assert "This must not go live as it is" in page
        assert "whom to call" in page
    refused = await press(office, "bob", "approve", path)
    assert refused.status_code == 409
    assert live_title(office, "what-if-swallowing") == "If swallowing gets hard"


async def test_an_approval_needs_a_replay_on_what_is_live_now(office: Office) -> None:
    in_review(office, title="New title")
    async with office.person("eve") as eve:
        # Never looked at the review page, so nothing was replayed.
        refused = await eve.post(f"{HERE}/approve", data={"csrf": CSRF, "number": "3"})
        assert refused.status_code == 409 and "Replay the change first" in refused.text
        again = await eve.post(f"{HERE}/approve", data={"csrf": CSRF, "number": "3"})
        assert again.status_code == 303


async def test_a_change_elsewhere_makes_the_replay_run_again(office: Office) -> None:
    in_review(office, title="New title")
    async with office.person("eve") as eve:
        await eve.get(f"{HERE}/review")
        in_review(office, "bob", "small-twitch", title="Other")
        await press(office, "eve", "approve", "/editor/entries/small-twitch")
        refused = await eve.post(f"{HERE}/approve", data={"csrf": CSRF, "number": "3"})
        assert refused.status_code == 409
    assert office.replays.count(("sleeping", 3)) == 2


async def test_what_was_approved_is_what_was_looked_at(office: Office) -> None:
    in_review(office, title="Looked at")
    async with office.person("eve") as eve:
        await eve.get(f"{HERE}/review")
        in_review(office, "alice", title="Slipped in")
        refused = await eve.post(f"{HERE}/approve", data={"csrf": CSRF, "number": "3"})
    assert refused.status_code == 409 and "look at it again" in refused.text
    assert live_title(office) == "How to sleep"


async def test_sent_back_with_a_reason(office: Office) -> None:
    in_review(office, title="New title")
    empty = await press(office, "eve", "send-back", note="  ")
    assert empty.status_code == 422 and "Say what should change" in empty.text
    await press(office, "eve", "send-back", note="Shorter, please")
    async with office.person("alice") as alice:
        assert "Shorter, please" in (await alice.get(HERE)).text
    assert office.repository.revisions("sleeping")[0].status == "draft"


async def test_scheduled_it_goes_live_by_itself(office: Office) -> None:
    in_review(office, title="New title")
    local = (office.clock.now + timedelta(hours=3)).astimezone().strftime("%Y-%m-%dT%H:%M")
    answer = await press(office, "eve", "approve", live_from=local)
    assert answer.headers["location"].endswith("said=scheduled")
    assert live_title(office) == "How to sleep"
    async with office.person("alice") as alice:
        assert "takes effect on" in (await alice.get(HERE)).text
        assert "scheduled" in (await alice.get("/editor?status=scheduled")).text
    office.clock.pass_by(hours=3)
    assert live_title(office) == "New title"


async def test_a_scheduled_change_is_called_off(office: Office) -> None:
    in_review(office, title="New title")
    local = (office.clock.now + timedelta(hours=3)).astimezone().strftime("%Y-%m-%dT%H:%M")
    await press(office, "eve", "approve", live_from=local)
    await press(office, "alice", "unschedule")
    office.clock.pass_by(hours=4)
    assert live_title(office) == "How to sleep"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("live_from", "tomorrow", "Give a day and a time"),
        ("live_from", "2020-01-01T10:00", "from now to a year ahead"),
        ("review_by", "soon", "2027-03-31"),
    ],
)
async def test_a_time_that_makes_no_sense_is_said_beside_the_field(
    office: Office, field: str, value: str, says: str
) -> None:
    in_review(office, title="New title")
    answer = await press(office, "eve", "approve", **{field: value})
    assert answer.status_code in (409, 422) and says in answer.text
    assert live_title(office) == "How to sleep"


async def test_taken_down_by_two_people(office: Office) -> None:
    answer = await press(office, "alice", "retire")
    assert answer.status_code == 303
    assert "sleeping" in office.repository.library().entries
    assert (await press(office, "eve", "approve")).status_code == 403
    answer = await press(office, "bob", "approve")
    assert answer.headers["location"].endswith("said=retired")
    assert "sleeping" not in office.repository.library().entries


async def test_an_old_revision_comes_back_as_a_draft_with_one_press(office: Office) -> None:
    in_review(office, title="Worse")
    await press(office, "eve", "approve")
    answer = await press(office, "alice", "restore/1")
    assert answer.headers["location"].endswith("said=restored")
    newest = office.repository.revisions("sleeping")[0]
    assert (newest.status, newest.entry.title, newest.based_on) == ("draft", "How to sleep", 1)
    assert live_title(office) == "Worse"


async def test_an_approver_puts_old_words_back_live_with_one_press(office: Office) -> None:
    in_review(office, title="Worse")
    await press(office, "eve", "approve")
    assert (await press(office, "eve", "put-back/1")).status_code == 403
    answer = await press(office, "bob", "put-back/1")
    assert answer.headers["location"].endswith("said=put_back")
    assert live_title(office) == "How to sleep"


async def test_the_history_tells_who_when_and_which_words(office: Office) -> None:
    in_review(office, title="How to lie in bed")
    await press(office, "eve", "approve", note="Fine")
    async with office.person("alice") as alice:
        page = (await alice.get(f"{HERE}/history")).text
    assert "Eve approved it" in page and "Alice saved a draft" in page
    assert "<del>sleep</del><ins>lie in bed</ins>" in page
    assert "Restore revision 1 as a draft" in page
    assert "Put revision 1 back live now" not in page
    async with office.person("bob") as bob:
        assert "Put revision 1 back live now" in (await bob.get(f"{HERE}/history")).text


async def test_comments_stay_with_their_revision(office: Office) -> None:
    in_review(office, title="New title")
    await press(office, "eve", "comment", comment="Is <this> right?")
    empty = await press(office, "eve", "comment", comment="  ")
    assert empty.status_code == 422
    async with office.person("alice") as alice:
        page = (await alice.get(f"{HERE}/review")).text
    assert "Is &lt;this&gt; right?" in page and "on revision 3" in page


@pytest.mark.parametrize(
    "button",
    [
        "submit",
        "retire",
        "send-back",
        "approve",
        "comment",
        "unschedule",
        "restore/1",
        "put-back/1",
    ],
)
@pytest.mark.parametrize("name", ["", "charlie"])
async def test_no_button_works_for_others(office: Office, name: str, button: str) -> None:
    in_review(office, title="New title")
    before = office.repository.revisions("sleeping")
    async with office.person(name) as outsider:
        answer = await outsider.post(f"{HERE}/{button}", data={"csrf": CSRF, "note": "x"})
    assert answer.status_code == (403 if name else 303)
    assert office.repository.revisions("sleeping") == before


async def test_the_progress_of_a_replay_can_be_asked_for(office: Office) -> None:
    in_review(office, title="New title")
    async with office.person("eve") as eve:
        assert (await eve.get(f"{HERE}/replay")).json() == {"status": "none"}
        started = await eve.post(f"{HERE}/replay", data={"csrf": CSRF})
        assert started.headers["location"] == f"{HERE}/review"
        told = (await eve.get(f"{HERE}/replay")).json()
    assert told["status"] == "done" and told["done"] == told["total"] > 0
    assert told["blocked"] is False and "messages replayed" in told["html"]


def test_local_times_are_stored_as_universal_time() -> None:
    from knowledge.editor.steps import _moment

    local = datetime(2026, 12, 24, 18, 30).astimezone()
    expected = local.astimezone(timezone.utc).replace(tzinfo=None)
    assert _moment("2026-12-24T18:30") == expected


async def test_a_failed_replay_runs_again_when_the_page_is_opened(office: Office) -> None:
    from knowledge.replay import live_key

    in_review(office, title="New title")
    key = live_key(office.repository.library())
    office.workbench.begin_replay("sleeping", 3, key)
    office.workbench.end_replay("sleeping", 3, key, None)
    async with office.person("eve") as eve:
        assert "Nothing stands against it" in (await eve.get(f"{HERE}/review")).text
    assert office.replays == [("sleeping", 3)]
