"""The admin's training and a real Rasa that runs: a new model answers from then on, without a restart,
and only if the quality gate lets it through.

Real are Rasa's server, the action server, the training and the loading, on a few sentences; the
marks of the gate are given, as they are measured elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import retraining, settings, training, training_questions
from bot.examination import Answer, Exam
from bot.operations import tracker
from bot.retraining import Room
from bot.settings import Settings
from bot.starting import services
from bot.web.engine import HttpEngine
from knowledge.engine import create
from knowledge.repository import Repository
from knowledge.trainings import Trainings
from tests.integration.operations.real_house import Part
from tests.integration.topology.services import free_port

pytestmark = [pytest.mark.integration, pytest.mark.slow]

TOKEN = "a-token-of-this-test"
TODAY = {"today": "2026-03-02", "asked": None}
WORDING = "zorblax quuxly wibble"
"""No word of any language, so that only who was trained with it takes it for a greeting."""
RATHER = "greet"
LONGEST_PAUSE = 1.0
"""Seconds that a patient's message may wait longer because a model is being loaded."""


@dataclass
class Place:
    """A running Rasa with its action server, and what the training works with."""

    settings: Settings
    repository: Repository
    trainings: Trainings
    rasa: Part
    model: Path

    def train(self, new: Path, *, marks: Callable[[Path, Exam], Answer]) -> str:
        """A training that ends with `new`, whose and whose rival's answers get `marks`."""

        def trained(own: Settings, *, more: Path | None, say: Any) -> Path:
            own.models.mkdir(parents=True)
            return Path(shutil.copy(new, own.models))

        def examined(model: Path, content: Path, asked: Sequence[Exam]) -> list[Answer]:
            return [marks(model, exam) for exam in asked]

        load = retraining.loader(self.settings)
        room = Room(self.settings, self.repository, self.trainings, trained, examined, load)
        number = self.trainings.begin("Ada")
        assert number is not None
        return retraining.retrain(room, number)

    def in_use(self) -> str:
        """The name of the model that Rasa's server uses, as it says itself."""
        address = f"http://127.0.0.1:{self.settings.rasa_port}/status"
        answer = httpx.get(address, params={"token": TOKEN}, trust_env=False, timeout=10)
        return str(answer.raise_for_status().json()["model_file"])

    def intent(self) -> tuple[str, float]:
        """What it takes the odd wording for."""
        address = f"http://127.0.0.1:{self.settings.rasa_port}/model/parse"
        body = {"text": WORDING}
        answer = httpx.post(
            address, params={"token": TOKEN}, json=body, trust_env=False, timeout=10
        )
        found = answer.raise_for_status().json()["intent"]
        return str(found["name"]), float(found["confidence"])


@pytest.fixture(scope="module")
def place(
    model: Path, clinic_environment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("hot")
    models = folder / "models"
    models.mkdir()
    old = models / model.name
    old.write_bytes(model.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AFTERCARE_RASA_TOKEN", TOKEN)
        patch.delenv("AFTERCARE_TRACKER_URL", raising=False)
        own = replace(
            settings.load(),
            var=folder,
            models=models,
            rasa_port=free_port(),
            actions_port=free_port(),
        )
        rasa, actions = (Part(one, own) for one in services(own)[:2])
        # The few sentences are no model for the sources as they are.
        rasa.service.command.append(str(old))  # type: ignore[attr-defined]
        database = create(own.database_url)
        repository = Repository(database)
        try:
            for part in (rasa, actions):
                part.start()
            for part in (rasa, actions):
                part.wait()
            trainings = Trainings(database, now=repository.now)
            yield Place(own, repository, trainings, rasa, old)
        finally:
            for part in (rasa, actions):
                part.kill()
            database.dispose()


@pytest.fixture
async def engine(place: Place) -> AsyncIterator[HttpEngine]:
    """The web process's way to it."""
    own = place.settings
    made = HttpEngine(rasa_port=own.rasa_port, tracker_url=tracker.address(own), token=TOKEN)
    yield made
    await made.close()


@pytest.fixture(scope="module")
def new_model(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Trained with an odd wording on top, as with an editor's example questions."""
    folder = tmp_path_factory.mktemp("new")
    questions = training_questions.write({RATHER: [WORDING, f"{WORDING} now"]}, folder)
    own = replace(settings.load(), models=folder)
    return training.train(own, root=small_project, more=questions)


def right(exam: Exam) -> Answer:
    if exam.kind in ("emergency", "urgent"):
        return Answer(exam.kind)
    return Answer("info", (exam.entry,) if exam.entry else ())


@contextlib.asynccontextmanager
async def somebody_writing(engine: HttpEngine) -> Any:
    """A patient who writes all the while; gives how long each answer took."""
    took: list[float] = []
    ends = asyncio.Event()

    async def write() -> None:
        while not ends.is_set():
            begun = time.monotonic()
            (reply,) = await engine.reply(f"erin-{len(took)}", "my chin twitches", TODAY)
            assert reply["facts"]["areas"] == ["chin"]
            took.append(time.monotonic() - begun)

    writing: Awaitable[None] = asyncio.ensure_future(write())
    try:
        yield took
    finally:
        ends.set()
        await writing


async def test_a_better_model_answers_without_a_restart_and_a_worse_one_never(
    place: Place,
    engine: HttpEngine,
    new_model: Path,
    record_property: Callable[[str, object], None],
) -> None:
    process = place.rasa.process
    assert process is not None
    assert place.in_use() == place.model.name
    before = place.intent()
    (reply,) = await engine.reply("fred", "I had my chin done 3 days ago", TODAY)
    assert reply["facts"]["days"] == [3, 3]

    def blind(model: Path, exam: Exam) -> Answer:
        return Answer("info") if model.name == new_model.name else right(exam)

    assert await asyncio.to_thread(place.train, new_model, marks=blind) == "refused"
    assert (place.in_use(), place.intent()) == (place.model.name, before)

    async with somebody_writing(engine) as took:
        better = await asyncio.to_thread(place.train, new_model, marks=lambda _, exam: right(exam))
    assert (better, place.trainings.latest(1)[0].reasons) == ("live", ())
    assert place.in_use() == new_model.name
    assert place.intent()[0] == RATHER != before[0]

    # The same process, with the same memory of who said what, and nobody waited for it.
    assert process.poll() is None
    (reply,) = await engine.reply("fred", "and now it twitches", TODAY)
    assert (reply["facts"]["areas"], reply["facts"]["days"]) == (["chin"], [3, 3])
    record_property("slowest_answer_while_loading", round(max(took), 2))
    assert max(took) < LONGEST_PAUSE, sorted(took)[-5:]


async def test_what_rasa_cannot_load_leaves_the_old_one_in_use(
    place: Place, engine: HttpEngine, tmp_path: Path
) -> None:
    before = place.in_use()
    broken = tmp_path / "aftercare-broken.tar.gz"
    broken.write_bytes(b"no model")
    assert not await asyncio.to_thread(retraining.loader(place.settings), broken)
    assert place.in_use() == before
    (reply,) = await engine.reply("gina", "my chin twitches", TODAY)
    assert reply["facts"]["areas"] == ["chin"]
