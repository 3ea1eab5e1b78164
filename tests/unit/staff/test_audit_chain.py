"""The chain: whatever is changed, removed, swapped or added in between is found, at its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.audit import START, Actor, NotRecordable, Row, check, following

AT = datetime(2025, 3, 10, 12, tzinfo=timezone.utc)
words = st.text(max_size=30)
details = st.dictionaries(
    st.text(max_size=8),
    st.one_of(words, st.integers(), st.booleans(), st.none(), st.lists(words, max_size=3)),
    max_size=4,
)
steps = st.lists(
    st.tuples(st.sampled_from(["viewed", "signed_in", "case_closed"]), words, words, details),
    min_size=1,
    max_size=12,
)


def chain(entries: list[tuple[str, str, str, dict[str, object]]]) -> list[Row]:
    """The rows that these entries make."""
    rows: list[Row] = []
    for n, (action, subject, name, more) in enumerate(entries):
        last = rows[-1] if rows else None
        row = following(
            last,
            at=AT + timedelta(seconds=n),
            actor=Actor("a", name),
            action=action,
            subject=subject,
            details=more,
        )
        rows.append(row)
    return rows


@given(steps)
def test_a_chain_as_written_is_whole(entries: list) -> None:
    rows = chain(entries)
    verdict = check(rows)
    assert verdict.whole and verdict.rows == len(rows) and verdict.head == rows[-1].hash


def test_no_entries_are_whole() -> None:
    assert check([]).whole and check([]).head == START


@given(
    steps,
    st.data(),
    st.sampled_from(["actor", "actor_id", "action", "subject", "details", "hash", "previous"]),
)
def test_a_changed_field_is_found_at_its_row(entries: list, data: st.DataObject, name: str) -> None:
    rows = chain(entries)
    at = data.draw(st.integers(0, len(rows) - 1))
    new = data.draw(words.filter(lambda text: text != getattr(rows[at], name)))
    rows[at] = replace(rows[at], **{name: new})
    assert check(rows).broken_at == at + 1


@given(steps, st.data())
def test_a_moved_time_is_found(entries: list, data: st.DataObject) -> None:
    rows = chain(entries)
    at = data.draw(st.integers(0, len(rows) - 1))
    rows[at] = replace(rows[at], at=rows[at].at + timedelta(microseconds=1))
    assert check(rows).broken_at == at + 1


@given(steps.filter(lambda entries: len(entries) > 1), st.data())
def test_a_removed_row_is_found_even_if_the_rest_is_numbered_anew(
    entries: list, data: st.DataObject
) -> None:
    rows = chain(entries)
    at = data.draw(st.integers(0, len(rows) - 2))
    rest = rows[:at] + rows[at + 1 :]
    assert check(rest).broken_at == at + 1
    renumbered = rows[:at] + [replace(row, seq=row.seq - 1) for row in rows[at + 1 :]]
    assert check(renumbered).broken_at == at + 1


@given(steps, st.data())
def test_a_row_rewritten_with_a_right_hash_breaks_the_next(
    entries: list, data: st.DataObject
) -> None:
    rows = chain([*entries, ("viewed", "", "", {})])
    at = data.draw(st.integers(0, len(rows) - 2))
    forged = replace(rows[at], actor="somebody else than before")
    rows[at] = replace(forged, hash=forged.fingerprint())
    assert check(rows).broken_at == at + 2


@given(steps)
def test_fields_cannot_run_into_each_other(entries: list) -> None:
    row = chain(entries)[0]
    moved = replace(row, actor=row.actor + row.action, action="")
    assert moved.fingerprint() != row.fingerprint()


@pytest.mark.parametrize(
    "bad",
    [
        {"action": "Something happened"},
        {"action": ""},
        {"action": "x" * 65},
        {"subject": "x" * 201},
        {"details": {"text": "x" * 5000}},
        {"details": {"nan": float("nan")}},
    ],
)
def test_what_has_no_place_in_the_log_is_refused(bad: dict[str, object]) -> None:
    good = {"action": "viewed", "subject": "/desk", "details": {}}
    with pytest.raises((NotRecordable, ValueError)):
        following(None, at=AT, actor=Actor("", "x"), **{**good, **bad})  # type: ignore[arg-type]
