"""The widget as one script: its parts, its style, its texts and the clinic's own numbers.

There is no build step: the parts in `static/widget/` are joined and made small when the app is made,
so what is served is what lies there. A clinic's site loads this one file, and for a patient who reads
another language than English that language's texts.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import minify
import yaml
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.settings import Settings
from bot.web.errors import Refusal
from bot.web.incoming import MOST_CHARACTERS

SOURCES = Path(__file__).parent / "static/widget"
LOCALES = Path(__file__).parent / "locales"
PARTS = (
    "setup",
    "memory",
    "texts",
    "theme",
    "server",
    "outbox",
    "lines",
    "pickers",
    "extras",
    "menu",
    "panel",
    "start",
)
"""In this order; each may use what stands above it while it is read, and all of it later."""


@dataclass(frozen=True)
class Packed:
    """A text as it is served: in full and compressed, by the name of the encoding."""

    bodies: dict[str, bytes]
    etag: str
    media_type: str


def locales() -> dict[str, dict[str, Any]]:
    """The interface's texts, by language; English first."""
    files = sorted(LOCALES.glob("*.yml"), key=lambda file: (file.stem != "en", file.stem))
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def files(settings: Settings) -> dict[str, Packed]:
    """What is served for one clinic, by its address."""
    texts = locales()
    packed = {"/widget.js": _packed(script(settings, texts), "text/javascript")}
    for language, words in texts.items():
        packed[f"/widget/{language}.json"] = _packed(_json(words), "application/json")
    return packed


def script(settings: Settings, texts: dict[str, dict[str, Any]]) -> str:
    """The whole widget for one clinic, with the English of `texts`; the others are named only."""
    clinic = {
        "clinic": settings.clinic_name,
        "phone": settings.clinic_phone,
        "emergency": settings.emergency_number,
        "crisis": settings.crisis_line,
        "hours": settings.opening_hours,
        "days_kept": settings.retention_days,
        "consent": settings.consent,
        "longest": MOST_CHARACTERS,
    }
    style = (SOURCES / "widget.css").read_text(encoding="utf-8")
    values = {
        "CLINIC": clinic,
        "TEXTS": {
            language: words if language == "en" else None for language, words in texts.items()
        },
        "STYLE": minify.string("text/css", style),
    }
    constants = "".join(f"const {name} = {_json(value)};\n" for name, value in values.items())
    body = "\n".join((SOURCES / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    return str(
        minify.string("text/javascript", f'(() => {{ "use strict";\n{constants}{body}\n}})();\n')
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _packed(text: str, media_type: str) -> Packed:
    plain = text.encode()
    bodies = {
        "br": brotli.compress(plain),
        "gzip": gzip.compress(plain, compresslevel=9, mtime=0),
        "identity": plain,
    }
    return Packed(bodies, f'"{hashlib.sha256(plain).hexdigest()[:20]}"', media_type)


async def widget(request: Request) -> Response:
    """The script or a language's texts, for any site to load: nothing in them is a patient's."""
    made: Packed | None = request.app.state.widget.get(request.url.path)
    if made is None:
        raise Refusal(404, "no_language", "There are no texts in that language.", "Use English.")
    headers = {
        "ETag": made.etag,
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "public, max-age=300",
    }
    if request.headers.get("if-none-match") == made.etag:
        return Response(status_code=304, headers=headers)
    accepted = {
        one.split(";")[0].strip() for one in request.headers.get("accept-encoding", "").split(",")
    }
    encoding = next((one for one in made.bodies if one in accepted), "identity")
    if encoding != "identity":
        headers["Content-Encoding"] = encoding
    return Response(made.bodies[encoding], headers=headers, media_type=made.media_type)


ROUTES = [
    Route("/widget.js", widget, methods=["GET"]),
    Route("/widget/{language}.json", widget, methods=["GET"]),
]
