"""Who works here: accounts, roles, sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

ROLES = {
    "front_desk": "Front desk: chats and cases",
    "editor": "Editor: writes and changes answers",
    "approver": "Approver: a clinician who approves answers",
    "admin": "Admin: accounts, audit log, and everything else",
}
"""Each role and what it is for, in words for the people who give it."""


@dataclass(frozen=True)
class Account:
    """Somebody of the staff. `signs_in` is False until they have chosen a password."""

    id: str
    name: str
    email: str
    roles: frozenset[str]
    created_at: datetime
    signs_in: bool = True
    two_steps: bool = False
    disabled_at: datetime | None = None
    signed_in_at: datetime | None = None

    def may(self, *roles: str) -> bool:
        """Whether one of `roles` is theirs; an admin may do everything, and no role means anyone."""
        return not roles or "admin" in self.roles or not self.roles.isdisjoint(roles)


@dataclass(frozen=True)
class Session:
    """One browser that is signed in, or half-way: `complete` is False until the second step."""

    id: str
    account: Account
    complete: bool
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    browser: str
