"""Writing an entry: what becomes of the form, its autosave, and what happens when two edit."""

from __future__ import annotations

import contextlib
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from knowledge import publishing
from knowledge.differences import Change, changes
from knowledge.editor import begun, form_page, forms
from knowledge.editor.entries import history_of
from knowledge.editor.forms import Fields, Parsed
from knowledge.editor.parts import (
    EditorParts,
    audit,
    fields_of_request,
    first,
    in_thread,
    onward,
    parts_of,
    person_of,
)
from knowledge.publishing import Revision, StaleRevision
from knowledge.repository import UnknownEntry
from knowledge.workbench import TooLong

_NOT_KEPT = ("csrf", "entry", "save", "submit")


async def new(request: Request) -> Response:
    """The form of a new entry, empty or as its author left it."""
    parts, me = parts_of(request), person_of(request)
    kept = await in_thread(parts.workbench.form, me, "")
    fields = begun.fields_shown(kept.form) if kept else forms.fields_of(forms.BLANK)
    return await form_page.form(request, fields, base=None, kept=kept)


async def create(request: Request) -> Response:
    """Stores a new entry as a draft, and sends it for review if asked to."""
    fields = await fields_of_request(request)
    parsed = forms.parse(fields)
    repository = parts_of(request).repository
    try:
        taken = await in_thread(repository.revisions, parsed.entry.id)
    except UnknownEntry:
        taken = []
    if taken:
        message = "is used by another entry: choose a new one, or edit that entry"
        parsed.problems.setdefault("id", []).append(message)
    return await _store(request, fields, parsed, None, [])


async def edit(request: Request) -> Response:
    """The form of an entry: its newest words, or unsaved changes left by the same person."""
    parts, me = parts_of(request), person_of(request)
    history = await history_of(request)
    kept = await in_thread(parts.workbench.form, me, history[0].entry.id)
    fields = dict(kept.form) if kept else forms.fields_of(history[0].entry)
    base = kept.based_on if kept and kept.based_on else history[0].number
    return await form_page.form(request, fields, base=base, kept=kept, history=history)


async def update(request: Request) -> Response:
    """Stores the form as a draft; shows both versions when somebody else saved meanwhile."""
    history = await history_of(request)
    fields = await fields_of_request(request)
    base = _number(first(fields, "base"))
    edited = next((r for r in history if r.number == base), history[0])
    parsed = forms.parse(fields, edited.entry)
    return await _store(request, fields, parsed, base, history)


async def preview(request: Request) -> Response:
    """What the form looks like to a patient, how it reads, and what is not right yet."""
    parts = parts_of(request)
    fields = await fields_of_request(request)
    entry_id = first(fields, "entry")
    history = await in_thread(_history, parts, entry_id) if entry_id else []
    parsed = forms.parse(fields, history[0].entry if history else None)
    library = await in_thread(parts.repository.library)
    problems = form_page.problems_of(parsed, library)
    html = parts.pages.get_template("editor/_preview.html").render(
        **form_page.preview(parts, parsed.entry, library, problems, history)
    )
    return JSONResponse({"html": html, "problems": problems})


async def autosave(request: Request) -> Response:
    """Keeps the form as it is, right or wrong."""
    parts, me = parts_of(request), person_of(request)
    fields = await fields_of_request(request)
    entry_id = first(fields, "entry")
    try:
        await _keep(request, entry_id, fields)
    except TooLong as error:
        return JSONResponse({"kept": False, "message": str(error)}, 413)
    local = parts.clock().astimezone()
    message = f"Your changes are kept ({local:%H:%M})."
    kept = None if entry_id else await in_thread(parts.workbench.form, me, "")
    if kept and begun.unseen(kept.form, fields):
        message += " Something was added to this form in another window: reload the page to see it."
    return JSONResponse({"kept": True, "message": message})


async def discard(request: Request) -> Response:
    """Throws the autosaved form away."""
    fields = await fields_of_request(request)
    entry_id = first(fields, "entry")
    await _done_with(request, entry_id, fields)
    return onward(f"/editor/entries/{entry_id}/edit" if entry_id else "/editor/new", "dropped")


async def _store(
    request: Request, fields: Fields, parsed: Parsed, base: int | None, history: list[Revision]
) -> Response:
    parts, me = parts_of(request), person_of(request)
    library = await in_thread(parts.repository.library)
    submitting = "submit" in fields
    problems = dict(parsed.problems)
    if submitting and not problems:
        problems = form_page.problems_of(parsed, library)
    if problems:
        # Kept at once, so that a closed window loses nothing either.
        with contextlib.suppress(TooLong):
            await _keep(request, parsed.entry.id if history else "", fields)
        return await form_page.form(
            request, fields, base=base, history=history, problems=problems, status=422
        )
    save = partial(publishing.save, entry=parsed.entry, by=me, based_on=base)
    try:
        saved = await in_thread(parts.repository.change, parsed.entry.id, save)
        if submitting:
            submit = partial(publishing.submit, by=me, note=first(fields, "note"))
            await in_thread(parts.repository.change, parsed.entry.id, submit)
    except StaleRevision:
        return await _conflict(request, fields, parsed, base)
    await _done_with(request, parsed.entry.id if history else "", fields)
    if not history and (asked := _asked(fields)):
        await in_thread(parts.inbox.settle, asked, me.name, f"in {parsed.entry.id}")
    audit(request, "entry_saved", parsed.entry.id, revision=saved.number, submitted=submitting)
    here = f"/editor/entries/{parsed.entry.id}"
    return onward(f"{here}/review", "submitted") if submitting else onward(here, "saved")


async def _keep(request: Request, entry_id: str, fields: Fields) -> None:
    """Keeps what a window has in its fields. Raises `TooLong`."""
    kept = {name: values for name, values in fields.items() if name not in _NOT_KEPT}
    change = (lambda old: kept) if entry_id else partial(begun.with_fields, fields=kept)
    base = _number(first(fields, "base"))
    workbench, me = parts_of(request).workbench, person_of(request)
    await in_thread(workbench.rewrite_form, me, entry_id, change, base)


async def _done_with(request: Request, entry_id: str, fields: Fields) -> None:
    """Forgets the kept form, but for what the window that had it did not show."""
    workbench, me = parts_of(request).workbench, person_of(request)
    if entry_id:
        await in_thread(workbench.drop_form, me, entry_id)
        return
    await in_thread(workbench.rewrite_form, me, "", partial(begun.without, fields=fields))


async def _conflict(request: Request, fields: Fields, parsed: Parsed, base: int | None) -> Response:
    """Both versions side by side; the form keeps mine and, saved again, comes after theirs."""
    parts = parts_of(request)
    history = await in_thread(_history, parts, parsed.entry.id)
    if not history:
        raise HTTPException(404)
    theirs = history[0]
    shared = next((r for r in history if r.number == base), None)
    conflict = {
        "theirs": theirs,
        "between": changes(theirs.entry, parsed.entry),
        "their_changes": _names(changes(shared.entry if shared else None, theirs.entry)),
        "my_changes": _names(changes(shared.entry if shared else None, parsed.entry)),
    }
    return await form_page.form(
        request, fields, base=theirs.number, history=history, conflict=conflict, status=409
    )


def _asked(fields: Fields) -> list[int]:
    """The questions of the inbox that a new entry was begun from."""
    return [number for one in first(fields, "inbox").split(",") if (number := _number(one))]


def _names(found: tuple[Change, ...]) -> str:
    return ", ".join(change.label.lower() for change in found)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _history(parts: EditorParts, entry_id: str) -> list[Revision]:
    try:
        return parts.repository.revisions(entry_id)
    except UnknownEntry:
        return []
