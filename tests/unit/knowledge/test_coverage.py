"""Coverage counts what patients are answered from, and shows what is missing."""

from __future__ import annotations

from datetime import date

from knowledge_samples import VALID, entry

from knowledge import files
from knowledge.coverage import PERIODS, by_section, grid
from knowledge.library import Library

TODAY = date(2026, 11, 23)


def test_sections_list_their_entries_facts_and_gaps() -> None:
    library = Library(
        entries={VALID.id: VALID},
        sections={"S04": "Small quirks that pass", "SERVICE": "About this service"},
    )
    quirks, service = by_section(library, {43: "told by the injector"}, TODAY)
    assert [e.id for e in quirks.entries] == [VALID.id]
    used = {use.fact.number: (bool(use.entries), use.unused, use.gap) for use in quirks.facts}
    assert used[40] == (True, "", False)
    assert used[42] == (False, "", True)
    assert used[43] == (False, "told by the injector", False)
    assert (service.entries, service.facts) == ((), ())


def test_an_overdue_entry_makes_its_sections_stale() -> None:
    old = entry(reviewed_on=date(2025, 1, 1))
    (section,) = by_section(Library({old.id: old}, {"S04": "x"}), {}, TODAY)
    assert section.stale == (old,)


def test_the_grid_tells_own_entries_from_general_ones() -> None:
    general = entry(id="general", areas=(), days=(0, 30))
    neighbour = entry(id="neighbour", areas=("crows_feet",), days=None)
    info = entry(id="info", urgency="info")
    rows = {row.area: row for row in grid([VALID, general, neighbour, info])}
    first = rows["eyelid"].cells[0]
    assert [e.id for e in first.own] == [VALID.id]
    assert {e.id for e in first.general} == {"general", "neighbour"}
    assert [cell.level for cell in rows["eyelid"].cells] == [2, 2, 2, 1, 1, 1, 1]
    assert [cell.level for cell in rows["neck"].cells] == [1, 1, 1, 1, 1, 0, 0]
    assert grid([VALID, entry(id="second")])[0].area < grid([VALID])[1].area


def test_the_periods_leave_no_day_out() -> None:
    days = [day for _, first, last in PERIODS for day in range(first, last + 1)]
    assert days == list(range(731))


def test_the_real_content_has_no_gap() -> None:
    content = files.read(files.CONTENT)
    library = Library({e.id: e for e in content.entries}, content.sections, content.safety_nets)
    uses = by_section(library, content.unused_facts, TODAY)
    assert [use.fact.number for section in uses for use in section.facts if use.gap] == []
    assert len({use.fact.number for section in uses for use in section.facts}) == 131
