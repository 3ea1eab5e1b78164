"""What staff do with a case: claim, give, put back, resolve, reopen, take back, note, call."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.desk.cases import Action
from bot.desk.model import Staff
from bot.web.desk_common import desk_page, done, fields, number, person, works_at_desk
from bot.web.errors import Refusal
from bot.web.parts import parts_of


@desk_page
async def show(request: Request) -> Response:
    """A case's page is that of its chat; this is the address that alerts carry."""
    parts = parts_of(request)
    case = await parts.threads.read(parts.desk.casework.case, request.path_params["id"])
    return RedirectResponse(f"/desk/conversations/{case.conversation_id}", 303)


async def _act(request: Request, action: Action) -> Response:
    parts, form = parts_of(request), await fields(request)
    to = None
    if action == "assign":
        known = await parts.threads.read(parts.staff.accounts.all)
        to = next(
            (
                Staff(one.id, one.name)
                for one in known
                if one.id == form.get("to") and works_at_desk(one)
            ),
            None,
        )
        if to is None:
            raise Refusal(422, "no_colleague", "Choose a colleague.", "Pick a name in the list.")
    work = partial(
        parts.desk.casework.act,
        version=number(form.get("version")),
        to=to,
        outcome=form.get("outcome"),
    )
    case = await parts.threads.write(
        work, request.path_params["id"], action, person(request), parts.clock()
    )
    request.state.audit(f"case_{action}", case.id, {"status": case.status})
    return done(request, parts, case.conversation_id, case=case.status, version=case.version)


@desk_page
async def claim(request: Request) -> Response:
    """Take a case; the first one wins."""
    return await _act(request, "claim")


@desk_page
async def assign(request: Request) -> Response:
    """Give a case to a colleague."""
    return await _act(request, "assign")


@desk_page
async def release(request: Request) -> Response:
    """Put a case back into the list; its alarm begins anew."""
    return await _act(request, "release")


@desk_page
async def resolve(request: Request) -> Response:
    """Say how a case ended."""
    return await _act(request, "resolve")


@desk_page
async def reopen(request: Request) -> Response:
    """Take up a resolved case again."""
    return await _act(request, "reopen")


@desk_page
async def acknowledge(request: Request) -> Response:
    """Silence an alarm without taking the case."""
    parts = parts_of(request)
    case = await parts.threads.write(
        parts.desk.casework.acknowledge,
        request.path_params["id"],
        person(request),
        parts.clock(),
    )
    request.state.audit("case_acknowledged", case.id)
    return done(request, parts, case.conversation_id, case=case.status, version=case.version)


@desk_page
async def undo(request: Request) -> Response:
    """Take back one's own last step."""
    parts = parts_of(request)
    case = await parts.threads.write(
        parts.desk.casework.undo, request.path_params["id"], person(request), parts.clock()
    )
    request.state.audit("case_undone", case.id, {"status": case.status})
    return done(request, parts, case.conversation_id, case=case.status, version=case.version)


@desk_page
async def note(request: Request) -> Response:
    """A private note on a chat."""
    parts, form = parts_of(request), await fields(request)
    conversation_id, text = request.path_params["id"], form.get("text", "")
    if not text:
        raise Refusal(422, "empty", "The note is empty.", "Write something, then save it.")
    if await parts.threads.read(parts.store.conversation, conversation_id) is None:
        raise _gone()
    await parts.threads.write(
        parts.desk.casework.note,
        conversation_id,
        text,
        person(request),
        parts.clock(),
        form.get("case") or None,
    )
    request.state.audit("note_added", conversation_id)
    return done(request, parts, conversation_id)


@desk_page
async def called(request: Request) -> Response:
    """A call to the patient: reached or not."""
    parts, form = parts_of(request), await fields(request)
    conversation_id = request.path_params["id"]
    if await parts.threads.read(parts.store.conversation, conversation_id) is None:
        raise _gone()
    reached = form.get("reached") != "no"
    await parts.threads.write(
        parts.desk.casework.called_back,
        conversation_id,
        person(request),
        parts.clock(),
        form.get("case") or None,
        reached,
    )
    request.state.audit("called_back", conversation_id, {"reached": reached})
    return done(request, parts, conversation_id)


def _gone() -> Refusal:
    return Refusal(
        410,
        "chat_deleted",
        "The patient deleted this chat.",
        "Nothing more can be kept about it.",
    )


_CHANGES = {
    "claim": claim,
    "assign": assign,
    "release": release,
    "resolve": resolve,
    "reopen": reopen,
    "acknowledge": acknowledge,
    "undo": undo,
}
ROUTES = [
    Route("/desk/cases/{id}", show, methods=["GET"]),
    *(
        Route(f"/desk/cases/{{id}}/{name}", endpoint, methods=["POST"])
        for name, endpoint in _CHANGES.items()
    ),
    Route("/desk/conversations/{id}/note", note, methods=["POST"]),
    Route("/desk/conversations/{id}/called", called, methods=["POST"]),
]
