"""One leader at a time: the rules alone, with clocks that the test moves."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot import leader
from bot.leader import LASTS, MARGIN_SECONDS, RENEW_SECONDS, Lease, Standing

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=timezone.utc)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_the_first_who_asks_leads_and_nobody_else_while_it_lasts() -> None:
    lease = leader.claim(None, "a", NOON)
    assert lease == Lease("a", 1, NOON + LASTS)
    assert leader.claim(lease, "b", at(LASTS.total_seconds() - 0.001)) is None


def test_a_renewal_goes_on_with_the_term_and_never_shortens_the_lease() -> None:
    lease = Lease("a", 3, NOON + LASTS)
    assert leader.claim(lease, "a", at(2)) == Lease("a", 3, at(2) + LASTS)
    assert leader.claim(lease, "a", at(-5)) == lease, "the database's clock went back"


def test_a_lease_that_ended_is_anybodys_with_a_new_term() -> None:
    lease = Lease("a", 3, NOON)
    assert leader.claim(lease, "b", NOON) == Lease("b", 4, NOON + LASTS)
    assert leader.claim(lease, "a", NOON) == Lease("a", 4, NOON + LASTS)


def test_who_resigns_is_followed_at_once() -> None:
    lease = Lease("a", 3, NOON + LASTS)
    ended = leader.resigned(lease, "a", at(1))
    assert ended == Lease("a", 3, at(1))
    assert leader.claim(ended, "b", at(1)) == Lease("b", 4, at(1) + LASTS)


def test_only_the_leader_can_resign() -> None:
    assert leader.resigned(Lease("a", 3, NOON + LASTS), "b", NOON) is None
    assert leader.resigned(Lease("a", 3, NOON), "a", NOON) is None
    assert leader.resigned(None, "a", NOON) is None


def test_the_fence_is_counted_from_before_the_question() -> None:
    lease = Lease("a", 7, NOON + LASTS)
    mine = leader.standing(lease, 100.0)
    assert mine == Standing(100.0 + LASTS.total_seconds() - MARGIN_SECONDS, 7)
    assert mine.leads(105.9) and not mine.leads(106.0)
    assert not leader.standing(None, 100.0).leads(0.0)


def test_one_renewal_may_fail_without_a_change_of_leader() -> None:
    assert LASTS.total_seconds() - MARGIN_SECONDS > 2 * RENEW_SECONDS


asks = st.tuples(
    st.sampled_from("abc"),
    st.floats(0, 6),  # seconds until the question
    st.floats(0, 12),  # seconds that the answer takes on its way back
    st.sampled_from(["claim", "claim", "claim", "resign"]),
)


@given(st.lists(asks, max_size=40))
def test_no_two_lead_at_once_however_late_an_answer_comes(course: list) -> None:
    """Every process's leadership, on one true time line: from the answer to the fence."""
    lease: Lease | None = None
    now, reigns = 0.0, []
    for who, pause, answer_takes, what in course:
        now += pause
        if what == "resign":
            # It has stopped before it says so.
            reigns = [(w, a, min(b, now) if w == who else b) for w, a, b in reigns]
            lease = leader.resigned(lease, who, at(now)) or lease
            continue
        new = leader.claim(lease, who, at(now))
        lease = new or lease
        fence = leader.standing(new, now).fence
        if now + answer_takes < fence:
            reigns.append((who, now + answer_takes, fence))
    for who, begin, end in reigns:
        for other, its_begin, its_end in reigns:
            assert who == other or end <= its_begin or its_end <= begin
