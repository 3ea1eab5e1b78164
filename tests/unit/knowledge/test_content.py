"""The content that ships passes its own checks."""

from __future__ import annotations

from knowledge import files
from knowledge.commands import check_content


def test_everything_that_ships_is_fit_for_patients() -> None:
    checked = check_content()
    assert checked.ok, str(checked)


def test_all_facts_are_told_somewhere() -> None:
    checked = check_content()
    assert checked.facts_known == 131
    assert checked.facts_used + len(files.read(files.CONTENT).unused_facts) == 131
