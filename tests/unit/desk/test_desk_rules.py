"""The desk's rules, for every pair of what the screen and the engine may say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.desk import service
from bot.desk.model import URGENCIES, Escalation, Need

urgencies = st.sampled_from(URGENCIES)
maybe = st.one_of(st.none(), urgencies)
kinds = st.sampled_from(["red_flag", "request", "hand_over", "incident"])
needs = st.builds(Need, kinds, urgencies, st.lists(st.sampled_from("abc"), unique=True).map(tuple))
NOW = datetime(2025, 3, 10, tzinfo=timezone.utc)
CASE = Escalation("e", "c", 1, "incident", "review", "open", NOW, NOW, ("incident",))


@given(maybe, st.lists(maybe, max_size=2))
def test_a_patient_never_gets_less_than_our_screen_found(
    screened: str | None, said: list[str | None]
) -> None:
    source = service.choose(screened, [{"urgency": one} for one in said])
    if screened in service.RED_FLAGS:
        top = max((service.rank(one) for one in said), default=-1)
        assert source == ("engine" if top >= service.rank(screened) else "card")
    else:
        assert source == ("engine" if said else "incident")


@given(st.sampled_from(["engine", "card", "incident"]), maybe, st.booleans(), maybe)
def test_every_red_flag_needs_a_human(
    source: service.Source, urgency: str | None, wants: bool, hand_over: str | None
) -> None:
    need = service.need(
        source=source, urgency=urgency, hand_over=hand_over, wants_person=wants, rules=("r",)
    )
    if urgency in service.RED_FLAGS:
        assert need == Need("red_flag", str(urgency), ("r",))
    elif wants or hand_over or source != "engine":
        assert need is not None and need.urgency == "review"
    else:
        assert need is None


@given(st.lists(needs, min_size=1, max_size=6))
def test_urgency_never_falls_and_no_reason_is_lost_or_doubled(turns: list[Need]) -> None:
    current: Escalation | None = None
    for need in turns:
        after = service.raised(current, need)
        before = service.rank(current.urgency) if current else -1
        assert service.rank(after.urgency) == max(before, service.rank(need.urgency))
        assert {need.kind, *need.rules} <= set(after.reasons)
        assert len(set(after.reasons)) == len(after.reasons)
        assert after.headline == (after.change is not None)
        current = replace(
            CASE, kind=after.kind, urgency=after.urgency, reasons=after.reasons, status="open"
        )


def test_the_same_again_is_no_news() -> None:
    assert service.raised(CASE, Need("incident", "review")).change is None


def test_a_request_for_a_person_is_news_about_an_incident() -> None:
    assert service.raised(CASE, Need("request", "review")).change == "upgraded"


def test_any_need_opens_a_closed_case_again() -> None:
    closed = replace(CASE, status="resolved")
    assert service.raised(closed, Need("incident", "review")).change == "reopened"


def test_a_token_opens_its_own_chat_only() -> None:
    (_, alice), (_, bob) = service.mint(), service.mint()
    assert service.opens(alice, service.hashed(alice))
    assert not service.opens(bob, service.hashed(alice))
    assert not service.opens("", "")
