"""The chat API's own description: `openapi.yml`, served as /api/openapi.json."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

FILE = Path(__file__).with_name("openapi.yml")


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The parsed document."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


async def describe(request: Request) -> JSONResponse:
    """The document, for tools and for who writes a page of their own."""
    return JSONResponse(description())


ROUTES = [Route("/api/openapi.json", describe, methods=["GET"])]
