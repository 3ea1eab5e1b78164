"""Measures Rasa's default pipeline and policies, as plain `rasa train` and `rasa run`."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.benchmark import default_project
from bot.benchmark.connection import answers
from bot.benchmark.patients import DefaultsPatient, ParsingOnly, Patient
from bot.benchmark.processes import Server, free_port, timed
from bot.benchmark.progress import phase
from bot.benchmark.subject import Effort, Measured, Running
from bot.rasa_environment import VARIABLES
from bot.settings import ROOT

# DIET learns our thousands of examples at 5 to 20 s an epoch on two cores, and there are 100.
TRAINING_LIMIT = 5400.0
START_LIMIT = 300.0
RASA = (sys.executable, "-m", "rasa")
MODEL = "models/defaults.tar.gz"


@contextmanager
def running(folder: Path, effort: Effort, *, kept: Path) -> Iterator[Running]:
    """Train and start the defaults in a project written into `folder`; they stop afterwards.

    The trained model and its training time are kept in the folder `kept`. Raises `PhaseFailed`.
    """
    measured = Measured("Rasa's defaults")
    project = folder / "defaults"
    default_project.write(ROOT, project, epochs=effort.epochs)
    log = folder / "defaults.log"
    _train(measured, project, log, effort, kept)
    port = free_port()
    command = [*RASA, "run", "--enable-api", "-i", "127.0.0.1", "-p", str(port), "-m", MODEL]
    server = Server.start(command, cwd=project, env=VARIABLES, log=log)
    try:
        with phase("Rasa's defaults: start"):
            measured.start = server.wait_until(lambda: answers(port, "/status"), limit=START_LIMIT)
            measured.idle_memory = server.memory()
        layers: dict[str, Patient] = {"parse": ParsingOnly(port), "webhook": DefaultsPatient(port)}
        yield Running(measured, server, layers, lambda: DefaultsPatient(port))
    finally:
        server.stop()


def _train(measured: Measured, project: Path, log: Path, effort: Effort, kept: Path) -> None:
    fingerprint = default_project.fingerprint(project)
    model, record = kept / "defaults.tar.gz", kept / "training.json"
    (project / "models").mkdir()
    if effort.epochs:
        measured.notes.append(f"trained for {effort.epochs} epochs instead of 100")
    if effort.reuse and model.exists() and record.exists():
        earlier = json.loads(record.read_text(encoding="utf-8"))
        if earlier["fingerprint"] == fingerprint:
            shutil.copy(model, project / MODEL)
            measured.training = earlier["seconds"]
            measured.notes.append("model and training time are an earlier session's, on this data")
            return
    with phase("Rasa's defaults: training (up to an hour)"):
        measured.training = timed(
            [*RASA, "train", "--fixed-model-name", "defaults"],
            cwd=project,
            env=VARIABLES,
            log=log,
            limit=TRAINING_LIMIT,
        )
    kept.mkdir(parents=True, exist_ok=True)
    shutil.copy(project / MODEL, model)
    content = {"fingerprint": fingerprint, "seconds": measured.training}
    record.write_text(json.dumps(content), encoding="utf-8")
