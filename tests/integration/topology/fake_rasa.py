"""A language engine that is there at once and answers everything alike: Rasa takes 20 s to start."""

from __future__ import annotations

import asyncio

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.integration.web.fakes import reply

TURN_SECONDS = 0.01


async def health(request: Request) -> JSONResponse:
    """Rasa's own answer."""
    return JSONResponse({"status": "ok"})


async def message(request: Request) -> JSONResponse:
    """One reply, whatever was asked."""
    body = await request.json()
    await asyncio.sleep(TURN_SECONDS)
    return JSONResponse([{"recipient_id": body["sender"], "custom": reply()}])


app = Starlette(
    routes=[
        Route("/webhooks/rest/", health),
        Route("/webhooks/rest/webhook", message, methods=["POST"]),
        Route("/health", health),
    ]
)


def main(port: str) -> None:
    """Serve until killed."""
    uvicorn.run(app, host="127.0.0.1", port=int(port), ws="none", log_level="error")
