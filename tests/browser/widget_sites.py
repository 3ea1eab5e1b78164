"""Clinics' websites that carry the widget: a plain page, a hostile one, a strict one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

HOSTILE = """
* { all: unset !important; display: none !important; font-size: 3px !important; color: red !important;
    visibility: hidden !important; pointer-events: none !important; opacity: 0 !important; }
html, body, h1, main, p { display: block !important; visibility: visible !important; }
html { font-size: 4px !important; direction: rtl; }
body { overflow: hidden !important; zoom: 1; }
aftercare-chat, body > *, html > * { position: absolute !important; left: -9999px !important;
    transform: scale(0) !important; width: 0 !important; height: 0 !important; filter: blur(9px) !important; }
button, textarea, a { appearance: none !important; width: 1px !important; }
"""


def page(source: str, kind: str, attributes: str = "") -> tuple[str, str]:
    """A page of one kind, and its Content-Security-Policy."""
    style = f"<style>{HOSTILE}</style>" if kind == "hostile" else ""
    policy = ""
    if kind == "strict":
        policy = (
            f"default-src 'none'; script-src {source}; connect-src {source}; base-uri 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )
    body = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Elm House</title>{style}"
        f'<script src="{source}/widget.js" async {attributes}></script></head>'
        f"<body><main><h1>Elm House</h1>{'<p>About us.</p>' * 60}</main></body></html>"
    )
    return body, policy


LATE = threading.Event()
"""Until it is set, `/late` has sent its head only."""


@contextlib.contextmanager
def site(source: str) -> Iterator[str]:
    """A website of another origin; `/plain`, `/hostile`, `/strict`, `/late`; attributes after a `?`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, attributes = unquote(self.path).partition("?")
            body, policy = page(source, path.strip("/"), attributes)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            head, _, rest = body.partition("</head>")
            self.wfile.write(head.encode())
            if path == "/late":
                LATE.wait(10)
            self.wfile.write(b"</head>" + rest.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
