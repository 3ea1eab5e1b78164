"""Every address of the editors' pages, with the roles that may use it. An admin may use all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from knowledge.editor import (
    coverage_pages,
    entries,
    exchange,
    inbox_pages,
    reviewing,
    steps,
    training_pages,
    writing,
)

Endpoint = Callable[[Request], Awaitable[Response]]
Guard = Callable[..., Callable[[Endpoint], Endpoint]]

STATIC = Path(__file__).resolve().parent / "static"
WRITERS = ("editor", "approver")
ADMINS = ("admin",)

PAGES: tuple[tuple[str, str, Endpoint, tuple[str, ...]], ...] = (
    ("GET", "/editor", entries.listing, WRITERS),
    ("GET", "/editor/due", entries.due, WRITERS),
    ("GET", "/editor/inbox", inbox_pages.inbox, WRITERS),
    ("POST", "/editor/inbox/new", inbox_pages.new_entry, WRITERS),
    ("POST", "/editor/inbox/add", inbox_pages.add, WRITERS),
    ("POST", "/editor/inbox/dismiss", inbox_pages.dismiss, WRITERS),
    ("POST", "/editor/from-reply", inbox_pages.from_reply, WRITERS),
    ("GET", "/editor/coverage", coverage_pages.coverage, WRITERS),
    ("GET", "/editor/files", exchange.files_page, WRITERS),
    ("GET", "/editor/files/export", exchange.export_all, WRITERS),
    ("GET", "/editor/files/export/{id}", exchange.export_one, WRITERS),
    ("POST", "/editor/files/import", exchange.import_one, WRITERS),
    ("GET", "/editor/training", training_pages.training, ADMINS),
    ("POST", "/editor/training", training_pages.start, ADMINS),
    ("GET", "/editor/training/progress", training_pages.progress, ADMINS),
    ("GET", "/editor/new", writing.new, WRITERS),
    ("POST", "/editor/new", writing.create, WRITERS),
    ("POST", "/editor/preview", writing.preview, WRITERS),
    ("POST", "/editor/autosave", writing.autosave, WRITERS),
    ("POST", "/editor/discard", writing.discard, WRITERS),
    ("GET", "/editor/entries/{id}", entries.entry, WRITERS),
    ("GET", "/editor/entries/{id}/edit", writing.edit, WRITERS),
    ("POST", "/editor/entries/{id}/edit", writing.update, WRITERS),
    ("GET", "/editor/entries/{id}/history", entries.history, WRITERS),
    ("GET", "/editor/entries/{id}/review", reviewing.review, WRITERS),
    ("POST", "/editor/entries/{id}/replay", reviewing.start, WRITERS),
    ("GET", "/editor/entries/{id}/replay", reviewing.progress, WRITERS),
    ("POST", "/editor/entries/{id}/submit", steps.submit, WRITERS),
    ("POST", "/editor/entries/{id}/retire", steps.retire, WRITERS),
    ("POST", "/editor/entries/{id}/send-back", steps.send_back, WRITERS),
    ("POST", "/editor/entries/{id}/approve", steps.approve, WRITERS),
    ("POST", "/editor/entries/{id}/comment", steps.comment, WRITERS),
    ("POST", "/editor/entries/{id}/unschedule", steps.unschedule, WRITERS),
    ("POST", "/editor/entries/{id}/restore/{number:int}", steps.restore, WRITERS),
    ("POST", "/editor/entries/{id}/put-back/{number:int}", steps.put_back, ("approver",)),
)
"""Method, address, endpoint, roles."""


def routes(guard: Guard) -> list[BaseRoute]:
    """The routes, each behind `guard(*roles)`, and the scripts and styles of the pages."""
    return [
        *(
            Route(path, guard(*roles)(endpoint), methods=[method])
            for method, path, endpoint, roles in PAGES
        ),
        Mount("/static/editor", StaticFiles(directory=STATIC)),
    ]
