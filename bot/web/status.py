"""For whoever runs the service: is it alive, is it ready, how is it doing."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.web.parts import parts_of


async def healthz(request: Request) -> JSONResponse:
    """This process answers. Red flags get their card from now on, whatever else is down."""
    return JSONResponse({"status": "alive"})


async def readyz(request: Request) -> JSONResponse:
    """Every part works: the database takes a write, Rasa parses a message, entries can be read.

    A load balancer should look at /healthz: taking the web process away because its engine is
    down would take the urgent card away, too.
    """
    state = await parts_of(request).readiness.state()
    return JSONResponse(state, 200 if state["status"] == "ready" else 503)


async def metrics(request: Request) -> Response:
    """Prometheus's text form."""
    parts = parts_of(request)
    parts.metrics.now(await parts.readiness.figures(), parts.limits)
    data = generate_latest(parts.metrics.registry)
    return Response(data, headers={"Content-Type": CONTENT_TYPE_LATEST})


ROUTES = [
    Route("/healthz", healthz, methods=["GET"]),
    Route("/readyz", readyz, methods=["GET"]),
    Route("/metrics", metrics, methods=["GET"]),
]
