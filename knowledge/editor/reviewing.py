"""Reviewing a change: word-level differences, the replay and its progress, comments, the decision."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from knowledge import publishing
from knowledge.differences import changes
from knowledge.editor import forms
from knowledge.editor.entries import history_of
from knowledge.editor.parts import (
    EditorParts,
    in_thread,
    onward,
    page,
    parts_of,
    person_of,
    shown_answer,
)
from knowledge.publishing import APPROVERS
from knowledge.replay import live_key
from knowledge.workbench import StoredReplay

REPLAY_PATIENCE = 30.0
"""Seconds that a step which needs a replay waits for one that runs."""


async def review(request: Request) -> Response:
    """The page of a review; opening it starts the replay."""
    return await review_page(request)


async def review_page(
    request: Request,
    *,
    status: int = 200,
    refusal: str = "",
    problems: dict[str, str] | None = None,
    fields: dict[str, list[str]] | None = None,
) -> Response:
    """The review with, after a refused step, why, and what was written into its fields."""
    parts, me = parts_of(request), person_of(request)
    history = await history_of(request)
    newest, entry_id = history[0], history[0].entry.id
    now = parts.repository.now()
    live = publishing.live(history, now)
    library = await in_thread(parts.repository.library)
    reviewing = newest.status in ("draft", "in_review")
    replay = await _replay(parts, entry_id, newest.number) if reviewing else None
    if reviewing and (replay is None or replay.status == "failed"):
        await parts.start_replay(entry_id, newest.number)
        replay = await _replay(parts, entry_id, newest.number)
    unfit = {}
    if reviewing and newest.aim == "published":
        unfit = forms.unfit(newest.entry, library, list(library.entries.values()))
    return page(
        request,
        "review.html",
        status=status,
        tab="review",
        newest=newest,
        state=publishing.state(history, now),
        live=live,
        changes=changes(live.entry if live else None, newest.entry),
        answer=shown_answer(newest.entry, library, parts.numbers),
        comments=await in_thread(parts.workbench.comments, entry_id),
        reviewing=reviewing,
        replay=replay,
        mine=me.id in publishing.writers(history),
        cautions=publishing.needs_approver(history, now) if reviewing else (),
        is_approver=bool(me.roles & APPROVERS),
        unfit=unfit,
        refusal=refusal,
        problems=problems or {},
        fields=fields or {},
    )


async def start(request: Request) -> Response:
    """Starts the replay of the newest revision, unless one ran on the same knowledge."""
    parts = parts_of(request)
    history = await history_of(request)
    entry_id = history[0].entry.id
    await parts.start_replay(entry_id, history[0].number)
    return onward(f"/editor/entries/{entry_id}/review")


async def progress(request: Request) -> Response:
    """How far the replay of the newest revision is; its report once it is done."""
    parts = parts_of(request)
    history = await history_of(request)
    replay = await _replay(parts, history[0].entry.id, history[0].number)
    if replay is None:
        return JSONResponse({"status": "none"})
    answer: dict[str, Any] = {"status": replay.status, "done": replay.done, "total": replay.total}
    if replay.status == "done":
        answer["html"] = parts.pages.get_template("editor/_replay.html").render(replay=replay)
        answer["blocked"] = bool(replay.result and replay.result["blocked"])
    return JSONResponse(answer)


async def verdict(
    parts: EditorParts, entry_id: str, number: int, *, wait: bool = False
) -> list[str] | None:
    """What the replay of a revision found against it; None when none ran on the knowledge as it is.

    With `wait` a missing replay is run first.
    """
    replay = await _replay(parts, entry_id, number)
    if wait and (replay is None or replay.status != "done"):
        await parts.start_replay(entry_id, number)
        limit = time.monotonic() + REPLAY_PATIENCE
        while time.monotonic() < limit:
            replay = await _replay(parts, entry_id, number)
            if replay is not None and replay.status != "running":
                break
            await asyncio.sleep(0.1)
    if replay is None or replay.status != "done" or replay.result is None:
        return None
    return list(replay.result["blocked"])


async def _replay(parts: EditorParts, entry_id: str, number: int) -> StoredReplay | None:
    """The replay of a revision, if it ran or runs on what is live now."""

    def look() -> StoredReplay | None:
        found = parts.workbench.replay(entry_id, number)
        library = parts.repository.library()
        return found if found and found.live == live_key(library) else None

    return await in_thread(look)
