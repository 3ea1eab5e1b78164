"""Which passwords are taken, and how they are checked."""

from __future__ import annotations

import pytest

from bot.staff import passwords


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "elevenchars",
        "passwordpassword",
        "Password123456!",
        "qwertyuiop12345",
        "aaaaaaaaaaaaaaaa",
        "botoxbotoxbotox",
        "alice.meyer@clinic.example",
        "alicemeyer2025",
        "x" * 201,
    ],
)
def test_what_others_would_guess_is_refused_with_a_reason(password: str) -> None:
    with pytest.raises(passwords.TooEasy) as refused:
        passwords.accept(password, "Alice Meyer", "alice.meyer@clinic.example")
    assert len(str(refused.value)) > 20


@pytest.mark.parametrize(
    "password", ["teapot granite violin", "käse-fenster-7-molch", "Xk9#vQ2pLm!w"]
)
def test_long_and_odd_is_taken(password: str) -> None:
    passwords.accept(password, "Alice Meyer", "alice.meyer@clinic.example")


def test_only_the_same_password_fits_its_hash() -> None:
    kept = passwords.hashed("teapot granite violin")
    assert kept.startswith("$argon2id$")
    assert passwords.fits(kept, "teapot granite violin")
    assert not passwords.fits(kept, "teapot granite violin ")
    assert not passwords.fits(kept, "")
    assert kept != passwords.hashed("teapot granite violin")


@pytest.mark.parametrize("kept", [None, "x", "", "$argon2id$broken"])
def test_without_a_usable_hash_nothing_fits(kept: str | None) -> None:
    assert not passwords.fits(kept, "nobody has this password")


def test_nothing_fits_an_account_whose_password_was_reset() -> None:
    assert not passwords.fits(passwords.unusable(), "nobody has this password")
    assert not passwords.outdated(passwords.unusable())


def test_an_older_hash_is_known_as_such() -> None:
    import argon2

    old = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("x")
    assert passwords.outdated(old) and not passwords.outdated(passwords.hashed("x"))
