"""Rasa's server: `python -m bot.rasa_server [MODEL]`. On loopback, unless told otherwise.

The same as `rasa run -i 127.0.0.1 --enable-api --model MODEL …`, without its command line, which
takes seconds longer to start. The API is there for erasing a conversation only, and asks for the
token of the environment when one is set.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot import rasa_environment
from bot import settings as configuration
from bot.operations import tracker
from bot.rasa_tuning import tune
from bot.settings import ROOT

LEAST_TOKEN = 16


def serve(model: Path) -> None:
    """Serve `model` until stopped. Ends at once when other machines could use it freely."""
    rasa_environment.prepare_to_serve()
    settings = configuration.load()
    token = os.environ.get("AFTERCARE_RASA_TOKEN", "")
    if settings.rasa_bind != "127.0.0.1" and len(token) < LEAST_TOKEN:
        sys.exit(
            f"not safe to start: AFTERCARE_RASA_BIND is {settings.rasa_bind}, so AFTERCARE_RASA_TOKEN "
            f"must be set, here and for the web processes, to {LEAST_TOKEN} random characters or more."
        )
    os.environ.setdefault("AFTERCARE_ACTIONS_PORT", str(settings.actions_port))
    os.environ.setdefault("AFTERCARE_TRACKER_URL", tracker.address(settings))
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.endpoints import EndpointConfig

    rasa_environment.quieten_rasa()
    tune(action_timeout=min(5.0, settings.rasa_timeout))
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "bot" / "endpoints.yml"))
    if settings.redis_url:
        endpoints.lock_store = EndpointConfig(
            url=settings.redis_url, type="bot.lock_store.ConversationLocks"
        )
    serve_application(
        model_path=str(model),
        interface=settings.rasa_bind,
        port=settings.rasa_port,
        credentials=str(ROOT / "bot" / "credentials.yml"),
        endpoints=endpoints,
        enable_api=True,
        auth_token=token or None,
    )


def trained() -> Path:
    """The model for the sources as they are; ends when there is none."""
    from bot.training import current_model

    model = current_model(configuration.load())
    if model is None:
        sys.exit("there is no trained model: run `aftercare train`")
    return model


if __name__ == "__main__":
    serve(Path(sys.argv[1]) if len(sys.argv) > 1 else trained())
