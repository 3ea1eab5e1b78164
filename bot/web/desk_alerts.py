"""Alerts: who is told, what was sent, what could not be delivered, and a test."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.desk.hours import in_words
from bot.web import guard
from bot.web.desk_common import desk_page, number, render
from bot.web.parts import parts_of

KINDS = {
    "escalation_opened": "A new case",
    "escalation_upgraded": "A case became more urgent",
    "escalation_reopened": "A case was opened again",
    "escalation_released": "A case was put back",
    "alarm": "Nobody has seen it yet",
    "test": "A test",
}
"""What an alert is about, by its kind."""


@desk_page
async def page(request: Request) -> Response:
    """Contacts by name (their addresses hold passwords), and the latest alerts."""
    parts = parts_of(request)
    desk = parts.desk
    return render(
        request,
        "desk/alerts.html",
        contacts=desk.plan.contacts,
        alarms=desk.plan.alarms,
        targets=desk.plan.targets,
        hours=in_words(desk.plan.hours),
        zone=str(desk.plan.hours.zone),
        is_open=desk.attendance.open,
        present=await parts.threads.read(desk.presence.present, parts.clock()),
        dead=await parts.threads.read(desk.outbox.dead),
        recent=await parts.threads.read(desk.outbox.recent),
        kinds=KINDS,
        here="alerts",
    )


@desk_page
async def test(request: Request) -> Response:
    """Send everybody an alert that says it is only a test."""
    parts = parts_of(request)
    await parts.threads.write(parts.desk.outbox.test, parts.clock())
    request.state.audit("test_alert", "alerts")
    return _back(request)


@desk_page
async def again(request: Request) -> Response:
    """Try an alert that was given up once more."""
    parts, alert = parts_of(request), number(request.path_params["id"])
    await parts.threads.write(parts.desk.outbox.again, alert)
    request.state.audit("alert_tried_again", str(alert))
    return _back(request)


@desk_page
async def dismiss(request: Request) -> Response:
    """Take an alert that was given up off the list."""
    parts, alert = parts_of(request), number(request.path_params["id"])
    await parts.threads.write(parts.desk.outbox.dismiss, alert, parts.clock())
    request.state.audit("alert_dismissed", str(alert))
    return _back(request)


def _back(request: Request) -> Response:
    if guard.is_fetch(request):
        return JSONResponse({"status": "done"})
    return RedirectResponse("/desk/alerts", 303)


ROUTES = [
    Route("/desk/alerts", page, methods=["GET"]),
    Route("/desk/alerts/test", test, methods=["POST"]),
    Route("/desk/alerts/{id}/again", again, methods=["POST"]),
    Route("/desk/alerts/{id}/dismiss", dismiss, methods=["POST"]),
]
