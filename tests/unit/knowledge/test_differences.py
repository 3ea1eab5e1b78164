"""Differences tell the whole way from one version to the other and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from knowledge_samples import VALID, entry

from knowledge.differences import LABELS, Piece, changes, words
from knowledge.entry import Applies, Entry

TEXTS = st.text(alphabet="ab .\n’{}", max_size=40) | st.text(max_size=20)


@given(TEXTS, TEXTS)
def test_the_pieces_give_back_both_versions(before: str, after: str) -> None:
    pieces = words(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after


def test_a_changed_word_is_shown_alone() -> None:
    assert words("It fades in a week.", "It fades in ten days.") == (
        Piece("same", "It fades in "),
        Piece("removed", "a week"),
        Piece("added", "ten days"),
        Piece("same", "."),
    )


def test_only_what_differs_is_listed() -> None:
    assert changes(VALID, replace(VALID, revision=9, status="draft")) == ()
    after = entry(title="New", areas=("chin", "neck"), days=(0, 3))
    assert [(c.name, c.before, c.after) for c in changes(VALID, after)] == [
        ("title", VALID.title, "New"),
        ("areas", "eyelid", "chin, neck"),
        ("days", "0 to 9", "0 to 3"),
    ]


def test_a_new_entry_is_all_addition() -> None:
    assert {p.kind for c in changes(None, VALID) for p in c.pieces} == {"added"}


def test_every_part_that_people_change_is_compared() -> None:
    given_by_the_workflow = {"id", "status", "reviewed_on", "reviewed_by", "revision", "applies"}
    parts = set(Entry.__dataclass_fields__) | set(Applies.__dataclass_fields__)
    assert parts - given_by_the_workflow == set(LABELS)
