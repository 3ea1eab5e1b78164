"""The web process with its real parts: `python -m bot.web.serve`, or uvicorn's --factory."""

from __future__ import annotations

import logging
import os
import sys

import structlog
import uvicorn
from environs import EnvError
from starlette.applications import Starlette

from bot import settings as configuration
from bot.conversation import urgent_reply
from bot.language.tokens import import_spacy
from bot.operations import preflight, tracker
from bot.settings import Settings
from bot.triage import screen_reading
from bot.web import logs
from bot.web.app import create_app
from bot.web.connections import server_options
from bot.web.engine import HttpEngine
from knowledge.engine import create

log = structlog.get_logger(__name__)


def build() -> Starlette:
    """The app as configured by the environment. Raises what `configured` raises."""
    return with_real_parts(configured())


def configured() -> Settings:
    """The settings of the environment; warnings about them go to the log.

    Raises `environs.EnvError` and `preflight.Unsafe`.
    """
    settings = configuration.load()
    for warning in preflight.check(settings):
        log.warning(warning)
    return settings


def with_real_parts(settings: Settings) -> Starlette:
    """The app with Rasa over HTTP and the database of `settings`."""
    logs.configure()
    import_spacy()
    # httpx logs every request's address, which holds conversation ids by the hundred.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return create_app(
        settings,
        engine=HttpEngine(
            rasa_port=settings.rasa_port,
            rasa_host=settings.rasa_host,
            # On another machine the action server is Rasa's own neighbour, and its business.
            actions_port=settings.actions_port if settings.rasa_host == "127.0.0.1" else None,
            tracker_url=tracker.address(settings),
            token=os.environ.get("AFTERCARE_RASA_TOKEN") or None,
        ),
        database=create(settings.database_url),
        screen=screen_reading,
        urgent_reply=urgent_reply,
    )


def main() -> None:
    """Serve until stopped; ends with a line for each problem when that would not be safe."""
    try:
        settings = configured()
    except (preflight.Unsafe, EnvError) as error:
        sys.exit(f"not safe to start:\n{error}")
    uvicorn.run(
        with_real_parts(settings),
        host=settings.web_host,
        port=settings.web_port,
        **server_options(settings.trusted_proxies),
        log_level="warning",
        log_config=None,
        access_log=False,
        # Longer than a turn takes; event streams end at once.
        timeout_graceful_shutdown=6,
    )


if __name__ == "__main__":
    main()
