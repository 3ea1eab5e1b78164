"""A new model goes live only if it is no worse; otherwise the old one stays and it is said why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from bot import training_questions
from bot.examination import Answer, Exam
from bot.retraining import Room, retrain
from bot.settings import Settings, load
from bot.training import TrainingFailed, newest_model
from knowledge import files
from knowledge.engine import create
from knowledge.migrations import upgrade
from knowledge.repository import Repository
from knowledge.trainings import LOST_AFTER, Trainings


def perfect(exam: Exam) -> Answer:
    """The right answer."""
    if exam.kind in ("emergency", "urgent"):
        return Answer(exam.kind)
    return Answer("info", (exam.entry,) if exam.entry else ())


@dataclass
class Workshop:
    """Stand-ins for Rasa: training writes a file, models answer as told."""

    settings: Settings
    repository: Repository
    trainings: Trainings
    reachable: bool = True
    blind: set[str] = field(default_factory=set)
    broken: Exception | None = None
    more: str = ""
    loaded: list[Path] = field(default_factory=list)

    def train(self, settings: Settings, *, more: Path | None, say: Any) -> Path:
        if self.broken:
            raise self.broken
        say("training something")
        self.more = more.read_text(encoding="utf-8") if more else ""
        settings.models.mkdir(parents=True)
        model = settings.models / "aftercare-new.tar.gz"
        model.write_text("new")
        return model

    def examine(self, model: Path, content: Path, exams: Sequence[Exam]) -> list[Answer]:
        assert files.read(content).entries
        blind = model.name in self.blind
        return [Answer("info") if blind else perfect(exam) for exam in exams]

    def load(self, model: Path) -> bool:
        self.loaded.append(model)
        return self.reachable

    def run(self) -> Any:
        """A training from start to end."""
        number = self.trainings.begin("Ada")
        assert number is not None
        room = Room(
            self.settings, self.repository, self.trainings, self.train, self.examine, self.load
        )
        status = retrain(room, number)
        (latest,) = self.trainings.latest(1)
        assert latest.status == status
        return latest


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    database = create(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(database)
    repository = Repository(database)
    repository.import_yaml(files.CONTENT, author="up")
    models = tmp_path / "models"
    models.mkdir()
    (models / "aftercare-old.tar.gz").write_text("old")
    settings = replace(load(), var=tmp_path, models=models)
    return Workshop(settings, repository, Trainings(database, now=repository.now))


def in_use(workshop: Workshop) -> str:
    model = newest_model(workshop.settings)
    assert model is not None
    return model.read_text()


def test_a_model_that_is_no_worse_goes_live(workshop: Workshop) -> None:
    told = workshop.run()
    assert (told.status, told.reasons, told.started_by) == ("live", (), "Ada")
    assert in_use(workshop) == "new"
    assert [path.name for path in workshop.loaded] == ["aftercare-new.tar.gz"]
    assert told.report["new"]["red_right"] == told.report["old"]["red_right"] == 25


def test_a_worse_model_stays_out_with_the_reason(workshop: Workshop) -> None:
    workshop.blind = {"aftercare-new.tar.gz"}
    told = workshop.run()
    assert told.status == "refused"
    assert "misses 25 more of the 25 stored warning signs" in told.reasons[0]
    assert in_use(workshop) == "old"
    assert workshop.loaded == []


def test_a_better_model_than_a_blind_one_goes_live(workshop: Workshop) -> None:
    workshop.blind = {"aftercare-old.tar.gz"}
    assert workshop.run().status == "live"


def test_the_first_model_of_all_needs_no_rival(workshop: Workshop) -> None:
    (workshop.settings.models / "aftercare-old.tar.gz").unlink()
    told = workshop.run()
    assert told.status == "live" and "old" not in told.report


def test_a_training_that_fails_changes_nothing(workshop: Workshop) -> None:
    workshop.broken = TrainingFailed("Rasa's training ended with code 1")
    told = workshop.run()
    assert (told.status, told.reasons) == ("failed", ("Rasa's training ended with code 1",))
    assert in_use(workshop) == "old"
    workshop.broken = RuntimeError("a path of this machine")
    assert "RuntimeError" in workshop.run().reasons[0]


def test_without_an_engine_it_is_used_from_the_next_start(workshop: Workshop) -> None:
    workshop.reachable = False
    told = workshop.run()
    assert told.status == "live" and "next start" in told.reasons[0]
    assert in_use(workshop) == "new"


def test_editors_questions_reach_the_training(workshop: Workshop) -> None:
    entry = workshop.repository.entry("not-covered-flying")
    words = replace(entry, questions=(*entry.questions, "may i go skydiving on day two"))
    workshop.repository.save_revision(words, author="Alice", based_on=entry.revision)
    told = workshop.run()
    assert told.report["questions_added"] == 1
    assert "may i go skydiving on day two" in workshop.more
    assert "ask_not_covered" in workshop.more


def test_they_reach_the_next_training_from_the_command_line_too(workshop: Workshop) -> None:
    url = f"sqlite:///{workshop.settings.var / 'a.db'}"
    settings = replace(workshop.settings, database_url=url)
    assert training_questions.stored(settings) is None, "the content's own are in the data already"
    entry = workshop.repository.entry("not-covered-flying")
    words = replace(entry, questions=(*entry.questions, "may i go skydiving on day two"))
    draft = replace(words, status="draft")
    workshop.repository.save_revision(draft, author="Alice", based_on=entry.revision)
    assert training_questions.stored(settings) is None, "a draft is nobody's words yet"
    workshop.repository.save_revision(words, author="Alice", based_on=entry.revision + 1)
    more = training_questions.stored(settings)
    assert more is not None and "may i go skydiving on day two" in more.read_text(encoding="utf-8")


def test_one_training_at_a_time_until_it_is_lost(tmp_path: Path) -> None:
    database = create(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(database)
    now = [Repository(database).now()]
    trainings = Trainings(database, now=lambda: now[0])
    first = trainings.begin("Ada")
    assert first is not None and trainings.begin("Ada") is None
    trainings.advance(first, "training", 1, 5)
    assert (trainings.latest()[0].step, trainings.latest()[0].done) == ("training", 1)
    now[0] += LOST_AFTER
    assert trainings.latest()[0].status == "failed"
    assert trainings.begin("Ada") is not None
