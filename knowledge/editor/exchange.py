"""Entries in and out as YAML files, and how the database differs from the version-controlled content."""

from __future__ import annotations

import io
import zipfile
from functools import partial

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response

from knowledge import publishing
from knowledge.commands import Difference, diff
from knowledge.editor import forms
from knowledge.editor.entries import history_of
from knowledge.editor.parts import EditorParts, audit, in_thread, onward, page, parts_of, person_of
from knowledge.publishing import Revision, StaleRevision
from knowledge.yaml_entry import MAX_BYTES, BadYaml, dump, parse


async def files_page(request: Request) -> Response:
    """Export, import, and the differences."""
    return await _page(request)


async def export_one(request: Request) -> Response:
    """An entry's newest words as a YAML file."""
    entry = (await history_of(request))[0].entry
    return _download(dump(entry).encode(), f"{entry.id}.yml", "application/yaml")


async def export_all(request: Request) -> Response:
    """Every entry's live words, or its newest where none are live, as YAML files in an archive."""
    histories = await in_thread(parts_of(request).repository.histories)
    now = parts_of(request).repository.now()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for entry_id, history in sorted(histories.items()):
            chosen = publishing.live(history, now) or history[0]
            out.writestr(f"entries/{entry_id}.yml", dump(chosen.entry))
    audit(request, "entries_exported", "all", count=len(histories))
    return _download(archive.getvalue(), "entries.zip", "application/zip")


async def import_one(request: Request) -> Response:
    """An uploaded YAML file as a draft: of a new entry, or on top of the one with its id."""
    parts, me = parts_of(request), person_of(request)
    try:
        form = await request.form(max_files=1, max_fields=5, max_part_size=MAX_BYTES * 2)
    except (MultiPartException, HTTPException):
        return await _page(
            request, status=422, problem=f"Give one file of at most {MAX_BYTES:,} bytes."
        )
    upload = form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        return await _page(request, status=422, problem="Choose a file first.")
    data = await upload.read(MAX_BYTES + 1)
    await form.close()
    try:
        entry = parse(data)
    except BadYaml as error:
        return await _page(request, status=422, problem=str(error))
    checked = forms.parse(forms.fields_of(entry))
    if checked.problems:
        told = "; ".join(f"{name} {', '.join(why)}" for name, why in checked.problems.items())
        return await _page(request, status=422, problem=f"The file can’t be kept as it is: {told}.")

    def step(history: list[Revision], **more: object) -> Revision:
        base = history[0].number if history else None
        return publishing.save(history, entry, based_on=base, **more)  # type: ignore[arg-type]

    try:
        saved = await in_thread(parts.repository.change, entry.id, partial(step, by=me))
    except StaleRevision:
        return await _page(
            request, status=409, problem="Somebody saved that entry just now. Try again."
        )
    audit(request, "entry_imported", entry.id, revision=saved.number)
    return onward(f"/editor/entries/{entry.id}", "imported")


async def _page(request: Request, *, status: int = 200, problem: str = "") -> Response:
    parts = parts_of(request)
    return page(
        request,
        "files.html",
        status=status,
        problem=problem,
        differences=await in_thread(_differences, parts),
        most=MAX_BYTES,
    )


def _differences(parts: EditorParts) -> list[Difference]:
    return diff(parts.repository)


def _download(data: bytes, name: str, kind: str) -> Response:
    return Response(
        data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
