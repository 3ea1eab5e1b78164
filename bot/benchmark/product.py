"""Measures Aftercare itself, started as an operator starts it, on ports and files of its own."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from bot.benchmark.connection import answers
from bot.benchmark.patients import RasaPatient, WebPatient
from bot.benchmark.processes import Server, free_port, timed
from bot.benchmark.progress import phase
from bot.benchmark.subject import Effort, Measured
from bot.benchmark.timing import latency
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
    }


def measure(folder: Path, effort: Effort) -> Measured:
    """All figures of the product, with its files in `folder`; may raise `PhaseFailed`."""
    measured = Measured("Aftercare")
    env = environment(folder)
    (folder / "var").mkdir(parents=True, exist_ok=True)
    log = folder / "aftercare.log"
    web, rasa = int(env["AFTERCARE_WEB_PORT"]), int(env["AFTERCARE_RASA_PORT"])
    with phase("Aftercare: training"):
        measured.training = timed(
            [*AFTERCARE, "train"], cwd=ROOT, env=env, log=log, limit=TRAINING_LIMIT
        )
    with phase("Aftercare: first start (migrates and loads the content)"):
        server = Server.start([*AFTERCARE, "up"], cwd=ROOT, env=env, log=log)
        try:
            measured.first_start = server.wait_until(
                lambda: answers(web, "/readyz"), limit=START_LIMIT
            )
        finally:
            server.stop()
    server = Server.start([*AFTERCARE, "up"], cwd=ROOT, env=env, log=log)
    try:
        with phase("Aftercare: cold start"):
            measured.start = server.wait_until(lambda: answers(web, "/readyz"), limit=START_LIMIT)
            measured.idle_memory = server.memory()
        with phase("Aftercare: latency through each layer"):
            _language(measured, effort)
            measured.time_rasa(rasa, RasaPatient, effort)
            measured.time_layer("whole chain", WebPatient(web), effort)
        with phase("Aftercare: load"):
            measured.load(WebPatient, web, effort)
        measured.loaded_memory = server.memory()
    finally:
        server.stop()
    return measured


def _language(measured: Measured, effort: Effort) -> None:
    """The language layer alone, in this process."""
    from bot.language import read  # late: loads the vocabulary

    today = date.today()
    measured.latency["language"] = latency(lambda text: read(text, today), count=effort.messages)
