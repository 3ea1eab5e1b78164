"""The staff's tables on SQLite and PostgreSQL: migrations, triggers, one change at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine

from bot.staff.accounts import LastAdmin
from bot.staff.audit import Actor
from bot.staff.migrations import VERSION_TABLE, upgrade
from bot.staff.records import Own
from bot.staff.second_step import WrongCode
from bot.staff.store import StaffRecords
from bot.staff.tables import metadata
from bot.staff.trail import Search
from knowledge.engine import create
from tests import postgres

NOW = datetime(2025, 3, 10, 12, tzinfo=timezone.utc)
ME = Actor("", "tests")


@pytest.fixture(scope="module")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server; skips where none is installed."""
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    with postgres.server(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with today's tables, of each kind in turn."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'staff.db'}"
    else:
        url = postgres.fresh_database(request.getfixturevalue("postgres_server"))
    engine = create(url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def staff(engine: Engine) -> StaffRecords:
    """The stores."""
    return StaffRecords.of(Own(engine), idle=timedelta(hours=1), longest=timedelta(hours=12))


def hire(staff: StaffRecords, name: str, *roles: str) -> str:
    """An account that can sign in; its id."""
    _, token = staff.invitations.invite(name, f"{name}@clinic.example", roles, ME, NOW)
    return staff.invitations.accept(token, name, "a hash", NOW).id


def test_migrations_make_the_tables_that_the_code_expects(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name != VERSION_TABLE},
        )
        assert compare_metadata(context, metadata) == []
    upgrade(engine)  # a second time changes nothing


def test_an_account_from_invitation_to_disabling(staff: StaffRecords) -> None:
    assert staff.accounts.nobody_yet()
    ann, bob = hire(staff, "ann", "admin"), hire(staff, "bob", "editor", "front_desk")
    assert not staff.accounts.nobody_yet()
    token = staff.sessions.open(bob, "a browser", NOW)
    session = staff.sessions.find(token, NOW)
    assert session and session.account.roles == {"editor", "front_desk"}
    assert session.expires_at == NOW + timedelta(hours=12)
    assert staff.accounts.get(bob).signed_in_at == NOW
    with pytest.raises(LastAdmin):
        staff.accounts.disable(ann, ME, NOW)
    staff.accounts.disable(bob, ME, NOW)
    assert staff.sessions.find(token, NOW) is None
    assert [one.name for one in staff.accounts.all()] == ["ann", "bob"]
    assert staff.audit.check().whole
    assert [row.action for row in staff.audit.found(Search(what="account disabled"))] == [
        "account_disabled"
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE staff_audit SET actor = 'x'",
        "DELETE FROM staff_audit",
        "INSERT INTO staff_audit SELECT 99, at, actor_id, actor, action, subject, details,"
        " previous, hash FROM staff_audit WHERE seq = 1",
    ],
)
def test_the_log_cannot_be_rewritten(staff: StaffRecords, engine: Engine, statement: str) -> None:
    hire(staff, "ann", "admin")
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert staff.audit.check().rows == 2


def test_postgresql_does_not_let_it_be_emptied_either(postgres_server: str) -> None:
    engine = create(postgres.fresh_database(postgres_server))
    upgrade(engine)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
        connection.exec_driver_sql("TRUNCATE staff_audit")
    engine.dispose()


def test_two_admins_who_lock_each_other_out_at_once_leave_one(staff: StaffRecords) -> None:
    ann, bob = hire(staff, "ann", "admin"), hire(staff, "bob", "admin")
    done = together(
        lambda: staff.accounts.disable(ann, ME, NOW), lambda: staff.accounts.disable(bob, ME, NOW)
    )
    assert sorted(type(one).__name__ for one in done) == ["LastAdmin", "NoneType"]


def test_writers_side_by_side_make_one_chain(staff: StaffRecords) -> None:
    def write() -> None:
        for _ in range(10):
            staff.audit.note(ME, "viewed", "/desk", None, NOW)

    assert together(*[write] * 4) == [None] * 4
    assert staff.audit.check().whole and staff.audit.check().rows == 40


def test_a_recovery_code_used_twice_at_once_counts_once(staff: StaffRecords) -> None:
    import pyotp

    ann = hire(staff, "ann", "admin")
    first = pyotp.TOTP(staff.second_step.begin(ann)).at(NOW)
    code = staff.second_step.turn_on(ann, first, ME, NOW)[3]
    done = together(*[lambda: staff.second_step.use(ann, code, ME, NOW)] * 2)
    assert {type(one) for one in done} == {int, WrongCode}
    assert staff.second_step.codes_left(ann) == 9


def together(*work: Callable[[], object]) -> list[object]:
    """What each gave or raised, all of them begun at the same moment."""
    barrier, outcomes = threading.Barrier(len(work)), [None] * len(work)

    def run(n: int) -> None:
        barrier.wait()
        try:
            outcomes[n] = work[n]()
        except Exception as error:
            outcomes[n] = error

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes
