"""Rasa's server on loopback: `python -m bot.rasa_server MODEL`.

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


def serve(model: Path) -> None:
    """Serve `model` until stopped."""
    rasa_environment.prepare()
    settings = configuration.load()
    os.environ.setdefault("AFTERCARE_ACTIONS_PORT", str(settings.actions_port))
    os.environ.setdefault("AFTERCARE_TRACKER_URL", tracker.address(settings))
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    rasa_environment.quieten_rasa()
    tune(action_timeout=min(5.0, settings.rasa_timeout))
    serve_application(
        model_path=str(model),
        interface="127.0.0.1",
        port=settings.rasa_port,
        credentials=str(ROOT / "bot" / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(ROOT / "bot" / "endpoints.yml")),
        enable_api=True,
        auth_token=os.environ.get("AFTERCARE_RASA_TOKEN") or None,
    )


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
