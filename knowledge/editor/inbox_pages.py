"""The inbox: questions without a good answer, by likeness; to a new entry, into one, or away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from knowledge import publishing
from knowledge.checks import normalised
from knowledge.editor import begun, forms
from knowledge.editor.parts import (
    audit,
    fields_of_request,
    first,
    in_thread,
    onward,
    page,
    parts_of,
    person_of,
    unfilled,
)
from knowledge.identity import unnamed
from knowledge.inbox import Question, stripped
from knowledge.publishing import Revision, StaleRevision
from knowledge.repository import UnknownEntry
from knowledge.workbench import TooLong

SHOWN = 40
"""Groups on the page; the rest comes up as these are dealt with."""
REASONS = (
    "Not a question for us",
    "Answered by the team",
    "An entry answers it by now",
    "Not understandable",
)
MAX_REASON = 200
_FULL = "The new entry that you began holds too much to add to it: save it first, then try again."
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")


class InReview(Exception):
    """The entry waits for its review; changing it now would take it out."""


async def inbox(request: Request) -> Response:
    """The groups, the most frequent first."""
    return await _inbox(request)


async def new_entry(request: Request) -> Response:
    """The form of a new entry with a group's wordings as its example questions."""
    parts = parts_of(request)
    fields = await fields_of_request(request)
    ids = _ids(fields)
    texts = fields.get("wording") or [q.text for q in await in_thread(parts.inbox.some, ids)]
    try:
        await _begin(request, texts, ids=ids)
    except TooLong:
        return await _inbox(request, status=413, refusal=_FULL)
    return onward("/editor/new")


async def add(request: Request) -> Response:
    """Adds the chosen wordings to an entry's example questions, as a draft."""
    parts, me = parts_of(request), person_of(request)
    fields = await fields_of_request(request)
    ids, entry_id = _ids(fields), first(fields, "entry")
    wordings = [" ".join(text.split()) for text in fields.get("wording") or []]
    if not wordings or not entry_id:
        return await _inbox(
            request, status=422, refusal="Choose an entry and at least one wording to add."
        )

    def step(history: list[Revision], **more: object) -> Revision:
        if not history:
            raise UnknownEntry(entry_id)
        if history[0].status == "in_review":
            raise InReview
        words = forms.with_questions(history[0].entry, wordings)
        return publishing.save(history, words, based_on=history[0].number, **more)  # type: ignore[arg-type]

    try:
        await in_thread(parts.repository.change, entry_id, partial(step, by=me))
    except UnknownEntry:
        return await _inbox(request, status=422, refusal="There is no such entry.")
    except InReview:
        message = "That entry is in review. Wait for the decision, or take it back first."
        return await _inbox(request, status=409, refusal=message)
    except StaleRevision:
        message = "Somebody saved that entry just now. Try again."
        return await _inbox(request, status=409, refusal=message)
    count = await in_thread(parts.inbox.settle, ids, me.name, f"in {entry_id}")
    audit(request, "inbox_added", entry_id, questions=count)
    return onward(f"/editor/entries/{entry_id}", "added")


async def dismiss(request: Request) -> Response:
    """Takes a group off the inbox, with the reason."""
    parts, me = parts_of(request), person_of(request)
    fields = await fields_of_request(request)
    reason = " ".join((first(fields, "other") or first(fields, "reason")).split())
    if not reason:
        return await _inbox(request, status=422, refusal="Say why it can be dismissed.")
    if len(reason) > MAX_REASON:
        return await _inbox(
            request, status=422, refusal=f"Give the reason in {MAX_REASON} characters."
        )
    count = await in_thread(parts.inbox.settle, _ids(fields), me.name, reason)
    audit(request, "inbox_dismissed", "inbox", questions=count)
    return onward("/editor/inbox", "dismissed")


async def from_reply(request: Request) -> Response:
    """The form of a new entry from a question and what a colleague answered at the desk.

    A form with the fields `question` and `answer`, and for the log `chat` and `reply`, which are ids;
    nothing of it is in an address. What could tell who the patient is, is taken out. Where the inbox
    holds that very question, it leaves it with the entry.
    """
    parts = parts_of(request)
    fields = await fields_of_request(request)
    question = stripped(first(fields, "question"))
    answer = unnamed(unfilled(first(fields, "answer").replace("\r\n", "\n").strip(), parts.numbers))
    waiting = await in_thread(parts.inbox.open)
    same = [one.id for one in waiting if normalised(one.text) == normalised(question)]
    answer = answer[: forms.MAX_LENGTHS["answer"]]
    try:
        await _begin(request, [question] if question else [], answer, ids=same)
    except TooLong:
        return await _inbox(request, status=413, refusal=_FULL)
    audit(request, "entry_begun", _id(fields, "chat") or "desk", reply=_id(fields, "reply"))
    return onward("/editor/new", "from_reply")


async def _begin(
    request: Request, questions: list[str], answer: str = "", *, ids: Sequence[int] = ()
) -> None:
    """Puts these into the form of a new entry, below what its author left in it."""
    parts, me = parts_of(request), person_of(request)
    add = partial(begun.with_addition, questions=questions, answer=answer, inbox=ids)
    await in_thread(parts.workbench.rewrite_form, me, "", add)


async def _inbox(request: Request, *, status: int = 200, refusal: str = "") -> Response:
    parts = parts_of(request)
    questions: list[Question] = await in_thread(parts.inbox.open)
    groups = await parts.group(questions)
    library = await in_thread(parts.repository.library)
    newest = await in_thread(parts.repository.newest)
    entries = {r.entry.id: r.entry.title or r.entry.id for r in newest if r.status != "retired"}
    return page(
        request,
        "inbox.html",
        status=status,
        groups=groups[:SHOWN],
        count=len(groups),
        asked=len(questions),
        entries=sorted(entries.items(), key=lambda item: item[1].lower()),
        titles=entries,
        live=library.entries,
        reasons=REASONS,
        refusal=refusal,
    )


def _id(fields: dict[str, list[str]], name: str) -> str:
    """An id in a field; empty for anything else, as a log is no place for a patient's words."""
    value = first(fields, name)
    return value if _ID.match(value) else ""


def _ids(fields: dict[str, list[str]]) -> list[int]:
    return [
        int(value)
        for one in fields.get("ids") or []
        for value in one.split(",")
        if value.isascii() and value.isdigit() and len(value) < 12
    ][:1_000]
