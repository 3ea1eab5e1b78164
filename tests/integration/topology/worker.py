"""A web worker with the real database, Redis and way to Rasa, and the tests' own screen and card:
without the language rules it is there within two seconds."""

from __future__ import annotations

import uvicorn

from bot import settings as configuration
from bot.web.app import create_app
from bot.web.connections import server_options
from bot.web.engine import HttpEngine
from knowledge.engine import create
from tests.integration.web.fakes import library, screen, urgent_reply


def main(port: str) -> None:
    """Serve until stopped."""
    settings = configuration.load()
    engine = HttpEngine(rasa_port=settings.rasa_port, tracker_url=settings.database_url)
    app = create_app(
        settings,
        engine=engine,
        database=create(settings.database_url),
        screen=screen,
        urgent_reply=urgent_reply,
        library=library,
    )
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(port),
        **server_options(settings.trusted_proxies),
        log_level="error",
        timeout_graceful_shutdown=3,
    )
