"""Who of several processes does what must be done once: sweeps, alarms, alerts, the purge.

The rules only, without a clock or a database of their own. A lease names the leader and ends by
itself, so that a dead leader is replaced. Two clocks are at work: the database's says whether the
lease still holds; the leader's own, which never jumps, says until when it may act on it, and that
is earlier. A leader that was asleep, or cut off from the database, has stopped by the time that
another takes over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LASTS = timedelta(seconds=8)
"""How long a lease holds when it is not renewed."""
RENEW_SECONDS = 2.0
MARGIN_SECONDS = 2.0
"""A leader stops so much before its lease ends: time to finish what it is at."""


@dataclass(frozen=True)
class Lease:
    """Who leads until when. `term` grows with each new reign."""

    holder: str
    term: int
    until: datetime


def claim(lease: Lease | None, me: str, now: datetime) -> Lease | None:
    """The lease as `me` may write it at `now`, by the database's clock; None while another's holds.

    A holder that comes too late for a renewal begins a new term, as any other would.
    """
    if lease is None:
        return Lease(me, 1, now + LASTS)
    if now >= lease.until:
        return Lease(me, lease.term + 1, now + LASTS)
    if lease.holder == me:
        return replace(lease, until=max(lease.until, now + LASTS))
    return None


def resigned(lease: Lease | None, me: str, now: datetime) -> Lease | None:
    """The lease with its end now, so that another takes over at once; None if it is not `me`'s."""
    if lease is None or lease.holder != me or now >= lease.until:
        return None
    return replace(lease, until=now)


@dataclass(frozen=True)
class Standing:
    """What a process knows of its own leadership."""

    fence: float = float("-inf")
    """When it must have stopped, by `time.monotonic`."""
    term: int = 0

    def leads(self, now: float) -> bool:
        """Whether it may act as the leader at `now`, by the same clock."""
        return now < self.fence


def standing(lease: Lease | None, asked_at: float) -> Standing:
    """What follows from an answer of the database: the lease that was written, or None.

    Counted from `asked_at`, the moment before the question: however long the answer took, the lease
    began later than that, so the fence lies before its end.
    """
    if lease is None:
        return Standing()
    return Standing(asked_at + LASTS.total_seconds() - MARGIN_SECONDS, lease.term)
