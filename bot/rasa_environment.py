"""What must be in the environment before Rasa or TensorFlow is imported.

Nothing may go online, and neither library's start-up chatter may reach a patient or a log.
"""

from __future__ import annotations

import logging
import os

VARIABLES = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    # Rasa's cache keys a component by the source of its class only, so a change in a module that
    # the class merely uses would bring back a stale model. Training is fast enough without it.
    "RASA_MAX_CACHE_SIZE": "0",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "LOG_LEVEL_RASA_PLUS": "ERROR",
}

SERVING = {"OPENBLAS_NUM_THREADS": "1"}
"""For processes that answer patients, before numpy is imported. The products of one message take a
fraction of a millisecond; a second thread for them waits by spinning, and cost more than half of all
the processor time of a message. Training has every core."""


def prepare() -> None:
    """Set the variables and quieten known, harmless warnings; call before `import rasa`."""
    os.environ.update(VARIABLES)
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    # Rasa and its dependencies warn about each other, and reset any filter while they are imported.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    for name in ("matplotlib", "tensorflow", "absl", "rasa.shared.utils.io"):
        logging.getLogger(name).setLevel(logging.ERROR)


def prepare_to_serve() -> None:
    """As `prepare`, for a process that answers; what the environment says of threads stands."""
    prepare()
    for name, value in SERVING.items():
        os.environ.setdefault(name, value)


def quieten_rasa() -> None:
    """Keep Rasa's structured debug log, which quotes patients, off; call after `import rasa`."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
