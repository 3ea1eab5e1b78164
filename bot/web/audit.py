"""/audit: the log of what staff saw and changed. For admins."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.staff.audit import Row, Verdict
from bot.staff.trail import PAGE, Search
from bot.web.guard import page, staff
from bot.web.parts import parts_of

MOST_EXPORTED = 50_000
DATE_WRONG = "Write a day as year-month-day, such as 2025-03-31."
FIELDS = ("who", "what", "since", "until")


@staff("admin")
async def log(request: Request) -> Response:
    """Search the log; the latest first."""
    return await _page(request)


@staff("admin")
async def check(request: Request) -> Response:
    """Go through the whole chain and say whether it is whole."""
    parts = parts_of(request)
    verdict = await parts.threads.read(parts.staff.audit.check)
    await request.state.audit(
        "log_checked", "audit log", {"rows": verdict.rows, "whole": verdict.whole}
    )
    return await _page(request, verdict)


@staff("admin")
async def export(request: Request) -> Response:
    """What was found as CSV, or everything as lines of JSON, with the hashes, to check elsewhere."""
    parts = parts_of(request)
    trail = parts.staff.audit
    if request.query_params.get("form") == "json":
        await request.state.audit("log_exported", "audit log", {"form": "json"})
        lines = (json.dumps({**vars(row), "at": row.at.isoformat()}) + "\n" for row in trail.all())
        # Starlette draws from a plain iterator in a thread of its own.
        return StreamingResponse(
            lines, media_type="application/x-ndjson", headers=_file("audit-log.jsonl")
        )
    asked, _ = _asked(request)
    rows = await parts.threads.read(trail.found, asked, MOST_EXPORTED)
    await request.state.audit("log_exported", "audit log", {"form": "csv", "rows": len(rows)})
    return StreamingResponse(_csv(rows), media_type="text/csv", headers=_file("audit-log.csv"))


async def _page(request: Request, verdict: Verdict | None = None) -> Response:
    parts = parts_of(request)
    asked, errors = _asked(request)
    rows = await parts.threads.read(parts.staff.audit.found, asked, PAGE + 1)
    given = {name: request.query_params.get(name, "") for name in FIELDS}
    return page(
        request,
        "staff/audit.html",
        422 if errors else 200,
        rows=rows[:PAGE],
        more=len(rows) > PAGE,
        paged=asked.before is not None,
        asked=given,
        query=urlencode({name: value for name, value in given.items() if value}),
        details=_details,
        errors=errors,
        verdict=verdict,
    )


def _asked(request: Request) -> tuple[Search, dict[str, str]]:
    """The search in the address, and what is wrong with it."""
    query, errors = request.query_params, {}
    days: dict[str, datetime | None] = {"since": None, "until": None}
    for name in days:
        if given := query.get(name):
            try:
                # A day on the clinic's own calendar; `until` holds that whole day.
                day = datetime.strptime(given, "%Y-%m-%d").date()  # noqa: DTZ007
                day += timedelta(days=name == "until")
                days[name] = datetime.combine(day, time()).astimezone()
            except (ValueError, OverflowError, OSError):
                errors[name] = DATE_WRONG
    before = query.get("before", "")
    return Search(
        who=query.get("who", "").strip()[:100],
        what=query.get("what", "").strip()[:100],
        since=days["since"],
        until=days["until"],
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None,
    ), errors


def _details(row: Row) -> dict[str, Any]:
    return dict(json.loads(row.details))


def _csv(rows: list[Row]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["number", "at", "account", "who", "what", "subject", "details", "hash"])
    for row in rows:
        cells = (row.actor_id, row.actor, row.action, row.subject, row.details, row.hash)
        writer.writerow([row.seq, row.at.isoformat(), *(_harmless(cell) for cell in cells)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: a name must not become a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


ROUTES = [
    Route("/audit", log, methods=["GET"]),
    Route("/audit/check", check, methods=["POST"]),
    Route("/audit/export", export, methods=["GET"]),
]
