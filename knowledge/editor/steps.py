"""The buttons of the workflow: each takes one step of `knowledge.publishing` and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timezone
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from knowledge import publishing
from knowledge.editor.entries import history_of
from knowledge.editor.parts import (
    audit,
    fields_of_request,
    first,
    in_thread,
    onward,
    parts_of,
    person_of,
)
from knowledge.editor.reviewing import review_page, verdict
from knowledge.publishing import (
    BadTime,
    Blocked,
    NotAllowed,
    NotReplayed,
    Revision,
    StaleRevision,
    WrongStep,
)
from knowledge.repository import InvalidEntry

REFUSALS = (NotAllowed, WrongStep, StaleRevision, BadTime, NotReplayed, Blocked, InvalidEntry)


class BadField(ValueError):
    """A field of the form can't be read; `name` says which."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


async def submit(request: Request) -> Response:
    """Sends the draft for review."""
    fields = await fields_of_request(request)
    step = partial(publishing.submit, note=first(fields, "note"))
    return await _take(request, "entry_submitted", step, fields, "review", "submitted")


async def retire(request: Request) -> Response:
    """Proposes to take the entry down."""
    fields = await fields_of_request(request)
    step = partial(publishing.submit, aim="retired", note=first(fields, "note"))
    return await _take(request, "entry_retirement_proposed", step, fields, "review", "submitted")


async def send_back(request: Request) -> Response:
    """Sends it back with what should change."""
    fields = await fields_of_request(request)
    note = first(fields, "note")
    if not note.strip():
        return await review_page(
            request, status=422, problems={"note": "Say what should change."}, fields=fields
        )
    step = partial(publishing.send_back, note=note)
    return await _take(request, "entry_sent_back", step, fields, "", "sent_back")


async def approve(request: Request) -> Response:
    """Lets the reviewed words go live, now or later."""
    parts = parts_of(request)
    fields = await fields_of_request(request)
    history = await history_of(request)
    try:
        live_from = _moment(first(fields, "live_from"))
        review_by = _day(first(fields, "review_by"))
    except BadField as error:
        return await review_page(
            request, status=422, problems={error.name: str(error)}, fields=fields
        )
    if str(history[0].number) != first(fields, "number"):
        # What was looked at is not what is there now.
        message = "Somebody changed the entry since you opened this page: look at it again."
        return await review_page(request, status=409, refusal=message, fields=fields)
    step = partial(
        publishing.approve,
        today=parts.today(),
        blocked=await verdict(parts, history[0].entry.id, history[0].number),
        live_from=live_from,
        review_by=review_by,
        note=first(fields, "note"),
    )
    said = "scheduled" if live_from else "approved"
    if history[0].aim == "retired" and not live_from:
        said = "retired"
    return await _take(request, "entry_approved", step, fields, "", said)


async def restore(request: Request) -> Response:
    """Makes an old revision's words a draft."""
    fields = await fields_of_request(request)

    def step(history: list[Revision], **more: Any) -> Revision:
        return publishing.restore(history, request.path_params["number"], **more)

    return await _take(request, "entry_restored", step, fields, "", "restored")


async def put_back(request: Request) -> Response:
    """Puts a revision that was live before live again, at once."""
    parts = parts_of(request)
    fields = await fields_of_request(request)
    entry_id, number = request.path_params["id"], request.path_params["number"]
    await history_of(request)  # an entry that does not exist has nothing to replay
    blocked = await verdict(parts, entry_id, number, wait=True)

    def step(history: list[Revision], **more: Any) -> Revision:
        return publishing.put_back(history, number, today=parts.today(), blocked=blocked, **more)

    return await _take(request, "entry_put_back", step, fields, "", "put_back")


async def unschedule(request: Request) -> Response:
    """Calls a scheduled change off."""
    fields = await fields_of_request(request)
    return await _take(
        request, "entry_unscheduled", publishing.unschedule, fields, "", "unscheduled"
    )


async def comment(request: Request) -> Response:
    """Adds a remark to the newest revision."""
    parts, me = parts_of(request), person_of(request)
    history = await history_of(request)
    fields = await fields_of_request(request)
    entry_id = history[0].entry.id
    try:
        await in_thread(
            parts.workbench.comment, entry_id, history[0].number, me, first(fields, "comment")
        )
    except ValueError as error:
        return await review_page(
            request, status=422, problems={"comment": str(error)}, fields=fields
        )
    audit(request, "entry_commented", entry_id, revision=history[0].number)
    return onward(f"/editor/entries/{entry_id}/review", "commented")


async def _take(
    request: Request,
    action: str,
    step: Callable[..., Revision],
    fields: dict[str, list[str]],
    then: str,
    said: str,
) -> Response:
    """Takes `step`; the review page says why when it is refused."""
    parts, me = parts_of(request), person_of(request)
    entry_id = (await history_of(request))[0].entry.id
    try:
        taken = await in_thread(parts.repository.change, entry_id, partial(step, by=me))
    except REFUSALS as error:
        status = 403 if isinstance(error, NotAllowed) else 409
        return await review_page(request, status=status, refusal=reason(error), fields=fields)
    audit(request, action, entry_id, revision=taken.number)
    return onward(f"/editor/entries/{entry_id}" + (f"/{then}" if then else ""), said)


def reason(error: Exception) -> str:
    """Why a step was refused, in words for who tried."""
    if isinstance(error, InvalidEntry):
        return " ".join(f"{p.field}: {p.message}." for p in error.problems)
    if isinstance(error, StaleRevision):
        return "Somebody else was quicker: look at the entry again."
    return str(error)


def _moment(text: str) -> datetime | None:
    """A local time of the form as UTC without a zone. Raises `BadField`."""
    if not text.strip():
        return None
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadField("live_from", "Give a day and a time, or leave it empty.") from None
    return local.astimezone(timezone.utc).replace(tzinfo=None)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadField("review_by", "Give a day such as 2027-03-31, or leave it empty.") from None
