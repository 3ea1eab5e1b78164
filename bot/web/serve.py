"""The web process with its real parts: `python -m bot.web.serve`, or uvicorn's --factory."""

from __future__ import annotations

import logging
import os

import structlog
import uvicorn
from starlette.applications import Starlette

from bot import settings as configuration
from bot.conversation import urgent_reply
from bot.language.tokens import import_spacy
from bot.settings import Settings
from bot.triage import screen_case
from bot.web.app import create_app
from bot.web.connections import server_options
from bot.web.engine import HttpEngine
from knowledge.engine import create


def build() -> Starlette:
    """The app as configured by the environment."""
    return with_real_parts(configuration.load())


def with_real_parts(settings: Settings) -> Starlette:
    """The app with Rasa over HTTP and the database of `settings`."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    import_spacy()
    # httpx logs every request's address, which holds conversation ids by the hundred.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return create_app(
        settings,
        engine=HttpEngine(
            rasa_port=settings.rasa_port,
            actions_port=settings.actions_port,
            tracker_url=os.environ.get("AFTERCARE_TRACKER_URL"),
        ),
        database=create(settings.database_url),
        screen=screen_case,
        urgent_reply=urgent_reply,
    )


def main() -> None:
    """Serve until stopped."""
    settings = configuration.load()
    uvicorn.run(
        with_real_parts(settings),
        host=settings.web_host,
        port=settings.web_port,
        **server_options(settings.trusted_proxies),
        log_level="warning",
        access_log=False,
        # Open event streams must not hold up a stop.
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
