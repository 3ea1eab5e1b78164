"""One chat on the desk: its transcript, its case, and taking it over."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.desk.caller import AREAS, SYMPTOMS, TRENDS
from bot.desk.cases import OUTCOMES, undoable
from bot.desk.model import Event, Staff
from bot.web.desk_answers import suggestions
from bot.web.desk_common import desk_page, done, fields, person, render, works_at_desk
from bot.web.desk_replies import beginnings
from bot.web.desk_view import case_view, fact_lines, happening, lines
from bot.web.errors import Refusal
from bot.web.incoming import MOST_CHARACTERS
from bot.web.parts import Parts, parts_of


@desk_page
async def page(request: Request) -> Response:
    """The chat with everything around it."""
    return render(request, "desk/chat.html", **await _context(request))


@desk_page
async def transcript(request: Request) -> Response:
    """What was said, for the page to renew itself."""
    return render(request, "desk/_transcript.html", **await _context(request))


@desk_page
async def case(request: Request) -> Response:
    """The case and what can be done, for the page to renew itself."""
    return render(request, "desk/_case.html", **await _context(request))


@desk_page
async def about(request: Request) -> Response:
    """Facts, reasons and history, for the page to renew itself."""
    return render(request, "desk/_about.html", **await _context(request))


@desk_page
async def printed(request: Request) -> Response:
    """One case on paper, or as PDF by the browser's own printing, for the clinician."""
    context = await _context(request)
    request.state.audit("case_printed", request.path_params["id"])
    return render(request, "desk/print.html", **context)


async def _context(request: Request) -> dict[str, Any]:
    parts, me = parts_of(request), person(request)
    desk, read = parts.desk, parts.threads.read
    conversation_id = request.path_params["id"]
    conversation, cases, said, history, contact, known, opinions = await asyncio.gather(
        read(parts.store.conversation, conversation_id),
        read(desk.casework.of_conversation, conversation_id),
        read(parts.store.after, conversation_id),
        read(desk.casework.history, conversation_id),
        read(desk.casework.contact, conversation_id),
        read(parts.staff.accounts.all),
        read(desk.feedback.opinions, conversation_id),
    )
    if conversation is None and not cases:
        raise Refusal(
            404,
            "no_chat",
            "There is no such chat, or the patient deleted it.",
            "Go back to the list.",
        )
    now = parts.clock()
    # In a thread, for the words to be marked are found by reading all messages again.
    views, shown = await read(
        lambda: (
            [case_view(one, now, desk.plan.targets, contact=contact, whole=True) for one in cases],
            lines(said, history),
        )
    )
    return {
        "conversation_id": conversation_id,
        "conversation": conversation,
        "deleted": conversation is None,
        "mine": conversation is not None and conversation.staff_id == me.id,
        "view": views[0] if views else None,
        "earlier": views[1:],
        "contact": contact,
        "lines": shown,
        "opinions": opinions,
        "beginnings": beginnings(request.state.account, said, contact),
        "facts": fact_lines(conversation.facts if conversation else None),
        "raw_facts": (conversation.facts if conversation else None) or {},
        "history": [(one.at, happening(one)) for one in reversed(history)],
        "can_undo": _can_undo(history, cases[0].id if cases else "", me, parts),
        "colleagues": [one for one in known if one.id != me.id and works_at_desk(one)],
        "outcomes": OUTCOMES,
        "area_names": tuple(AREAS),
        "symptom_names": tuple(SYMPTOMS),
        "trend_names": tuple(TRENDS),
        "most_characters": MOST_CHARACTERS,
        "now": now,
        "here": "chat",
    }


def _can_undo(history: list[Event], case_id: str, me: Staff, parts: Parts) -> bool:
    steps = [
        one
        for one in history
        if one.escalation_id == case_id and one.before is not None and one.undone_at is None
    ]
    return bool(steps) and undoable(steps[-1].account_id or "", me, steps[-1].at, parts.clock())


@desk_page
async def join(request: Request) -> Response:
    """Take the chat over; from now on the bot is silent. An open case becomes one's own."""
    parts, me = parts_of(request), person(request)
    conversation_id, now = request.path_params["id"], parts.clock()
    await parts.threads.write(parts.desk.floor.join, conversation_id, me, now)
    await parts.threads.write(parts.desk.casework.claim_open, conversation_id, me, now)
    request.state.audit("chat_joined", conversation_id)
    return done(request, parts, conversation_id)


@desk_page
async def hand_back(request: Request) -> Response:
    """Give the chat back to the bot."""
    parts, conversation_id = parts_of(request), request.path_params["id"]
    await parts.threads.write(
        parts.desk.floor.hand_back, conversation_id, person(request), parts.clock()
    )
    request.state.audit("chat_handed_back", conversation_id)
    return done(request, parts, conversation_id)


@desk_page
async def say(request: Request) -> Response:
    """Write to the patient."""
    parts, form = parts_of(request), await fields(request)
    conversation_id, text = request.path_params["id"], form.get("text", "")
    if not text:
        raise Refusal(422, "empty", "There is nothing to send.", "Write something first.")
    if len(text) > 2 * MOST_CHARACTERS:
        raise Refusal(
            422,
            "too_long",
            f"That is longer than {2 * MOST_CHARACTERS:,} characters.",
            "Send it in parts. Your text is kept.",
        )
    reply = await parts.threads.write(
        parts.desk.floor.say,
        conversation_id,
        text,
        form.get("client_id") or secrets.token_hex(8),
        person(request),
        parts.clock(),
    )
    request.state.audit("staff_wrote", conversation_id, {"reply": reply["id"]})
    return done(request, parts, conversation_id, reply=reply["id"])


@desk_page
async def typing(request: Request) -> Response:
    """Show the patient that somebody is typing."""
    parts, conversation_id = parts_of(request), request.path_params["id"]
    conversation = await parts.threads.read(parts.store.conversation, conversation_id)
    if conversation is not None and conversation.staff_id == person(request).id:
        parts.desk.typing.sign(conversation_id, "staff")
    return Response(status_code=204)


@desk_page
async def answers(request: Request) -> Response:
    """Published answers to put into a message, those that fit this chat first."""
    parts, conversation_id = parts_of(request), request.path_params["id"]
    conversation = await parts.threads.read(parts.store.conversation, conversation_id)
    said = await parts.threads.read(parts.store.after, conversation_id)
    library = await parts.threads.read(parts.desk.library)
    used = [entry for line in said for entry in (line.body or {}).get("entries") or ()]
    found = suggestions(
        library,
        facts=(conversation.facts if conversation else None) or {},
        used=used,
        words=request.query_params.get("q", "")[:200],
        settings=parts.settings,
    )
    return JSONResponse({"answers": found})


_BASE = "/desk/conversations/{id}"
ROUTES = [
    Route(_BASE, page, methods=["GET"]),
    Route(f"{_BASE}/transcript", transcript, methods=["GET"]),
    Route(f"{_BASE}/case", case, methods=["GET"]),
    Route(f"{_BASE}/about", about, methods=["GET"]),
    Route(f"{_BASE}/print", printed, methods=["GET"]),
    Route(f"{_BASE}/answers", answers, methods=["GET"]),
    Route(f"{_BASE}/join", join, methods=["POST"]),
    Route(f"{_BASE}/hand-back", hand_back, methods=["POST"]),
    Route(f"{_BASE}/say", say, methods=["POST"]),
    Route(f"{_BASE}/typing", typing, methods=["POST"]),
]
