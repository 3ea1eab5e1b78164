"""Names that rules can't see are taken out where somebody knows them; lines stay lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.identity import unnamed, without


@pytest.mark.parametrize(
    ("text", "names", "kept"),
    [
        ("Hello, this is Anna.", ["Anna Kowalska"], "Hello, this is [name]."),
        ("yours, anna kowalska", ["Anna Kowalska"], "yours, [name]"),
        ("Annabel is not Anna", ["Anna"], "Annabel is not [name]"),
        ("take a bath, Rose", ["rose bath"], "take a bath, [name]"),
        ("De facto, de Vries", ["Jan de Vries"], "De facto, de [name]"),
        ("I'm OK with Botox", ["Botox I OK"], "I'm OK with Botox"),
        ("wait (Anna) here", ["", "  ", "(Anna)"], "wait [name] here"),
        ("nobody is named", [], "nobody is named"),
    ],
)
def test_who_is_known_is_taken_out_by_name(text: str, names: list[str], kept: str) -> None:
    assert without(text, names) == kept


def test_lines_stay_lines() -> None:
    told = "Wait a day.\n\n• no mask\n• write to anna@clinic.test\n• or 555 010 9988"
    assert unnamed(told) == "Wait a day.\n\n• no mask\n• write to [address]\n• or [number]"


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_name_can_be_taken_out_of_any_text(text: str, names: list[str]) -> None:
    assert without(text, names).count("\n") <= text.count("\n")
