"""Measures Aftercare itself, started as an operator starts it, on ports and files of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bot.benchmark.connection import answers
from bot.benchmark.patients import ParsingOnly, Patient, RasaPatient, ReadingOnly, WebPatient
from bot.benchmark.processes import Server, free_port, timed
from bot.benchmark.progress import phase
from bot.benchmark.subject import Measured, Running
from bot.settings import ROOT

TRAINING_LIMIT = 600.0
START_LIMIT = 300.0
AFTERCARE = (sys.executable, "-m", "bot.cli")


def environment(folder: Path) -> dict[str, str]:
    """Settings under which a running instance is left alone."""
    return {
        "AFTERCARE_VAR": str(folder / "var"),
        "AFTERCARE_MODELS": str(folder / "models"),
        "AFTERCARE_DATABASE_URL": f"sqlite:///{folder / 'var' / 'aftercare.db'}",
        "AFTERCARE_WEB_HOST": "127.0.0.1",
        "AFTERCARE_WEB_PORT": str(free_port()),
        "AFTERCARE_RASA_PORT": str(free_port()),
        "AFTERCARE_ACTIONS_PORT": str(free_port()),
        # All patients of a measurement write from one address, and as fast as they can.
        **dict.fromkeys(
            ("AFTERCARE_RATE_CHATS", "AFTERCARE_RATE_MESSAGES", "AFTERCARE_RATE_ADDRESS"), "0"
        ),
    }


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """Train the product and start it twice, with its files in `folder`; it stops afterwards.

    The second start is the one that counts as cold: the first migrates and loads the content.
    Raises `PhaseFailed`.
    """
    measured = Measured("Aftercare")
    env = environment(folder)
    (folder / "var").mkdir(parents=True, exist_ok=True)
    log = folder / "aftercare.log"
    with phase("Aftercare: training"):
        measured.training = timed(
            [*AFTERCARE, "train"], cwd=ROOT, env=env, log=log, limit=TRAINING_LIMIT
        )
    web, rasa = int(env["AFTERCARE_WEB_PORT"]), int(env["AFTERCARE_RASA_PORT"])

    def ready() -> bool:
        return answers(web, "/readyz")

    with phase("Aftercare: first start (migrates and loads the content)"):
        server = Server.start([*AFTERCARE, "up"], cwd=ROOT, env=env, log=log)
        try:
            measured.first_start = server.wait_until(ready, limit=START_LIMIT)
        finally:
            server.stop()
    server = Server.start([*AFTERCARE, "up"], cwd=ROOT, env=env, log=log)
    try:
        with phase("Aftercare: cold start"):
            measured.start = server.wait_until(ready, limit=START_LIMIT)
            measured.idle_memory = server.memory()
        layers: dict[str, Patient] = {
            "language": ReadingOnly(date.today()),
            "parse": ParsingOnly(rasa),
            "webhook": RasaPatient(rasa),
            "whole chain": WebPatient(web),
        }
        yield Running(measured, server, layers, lambda: WebPatient(web))
    finally:
        server.stop()
