"""`python -m bot.retraining ID`: a new model beside the old one, and live only if it is no worse.

Trained with the editors' example questions, examined with the old one on the same messages, then
put in its place; otherwise the old one stays and the training says why.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import structlog

from bot import settings as configuration
from bot import training, training_questions
from bot.examination import Answer, Exam, exams, marks, worse
from bot.replaying import LESS_URGENT
from bot.settings import ROOT, Settings
from knowledge.engine import create
from knowledge.replay_messages import messages
from knowledge.repository import Repository
from knowledge.trainings import Trainings

STEPS = 5
LOADING_SECONDS = 120.0
EXAMINING_SECONDS = 900.0

log = structlog.get_logger(__name__)
Examine = Callable[[Path, Path, Sequence[Exam]], list[Answer]]


class ExaminationFailed(Exception):
    """A model gave no answers; the end of what the process said."""


@dataclass(frozen=True)
class Room:
    """What a retraining works with; each part may be replaced by a stand-in."""

    settings: Settings
    repository: Repository
    trainings: Trainings
    train: Callable[..., Path]
    examine: Examine
    load: Callable[[Path], bool]


def retrain(room: Room, training_id: int) -> str:
    """Trains, examines, decides; gives the status it ended with. Never raises: it is noted."""

    def step(number: int, words: str) -> None:
        room.trainings.advance(training_id, words, number, STEPS)

    try:
        with tempfile.TemporaryDirectory(prefix="aftercare-training-") as name:
            return _retrained(room, training_id, Path(name), step)
    except Exception as error:
        log.error("training failed", error=type(error).__name__)
        room.trainings.end(training_id, "failed", reasons=(_told(error),))
        return "failed"


def _retrained(room: Room, training_id: int, folder: Path, step: Callable[[int, str], None]) -> str:
    settings = room.settings
    old = training.newest_model(settings)
    step(0, "collecting example questions")
    library = room.repository.library()
    content = folder / "content"
    room.repository.export_yaml(content)
    fresh = training_questions.added(library.entries.values(), training_questions.known())
    more = training_questions.write(fresh, folder)
    step(1, "training")
    new = room.train(
        replace(settings, models=folder / "models"),
        more=more,
        say=lambda line: step(1, line),
    )
    asked = exams(messages(), library.entries.values())
    report: dict[str, object] = {"questions_added": sum(map(len, fresh.values()))}
    step(2, "examining the new model")
    mine = marks(asked, room.examine(new, content, asked))
    report["new"] = mine.to_dict()
    if old is not None:
        step(3, "examining the model in use")
        theirs = marks(asked, room.examine(old, content, asked))
        report["old"] = theirs.to_dict()
        if reasons := worse(theirs, mine):
            room.trainings.end(training_id, "refused", reasons=tuple(reasons), report=report)
            return "refused"
    step(4, "putting it in place")
    settings.models.mkdir(parents=True, exist_ok=True)
    place = settings.models / new.name
    shutil.move(str(new), place)
    place.touch()
    training.remove_old(settings)
    if not room.load(place):
        note = "The language engine could not be reached; the model is used from its next start on."
        room.trainings.end(training_id, "live", reasons=(note,), report=report)
        return "live"
    room.trainings.end(training_id, "live", report=report)
    return "live"


def examine(model: Path, content: Path, asked: Sequence[Exam]) -> list[Answer]:
    """A model's answers, from a process of its own. Raises `ExaminationFailed`."""
    done = subprocess.run(  # noqa: S603, our own command line
        [sys.executable, "-m", "bot.examining", str(model), str(content)],
        input=json.dumps([exam.text for exam in asked]),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=EXAMINING_SECONDS,
        check=False,
    )
    if done.returncode:
        raise ExaminationFailed(f"examining {model.name} ended with {done.returncode}")
    return [Answer(one["urgency"], tuple(one["entries"])) for one in json.loads(done.stdout)]


def loader(settings: Settings) -> Callable[[Path], bool]:
    """Tells Rasa's server to use a model from now on; the function says whether it does."""

    def load(model: Path) -> bool:
        token = os.environ.get("AFTERCARE_RASA_TOKEN")
        try:
            answer = httpx.put(
                f"http://127.0.0.1:{settings.rasa_port}/model",
                params={"token": token} if token else None,
                json={"model_file": str(model)},
                timeout=LOADING_SECONDS,
                trust_env=False,
            )
        except httpx.HTTPError:
            return False
        return answer.is_success

    return load


def _told(error: Exception) -> str:
    if isinstance(error, (training.TrainingFailed, ExaminationFailed)):
        return str(error)
    return f"Something went wrong while training ({type(error).__name__}); see the log."


def main(training_id: int) -> None:
    """Retrain with the real parts."""
    os.nice(LESS_URGENT)
    settings = configuration.load()
    database = create(settings.database_url)
    repository = Repository(database)
    room = Room(
        settings=settings,
        repository=repository,
        trainings=Trainings(database, now=repository.now),
        train=training.train,
        examine=examine,
        load=loader(settings),
    )
    retrain(room, training_id)


if __name__ == "__main__":
    main(int(sys.argv[1]))
