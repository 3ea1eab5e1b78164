"""For whoever runs the service: is it alive, is it ready, how is it doing."""

from __future__ import annotations

import asyncio

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.web.errors import whereabouts
from bot.web.intake import log
from bot.web.parts import parts_of

PATIENCE = 3.0


async def healthz(request: Request) -> JSONResponse:
    """This process answers. Red flags get their card from now on, whatever else is down."""
    return JSONResponse({"status": "alive"})


async def readyz(request: Request) -> JSONResponse:
    """Every part answers: the database takes a write, the language engine a message.

    A load balancer should look at /healthz: taking the web process away because its engine is
    down would take the urgent card away, too.
    """
    parts = parts_of(request)

    async def database() -> bool:
        try:
            await parts.threads.write(parts.store.beat, parts.clock())
        except Exception as error:
            log.error("database does not take writes", **whereabouts(error))
            return False
        return True

    async def answers(check: object) -> bool:
        try:
            return bool(await asyncio.wait_for(check, PATIENCE))  # type: ignore[arg-type]
        except Exception:
            return False

    writes, engine = await asyncio.gather(answers(database()), answers(parts.engine.ready()))
    return JSONResponse(
        {
            "status": "ready" if writes and engine else "degraded" if writes else "down",
            "database": "up" if writes else "down",
            "engine": "up" if engine else "down",
        },
        200 if writes and engine else 503,
    )


async def metrics(request: Request) -> Response:
    """Prometheus's text form."""
    data = generate_latest(parts_of(request).metrics.registry)
    return Response(data, headers={"Content-Type": CONTENT_TYPE_LATEST})


ROUTES = [
    Route("/healthz", healthz, methods=["GET"]),
    Route("/readyz", readyz, methods=["GET"]),
    Route("/metrics", metrics, methods=["GET"]),
]
