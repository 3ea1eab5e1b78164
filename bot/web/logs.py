"""Logs as lines of JSON on standard error, other libraries' too; never a patient's words."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.web.errors import whereabouts

LONGEST = 300


def configure() -> None:
    """Set up structlog and the standard library's logging for this process."""
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True


def without_words(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A processor: of an exception only its kind and place stay, of a message its first line.

    An exception's own words can hold those of a patient; so can what a library prints below.
    """
    trouble = event.pop("exc_info", None)
    if isinstance(trouble, tuple):
        trouble = trouble[1]
    elif trouble is True:
        trouble = sys.exc_info()[1]
    if isinstance(trouble, BaseException):
        event.update(whereabouts(trouble))
    event.pop("stack_info", None)
    lines = str(event.get("event", "")).splitlines() or [""]
    event["event"] = lines[0][:LONGEST]
    return event
