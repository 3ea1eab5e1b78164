"""The patients' pages: the chat alone at /chat, and at / a clinic's page with the widget on it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.web.parts import parts_of


async def chat(request: Request) -> HTMLResponse:
    """The chat as a page of its own, for a link or a QR code."""
    return _page(request, "chat.html")


async def demo(request: Request) -> HTMLResponse:
    """What the widget looks like on a clinic's site."""
    return _page(request, "home.html")


def _page(request: Request, name: str) -> HTMLResponse:
    parts = parts_of(request)
    return HTMLResponse(parts.pages.get_template(name).render(settings=parts.settings))


ROUTES = [
    Route("/", demo, methods=["GET"]),
    Route("/chat", chat, methods=["GET"]),
]
