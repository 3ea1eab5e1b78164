"""`aftercare staff …` and the set-up code of `aftercare up`: for whoever runs the server."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import settings as configuration
from bot.cli import main
from bot.staff import setup_code
from bot.staff.audit import Actor
from bot.staff.migrations import upgrade
from bot.staff.records import Own
from bot.staff.store import StaffRecords
from bot.starting import first_code
from knowledge.engine import create

BOB = "bob@clinic.example"


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StaffRecords:
    """The records that the commands work on."""
    url = f"sqlite:///{tmp_path / 'aftercare.db'}"
    monkeypatch.setenv("AFTERCARE_VAR", str(tmp_path))
    monkeypatch.setenv("AFTERCARE_DATABASE_URL", url)
    monkeypatch.setenv("AFTERCARE_PUBLIC_URL", "https://chat.clinic.example/")
    database = create(url)
    upgrade(database)
    return StaffRecords.of(Own(database), idle=timedelta(hours=1), longest=timedelta(hours=2))


def run(*arguments: str) -> Result:
    """`aftercare staff` with arguments."""
    return CliRunner().invoke(main, ["staff", *arguments])


def added(*roles: str, email: str = BOB) -> Result:
    """A new account for Bob."""
    options = [word for role in roles for word in ("--role", role)]
    return run("add", email, "--name", "Bob", *options)


def joined(records: StaffRecords, result: Result) -> str:
    """Use the link that was printed; gives the account's id."""
    address = result.output.split()[-1]
    assert address.startswith("https://chat.clinic.example/invite/")
    now = datetime.now(timezone.utc)
    return records.invitations.accept(address.rpartition("/")[2], "Bob", "a hash", now).id


def test_an_added_account_joins_by_the_printed_link(records: StaffRecords) -> None:
    joined(records, added("front_desk", "editor"))
    assert run("list").output.split("\t") == [BOB, "Bob", "editor,front_desk", "active\n"]
    row = next(records.audit.all())
    assert row.action == "account_invited" and row.actor.startswith("command line (")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "bob", "--name", "B", "--role", "admin"), "no e-mail address"),
        (("add", BOB, "--name", " ", "--role", "admin"), "1 to 100"),
        (("add", BOB, "--name", "B", "--role", "king"), "no such role"),
        (("add", BOB, "--name", "B"), "--role"),
        (("disable", "nobody@clinic.example"), "nobody has an account"),
        (("reset", "nobody@clinic.example"), "nobody has an account"),
    ],
)
def test_a_mistake_is_named_and_changes_nothing(
    records: StaffRecords, arguments: tuple[str, ...], says: str
) -> None:
    result = run(*arguments)
    assert result.exit_code != 0 and says in result.output
    assert records.accounts.all() == []


def test_an_address_is_given_once(records: StaffRecords) -> None:
    added("editor")
    assert "has an account already" in added("admin", email=BOB.upper()).output


def test_disabling_ends_the_sessions_but_never_the_last_admin(records: StaffRecords) -> None:
    bob = joined(records, added("admin"))
    assert "nobody would be left" in run("disable", BOB).output
    joined(records, added("admin", email="ann@clinic.example"))
    now = datetime.now(timezone.utc)
    token = records.sessions.open(bob, "a browser", now)
    assert run("disable", BOB).exit_code == 0
    assert records.sessions.find(token, now) is None


def test_a_reset_lets_the_disabled_and_the_locked_out_in_again(records: StaffRecords) -> None:
    bob = joined(records, added("editor"))
    now = datetime.now(timezone.utc)
    records.accounts.disable(bob, Actor("", "t"), now)
    for _ in range(5):
        records.attempts.begin(BOB, now)
    joined(records, run("reset", BOB, "--second-step-off"))
    assert records.accounts.get(bob).disabled_at is None
    assert records.attempts.begin(BOB, now).failures == 1


def test_the_log_is_checked_from_the_command_line(records: StaffRecords, tmp_path: Path) -> None:
    added("editor")
    assert "1 entries, whole" in run("verify").output
    with create(f"sqlite:///{tmp_path / 'aftercare.db'}").begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER staff_audit_no_update")
        connection.exec_driver_sql("UPDATE staff_audit SET actor = 'x'")
    result = run("verify")
    assert result.exit_code == 1 and "entry 1" in result.output


def test_the_set_up_code_is_there_until_somebody_can_sign_in(
    records: StaffRecords, tmp_path: Path
) -> None:
    settings = replace(configuration.load(), var=tmp_path)
    code = first_code(settings)
    assert code and first_code(settings) == code
    assert stat.S_IMODE((tmp_path / "setup-code").stat().st_mode) == 0o600
    assert setup_code.fits(tmp_path, f" {code.lower()} ")
    assert not setup_code.fits(tmp_path, "") and not setup_code.fits(tmp_path / "x", "")
    joined(records, added("admin"))
    assert first_code(settings) is None
    assert not (tmp_path / "setup-code").exists()
    assert not setup_code.fits(tmp_path, code)
