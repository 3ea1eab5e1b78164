"""Headers that every answer carries."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": that hides a form's origin from our own check, too.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


_OWN_WORD = frozenset({"cross-origin-resource-policy", "cache-control"})
"""What an endpoint may decide otherwise: the widget's script is for other sites, and may be kept."""


class SecurityHeaders:
    """Adds the headers; nothing but scripts and styles may be kept by a cache."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                static = scope["path"].startswith("/static/")
                ours = {**HEADERS, "Cache-Control": "no-cache" if static else "no-store"}
                for name, value in ours.items():
                    if name.lower() not in _OWN_WORD or name not in headers:
                        headers[name] = value
            await send(message)

        await self.app(scope, receive, sending)


class ChatFromOtherSites:
    """Lets the clinic's own websites, and no others, use the chat API from a browser."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self.app = app
        # No credentials: the token is in a header, and staff cookies have no business there.
        self.shared = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Authorization", "Content-Type", "Last-Event-ID"),
            expose_headers=("Retry-After",),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        chat = scope["type"] == "http" and scope["path"].startswith("/api/conversations")
        await (self.shared if chat else self.app)(scope, receive, send)
