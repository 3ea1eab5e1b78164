"""Looking at entries: the list, what is due, one entry, its history."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from knowledge import publishing
from knowledge.differences import changes
from knowledge.editor.listing import PAGE, SORTS, STATES, Row, Wanted, row, wanted
from knowledge.editor.parts import EditorParts, in_thread, page, parts_of, person_of, shown_answer
from knowledge.library import Library
from knowledge.publishing import APPROVERS, Revision
from knowledge.references import facts
from knowledge.repository import UnknownEntry
from knowledge.terms import AREAS, SYMPTOMS


async def listing(request: Request) -> Response:
    """Every entry, narrowed by the address's query."""
    parts = parts_of(request)
    rows, library = await in_thread(_rows, parts)
    if any(one.state == "in_review" for one in rows):
        await parts.warm_up()
    want = Wanted.of(request.query_params)
    found = wanted(rows, want, parts.today())
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(want.page, 1), pages)
    query = {k: v for k, v in request.query_params.items() if k not in ("page", "said") and v}
    return page(
        request,
        "list.html",
        rows=found[(number - 1) * PAGE : number * PAGE],
        count=len(found),
        counts=_counts(parts, rows),
        want=want,
        number=number,
        pages=pages,
        query=urlencode(query),
        states=STATES,
        sorts=SORTS,
        areas=sorted(AREAS),
        symptoms=sorted(SYMPTOMS),
        sections=library.sections,
    )


async def due(request: Request) -> Response:
    """Live entries to be looked at again soon, those longest overdue first."""
    parts = parts_of(request)
    rows, _ = await in_thread(_rows, parts)
    today = parts.today()
    found = wanted(rows, Wanted(due=True, sort="due"), today)
    return page(request, "due.html", rows=found, counts=_counts(parts, rows))


async def entry(request: Request) -> Response:
    """One entry: what patients read, what waits, what can be done next."""
    parts = parts_of(request)
    history = await history_of(request)
    library = await in_thread(parts.repository.library)
    now, me = parts.repository.now(), person_of(request)
    newest, live = history[0], publishing.live(history, now)
    shown = newest.entry if newest.status in ("draft", "in_review") or live is None else live.entry
    return page(
        request,
        "entry.html",
        tab="entry",
        newest=newest,
        state=publishing.state(history, now),
        live=live,
        waiting=publishing.scheduled(history, now),
        shown=shown,
        answer=shown_answer(shown, library, parts.numbers),
        library=library,
        facts=[facts()[n] for n in shown.facts if n in facts()],
        changes=changes(live.entry if live else None, newest.entry),
        mine=me.id in publishing.writers(history),
    )


async def history(request: Request) -> Response:
    """Every step an entry took: who, when, what changed."""
    found = await history_of(request)
    now, me = parts_of(request).repository.now(), person_of(request)
    steps = [
        (revision, changes(older.entry if older else None, revision.entry))
        for revision, older in zip(found, [*found[1:], None], strict=True)
    ]
    return page(
        request,
        "history.html",
        tab="history",
        newest=found[0],
        state=publishing.state(found, now),
        live=publishing.live(found, now),
        steps=steps,
        may_put_back=bool(me.roles & APPROVERS),
        now=now,
    )


async def history_of(request: Request) -> list[Revision]:
    """The history of the entry in the request's path, newest first; 404 if there is none."""
    repository = parts_of(request).repository
    try:
        return await in_thread(repository.revisions, request.path_params["id"])
    except UnknownEntry:
        raise HTTPException(404) from None


def _rows(parts: EditorParts) -> tuple[list[Row], Library]:
    now = parts.repository.now()
    rows = [row(history, now) for history in parts.repository.histories().values()]
    return rows, parts.repository.library()


def _counts(parts: EditorParts, rows: list[Row]) -> dict[str, int]:
    today = parts.today()
    return {
        "all": len(rows),
        "in_review": sum(one.state == "in_review" for one in rows),
        "draft": sum(one.state == "draft" for one in rows),
        "due": sum(one.due(today) for one in rows),
    }
