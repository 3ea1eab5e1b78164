"""Role by role: who may do what."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.staff.model import ROLES, Account

AT = datetime(2025, 3, 10, tzinfo=timezone.utc)


def account(*roles: str) -> Account:
    return Account("a", "Anna", "anna@clinic.test", frozenset(roles), AT)


def test_the_roles() -> None:
    assert list(ROLES) == ["front_desk", "editor", "approver", "admin"]
    assert all(words.partition(": ")[0].replace(" ", "_").lower() == role for role, words in ROLES.items())  # fmt: skip
    assert [words.partition(": ")[2] for words in ROLES.values()] == [
        "chats and cases",
        "writes and changes answers",
        "a clinician who approves answers",
        "accounts, audit log, and everything else",
    ]


@pytest.mark.parametrize("needed", ROLES)
def test_each_role_opens_its_own_and_an_admin_all(needed: str) -> None:
    for role in ROLES:
        assert account(role).may(needed) == (role in (needed, "admin"))
    assert not account().may(needed)


def test_one_of_several_is_enough_and_none_asked_for_means_anyone() -> None:
    assert account("editor").may("approver", "editor")
    assert not account("front_desk").may("approver", "editor")
    assert account().may() and account("front_desk").may()


def test_a_new_account_signs_in_with_one_step_and_is_not_disabled() -> None:
    one = account()
    assert one.signs_in is True and one.two_steps is False
    assert one.disabled_at is None and one.signed_in_at is None
