"""The list of cases that wait for a person."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.desk.cases import wait
from bot.desk.model import Case
from bot.web.desk_common import desk_page, render
from bot.web.desk_view import CaseView, case_view, duration
from bot.web.parts import Parts, parts_of


@desk_page
async def page(request: Request) -> Response:
    """The list."""
    return render(request, "desk/queue.html", **await _context(request))


@desk_page
async def fragment(request: Request) -> Response:
    """The list alone, for the page to renew itself."""
    return render(request, "desk/_queue.html", **await _context(request))


@desk_page
async def as_json(request: Request) -> JSONResponse:
    """The cases that are not resolved, as JSON."""
    parts = parts_of(request)
    found = await parts.threads.read(parts.store.cases)
    return JSONResponse({"escalations": [_public(case, parts) for case in found]})


async def _context(request: Request) -> dict[str, Any]:
    parts = parts_of(request)
    desk = parts.desk
    # In a thread: reading many long messages for the words to mark must not hold up patients.
    views = await parts.threads.read(lambda: [_view(case, parts) for case in parts.store.cases()])
    return {
        "views": views,
        "alarming": sum(view.alarming for view in views),
        "present": await parts.threads.read(desk.presence.present, parts.clock()),
        "is_open": desk.attendance.open,
        "contacts": len(desk.plan.contacts),
        "dead": len(await parts.threads.read(desk.outbox.dead)),
        "here": "queue",
    }


def _view(case: Case, parts: Parts) -> CaseView:
    return case_view(case.escalation, parts.clock(), parts.desk.plan.targets, contact=case.contact)


def _public(case: Case, parts: Parts) -> dict[str, Any]:
    one, now = case.escalation, parts.clock()
    waited = now - one.opened_at
    return {
        "id": one.id,
        "conversation_id": one.conversation_id,
        "episode": one.episode,
        "kind": one.kind,
        "urgency": one.urgency,
        "status": one.status,
        "version": one.version,
        "claimed_by": one.claimed_name,
        "acknowledged": one.acknowledged_at is not None,
        "opened_at": one.opened_at.isoformat(timespec="seconds"),
        "waiting_seconds": max(0, int(waited.total_seconds())),
        "waiting": duration(waited),
        "target_seconds": wait(one, now, parts.desk.plan.targets).target,
        "message": one.message,
        "told": one.told,
        "facts": one.facts,
        "rules": [reason for reason in one.reasons if reason != one.kind],
        "contact": {"name": case.contact.name, "phone": case.contact.phone}
        if case.contact
        else None,
        "lines": [{"role": line.role, "text": line.text} for line in case.lines],
    }


ROUTES = [
    Route("/desk", page, methods=["GET"]),
    Route("/desk/queue", fragment, methods=["GET"]),
    Route("/api/desk/escalations", as_json, methods=["GET"]),
]
