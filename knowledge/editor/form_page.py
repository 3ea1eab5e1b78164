"""The form of an entry as a page, and the preview beside it: what a patient would see of the words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from knowledge import checks, publishing
from knowledge.caution import cautions
from knowledge.editor import forms
from knowledge.editor.forms import Fields, Parsed, Problems
from knowledge.editor.parts import EditorParts, in_thread, page, parts_of, shown_answer
from knowledge.entry import URGENCIES, Entry
from knowledge.library import Library
from knowledge.publishing import Revision
from knowledge.readability import grade, words
from knowledge.references import sections
from knowledge.terms import AREAS, PLACEHOLDERS, SYMPTOMS, TRENDS
from knowledge.workbench import Autosave

LABELS = {
    "id": "Short name",
    "title": "Title",
    "answer": "Answer",
    "urgency": "Urgency",
    "safety_net": "Closing advice",
    "questions": "Example questions",
    "areas": "Areas",
    "symptoms": "Symptoms",
    "trends": "How it is going",
    "days": "Days since treatment",
    "topic": "Topic",
    "sources": "Where it comes from",
    "facts": "Facts it tells",
    "review_by": "Look at it again by",
}


@dataclass(frozen=True)
class Measured:
    """How an answer with its closing advice reads: words and grade, with their limits."""

    words: int
    grade: float
    most_words: int
    most_grade: float


async def form(
    request: Request,
    fields: Fields,
    *,
    base: int | None,
    history: list[Revision] | None = None,
    kept: Autosave | None = None,
    problems: Problems | None = None,
    conflict: Mapping[str, object] | None = None,
    status: int = 200,
) -> Response:
    """The form as a page, with what is `kept` of it unsaved, and its problems or conflict if any."""
    parts = parts_of(request)
    history = history or []
    await parts.warm_up()
    library = await in_thread(parts.repository.library)
    parsed = forms.parse(fields, history[0].entry if history else None)
    found = problems_of(parsed, library)
    return page(
        request,
        "form.html",
        status=status,
        fields=fields,
        base=base,
        kept=kept,
        stale=bool(history) and base != history[0].number,
        newest=history[0] if history else None,
        problems=problems or {},
        conflict=conflict,
        urgencies=URGENCIES,
        areas=sorted(AREAS),
        symptoms=sorted(SYMPTOMS),
        trends=sorted(TRENDS),
        placeholders=sorted(PLACEHOLDERS),
        topics=sorted({e.applies.topic for e in library.entries.values() if e.applies.topic}),
        library=library,
        sections=sections(library.sections),
        unlisted=_unlisted(fields, library),
        preview=preview(parts, parsed.entry, library, found, history),
    )


def preview(
    parts: EditorParts,
    entry: Entry,
    library: Library,
    problems: Problems,
    history: list[Revision],
) -> dict[str, object]:
    """What `_preview.html` shows of an entry: its answer, how that reads, what is not right yet."""
    shown = shown_answer(entry, library, parts.numbers)
    live = publishing.live(history, parts.repository.now()) if history else None
    text = f"{entry.answer}\n\n{library.safety_nets.get(entry.safety_net, '')}"
    text = re.sub(r"\{\w+\}", "555-0100", text)
    emergency = entry.urgency == "emergency"
    return {
        "entry": entry,
        "shown": shown,
        "titles": [(s, library.source_title(s)) for s in entry.sources],
        "measured": Measured(
            words=len(words(text)),
            grade=max(grade(text), 0.0),
            most_words=checks.MAX_WORDS,
            most_grade=checks.MAX_GRADE_EMERGENCY if emergency else checks.MAX_GRADE,
        ),
        "net_ok": not problems.get("safety_net") and entry.safety_net in library.safety_nets,
        "cautions": cautions(live.entry if live else None, entry),
        "unfit": problems,
        "labels": LABELS,
    }


def problems_of(parsed: Parsed, library: Library) -> Problems:
    """What is wrong with the form itself, and what makes its entry unfit for the library."""
    unfit = forms.unfit(parsed.entry, library, list(library.entries.values()))
    return {
        name: [*parsed.problems.get(name, []), *unfit.get(name, [])]
        for name in {**parsed.problems, **unfit}
    }


def _unlisted(fields: Fields, library: Library) -> list[str]:
    """Sources of the form that the list of sections would not show."""
    listed = {p.source for section in sections(library.sections) for p in section.paragraphs}
    return [source for source in fields.get("sources") or [] if source not in listed]
