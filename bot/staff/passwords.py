"""Passwords: how they are hashed and checked, and which are too easy to guess."""

from __future__ import annotations

import re
import secrets

import argon2
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

SHORTEST, LONGEST = 12, 200
_ENOUGH = 3
"""Of zxcvbn's 0 to 4: more than a hundred million guesses."""

# 46 MiB and one pass: OWASP's first choice. Two cores also have patients to serve.
_hasher = argon2.PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
_nobodys = _hasher.hash(secrets.token_urlsafe())


class TooEasy(ValueError):
    """A password that must not be taken; the text says why and what would be better."""


def accept(password: str, *personal: str) -> None:
    """Raise `TooEasy` unless a password is long and hard to guess.

    `personal` are things others know: the name, the e-mail address, the clinic's name.
    """
    if len(password) < SHORTEST:
        raise TooEasy(f"Use at least {SHORTEST} characters. Three or four odd words do well.")
    if len(password) > LONGEST:
        raise TooEasy(f"Use at most {LONGEST} characters.")
    known = []
    for one in personal:
        # "Alice Meyer" as it is, as "alicemeyer", and each half.
        forms = (one, re.sub(r"\W+", "", one), *re.split(r"\W+", one))
        known += [form for form in forms if len(form) > 2]
    found = zxcvbn(
        password, user_inputs=["aftercare", "clinic", "botox", *known], max_length=LONGEST
    )
    if found["score"] < _ENOUGH:
        advice = [found["feedback"]["warning"], *found["feedback"]["suggestions"]]
        words = " ".join(f"{line.rstrip('.')}." for line in advice if line)
        raise TooEasy(f"That is too easy to guess. {words}".strip())


def hashed(password: str) -> str:
    """What is kept of a password. Takes tens of milliseconds."""
    return _hasher.hash(password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether a password is the one; without a hash False, in the same time."""
    if len(password) > LONGEST:
        # Nobody has one so long; not even hashing it tells nothing, for it is so for all accounts.
        return False
    try:
        _hasher.verify(password_hash or _nobodys, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def unusable() -> str:
    """A hash that no password fits, and that takes as long to find that out as any."""
    return _nobodys


def outdated(password_hash: str) -> bool:
    """Whether the hash was made with other settings than today's."""
    return _hasher.check_needs_rehash(password_hash)
