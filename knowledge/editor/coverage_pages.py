"""What is covered: the article's sections and facts, and the areas by time since treatment."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from knowledge import coverage as measured
from knowledge.editor.parts import in_thread, page, parts_of


async def coverage(request: Request) -> Response:
    """Sections, facts, gaps, stale reviews, and the grid."""
    parts = parts_of(request)
    library = await in_thread(parts.repository.library)
    unused = await in_thread(parts.repository.unused_facts)
    uses = measured.by_section(library, unused, parts.today())
    gaps = {use.fact.number: use for section in uses for use in section.facts if use.gap}
    facts = {use.fact.number for section in uses for use in section.facts}
    rows = measured.grid(list(library.entries.values()))
    return page(
        request,
        "coverage.html",
        uses=uses,
        gaps=[gaps[number] for number in sorted(gaps)],
        facts=len(facts),
        stale=sorted({e.id: e for use in uses for e in use.stale}.values(), key=lambda e: e.title),
        entries=len(library.entries),
        rows=rows,
        periods=[name for name, _, _ in measured.PERIODS],
    )
