"""A web process to be killed; see `test_kills.py`.

The real app and the real database; the language engine and the screen are the tests' fakes, so that
it is back within two seconds and the load falls on what is tested.
"""

from __future__ import annotations

from pathlib import Path

import uvicorn

from tests.integration.web.fakes import FakeEngine, make_app


def main(folder: str, port: str) -> None:
    """Serve until killed."""
    engine = FakeEngine()
    engine.delay = 0.01
    app = make_app(Path(folder), engine, rasa_timeout=1.0)
    uvicorn.run(app, host="127.0.0.1", port=int(port), ws="none", log_level="error")
