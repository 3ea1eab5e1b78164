"""The log: what it holds, who reads it, and that nobody rewrites it."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.staff import audit
from bot.staff.audit import Row
from tests.integration.staff.conftest import House
from tests.integration.staff.people import SCRIPT, colleague

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]


async def test_every_page_somebody_saw_is_in_it_without_the_query(house: House) -> None:
    alice = await colleague(house.app, "admin", name="Alice")
    await alice.get("/staff?search=I+cannot+breathe")
    await alice.get(f"/staff/{alice.account.id}")
    await alice.get("/staff/../staff")
    views = [row for row in house.log() if row.action == "viewed"]
    assert [row.subject for row in views][:2] == ["/staff", "/staff/{id}"]
    assert json.loads(views[1].details) == {"id": alice.account.id}
    assert {row.actor for row in views} == {"Alice"}
    assert "breathe" not in str(house.log())


async def test_a_page_that_was_refused_was_not_seen(house: House) -> None:
    bob = await colleague(house.app, "front_desk", name="Bob")
    before = len(house.log())
    await bob.get("/audit")
    await bob.get("/staff/nobody")
    assert len(house.log()) == before


async def test_a_list_that_renews_itself_is_one_view_in_ten_minutes(house: House) -> None:
    alice = await colleague(house.app, "admin")
    before = len(house.log())
    for _ in range(5):
        await alice.get("/staff", headers=SCRIPT)
    assert len(house.log()) == before + 1
    house.clock.now += timedelta(minutes=10)
    await alice.get("/staff", headers=SCRIPT)
    assert len(house.log()) == before + 2
    # A page opened by a person counts each time.
    await alice.get("/staff")
    await alice.get("/staff")
    assert len(house.log()) == before + 4


async def test_every_change_names_who_whom_and_what(house: House) -> None:
    admin = await colleague(house.app, "admin", name="Ann")
    bob = await colleague(house.app, "front_desk", name="Bob")
    await admin.post(f"/staff/{bob.account.id}/roles", {"roles": ["editor"]})
    await admin.post(f"/staff/{bob.account.id}/disable")
    roles, disabled = house.log()[-2:]
    assert (roles.action, roles.actor) == ("roles_changed", "Ann")
    assert roles.actor_id == admin.account.id and bob.account.id in roles.subject
    assert json.loads(roles.details) == {"from": ["front_desk"], "to": ["editor"]}
    assert disabled.action == "account_disabled"


async def test_failed_sign_ins_are_in_it_without_what_was_typed(house: House) -> None:
    await colleague(house.app, "admin")
    await house.sign_in(house.stranger(), "typed my password here", "x")
    row = house.log()[-1]
    assert (row.action, row.actor) == ("sign_in_failed", "not signed in")
    assert "typed" not in str(row)


async def test_many_at_once_make_one_chain(house: House) -> None:
    people = [await colleague(house.app, "admin", name=f"P{n}") for n in range(6)]
    await asyncio.gather(*(person.get("/staff") for person in people for _ in range(5)))
    verdict = house.parts.staff.audit.check()
    assert verdict.whole and verdict.rows == len(house.log())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE staff_audit SET actor = 'x' WHERE seq = 1",
        "DELETE FROM staff_audit WHERE seq = 1",
        "DELETE FROM staff_audit",
        "INSERT OR REPLACE INTO staff_audit SELECT seq, at, actor_id, 'x', action, subject,"
        " details, previous, hash FROM staff_audit WHERE seq = 1",
        "INSERT INTO staff_audit SELECT 99, at, actor_id, actor, action, subject, details,"
        " previous, hash FROM staff_audit WHERE seq = 1",
    ],
)
async def test_the_database_itself_refuses_to_rewrite_it(house: House, statement: str) -> None:
    await colleague(house.app, "admin")
    before = house.log()
    with (
        pytest.raises(sa.exc.DBAPIError, match="append-only"),
        house.parts.store.transaction() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert house.log() == before


def tamper(house: House, statement: str) -> None:
    """What somebody with the database's file and time could do."""
    with house.parts.store.transaction() as connection:
        for trigger in ("no_update", "no_delete", "at_the_end"):
            connection.exec_driver_sql(f"DROP TRIGGER staff_audit_{trigger}")
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE staff_audit SET actor = 'x' WHERE seq = 2", 2),
        ("UPDATE staff_audit SET at = '2001-01-01 00:00:00.000000' WHERE seq = 3", 3),
        ("DELETE FROM staff_audit WHERE seq = 2", 2),
        ("DELETE FROM staff_audit WHERE seq = 1", 1),
        ("UPDATE staff_audit SET previous = 'x' WHERE seq = 2", 2),
    ],
)
async def test_the_check_finds_the_first_entry_that_was_tampered_with(
    house: House, statement: str, broken_at: int
) -> None:
    admin = await colleague(house.app, "admin")
    for _ in range(3):
        await admin.get("/staff")
    whole = await admin.post("/audit/check")
    assert "The log is whole" in whole.text
    tamper(house, statement)
    answer = await admin.post("/audit/check")
    assert f"The first entry that does not fit is number {broken_at}." in answer.text


async def test_admins_search_by_who_what_and_when(house: House) -> None:
    ann = await colleague(house.app, "admin", name="Ann")
    bob = await colleague(house.app, "admin", name="Bob")
    await bob.get(f"/staff/{ann.account.id}")
    first = ann.account.id
    house.clock.now += timedelta(days=2)
    # A session does not last so long.
    ann = await colleague(house.app, "admin", name="Ann Two")

    async def found(query: str) -> str:
        page = (await ann.get(f"/audit?{query}")).text
        return page[page.index('role="search"') :]

    assert "/staff/{id}" in await found("who=bob")
    assert "/staff/{id}" in await found("what=viewed&who=Bob")
    assert "/staff/{id}" in await found(f"what={first}")
    assert "Nothing in the log fits" in await found("who=bob&what=signed+in")
    assert "/staff/{id}" in await found("since=2025-03-10&until=2025-03-10")
    assert "/staff/{id}" not in await found("since=2025-03-11")
    assert "Nothing in the log fits" in await found("what=%25")
    wrong = await ann.get("/audit?since=yesterday")
    assert wrong.status_code == 422 and "year-month-day" in wrong.text
    assert (await ann.get("/audit?before=x&since=9999-12-31&until=9999-12-31")).status_code < 500


async def test_older_entries_are_a_page_further(house: House) -> None:
    ann = await colleague(house.app, "admin")
    for _ in range(105):
        await ann.get("/staff", headers={"Accept": "text/html"})
    page = (await ann.get("/audit")).text
    assert "Older" in page and page.count('data-label="Number"') == 100
    last = min(row.seq for row in house.log()[-100:])
    older = (await ann.get(f"/audit?before={last}")).text
    assert "Latest" in older and "Older" not in older


async def test_an_export_can_be_checked_elsewhere_and_opens_harmlessly(house: House) -> None:
    ann = await colleague(house.app, "admin", name='=HYPERLINK("evil")')
    await ann.get("/staff")
    lines = (await ann.get("/audit/export?form=json")).text.splitlines()
    rows = [
        Row(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in map(json.loads, lines)
    ]
    assert len(rows) >= 3 and audit.check(rows).whole
    table = list(csv.reader(io.StringIO((await ann.get("/audit/export?what=viewed")).text)))
    assert table[0][3] == "who" and len(table) > 1
    assert all(row[4] == "viewed" for row in table[1:])
    assert table[1][3].startswith("'=")
    assert house.actions()[-2:] == ["log_exported", "viewed"]
