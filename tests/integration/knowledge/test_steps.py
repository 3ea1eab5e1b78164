"""The steps of publishing, stored: who, when, live at once or at their time, in every worker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from knowledge_samples import SAFETY_NETS, SECTIONS, VALID
from sqlalchemy.engine import Engine

from knowledge import files, publishing
from knowledge.engine import create
from knowledge.lookup import Query, find
from knowledge.migrations import upgrade
from knowledge.publishing import Person, StaleRevision
from knowledge.repository import InvalidEntry, Repository
from knowledge.similarity import CharacterSimilarity
from knowledge.tables import metadata

ALICE = Person("a", "Alice", frozenset({"editor"}))
BOB = Person("b", "Bob", frozenset({"approver"}))
MORNING = datetime.fromisoformat("2026-11-23T08:00:00")


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def repository(engine: Engine, tmp_path: Path, clock: Clock) -> Repository:
    files.write(
        tmp_path / "content",
        entries=[VALID],
        sections=SECTIONS,
        safety_nets=SAFETY_NETS,
        unused_facts={},
    )
    repository = Repository(engine, now=clock)
    repository.import_yaml(tmp_path / "content", author="installer")
    return repository


@pytest.fixture
def colleague(engine: Engine, url: str, clock: Clock) -> Iterator[Repository]:
    """Another worker, on connections of its own."""
    other = create(url)
    yield Repository(other, now=clock)
    other.dispose()


def in_review(repository: Repository, **changes: object) -> None:
    """A change by Alice that waits for review."""
    words = replace(VALID, **changes)
    newest = repository.revisions(VALID.id)[0].number
    repository.change(VALID.id, partial(publishing.save, entry=words, by=ALICE, based_on=newest))
    repository.change(VALID.id, partial(publishing.submit, by=ALICE))


def approve(repository: Repository, **more: object) -> None:
    """Bob's approval."""
    step = partial(publishing.approve, by=BOB, today=MORNING.date(), blocked=(), **more)
    repository.change(VALID.id, step)


def test_every_step_is_kept_with_who_and_why(repository: Repository) -> None:
    in_review(repository, title="Two")
    back = partial(publishing.send_back, by=BOB, note="Shorter")
    repository.change(VALID.id, back)
    told = [
        (r.number, r.step, r.status, r.author, r.author_id, r.based_on, r.note)
        for r in repository.revisions(VALID.id)
    ]
    assert told == [
        (4, "sent_back", "draft", "Bob", "b", None, "Shorter"),
        (3, "submitted", "in_review", "Alice", "a", None, ""),
        (2, "saved", "draft", "Alice", "a", 1, ""),
        (1, "imported", "published", "installer", "", None, ""),
    ]


def test_only_an_approval_changes_what_patients_read(repository: Repository) -> None:
    library = repository.library()
    in_review(repository, title="Two")
    assert repository.library() is library
    approve(repository)
    assert repository.library().entries[VALID.id].title == "Two"
    assert repository.library().entries[VALID.id].reviewed_by == "Bob"


def test_a_colleagues_worker_answers_from_it_within_a_second(
    repository: Repository, colleague: Repository
) -> None:
    similarity = CharacterSimilarity()
    question = Query(text="snorkel goggles")
    assert find(colleague.library(), question, similarity).entry is None
    in_review(repository, questions=(*VALID.questions, "snorkel goggles"))
    started = time.perf_counter()
    approve(repository)
    found = find(colleague.library(), question, similarity).entry
    seconds = time.perf_counter() - started
    assert found is not None and found.id == VALID.id
    assert seconds <= 1.0


def test_a_scheduled_change_goes_live_by_itself_in_every_worker(
    repository: Repository, colleague: Repository, clock: Clock
) -> None:
    at = MORNING + timedelta(hours=1)
    in_review(repository, title="Later")
    approve(repository, live_from=at)
    for worker in (repository, colleague):
        assert worker.library().entries[VALID.id].title == VALID.title
    clock.now = at - timedelta(seconds=1)
    assert colleague.library().entries[VALID.id].title == VALID.title
    clock.now = at
    for worker in (repository, colleague):
        assert worker.library().entries[VALID.id].title == "Later"


def test_a_scheduled_retirement_takes_it_down_at_its_time(
    repository: Repository, clock: Clock
) -> None:
    repository.change(VALID.id, partial(publishing.submit, by=ALICE, aim="retired"))
    approve(repository, live_from=MORNING + timedelta(hours=1))
    assert VALID.id in repository.library().entries
    clock.now += timedelta(hours=2)
    assert VALID.id not in repository.library().entries


def test_the_second_to_save_on_the_same_revision_is_refused(repository: Repository) -> None:
    save = partial(publishing.save, entry=replace(VALID, title="A"), by=ALICE, based_on=1)
    repository.change(VALID.id, save)
    with pytest.raises(StaleRevision):
        repository.change(VALID.id, partial(save, by=BOB))


def test_words_that_fail_the_checks_are_not_approved(repository: Repository) -> None:
    in_review(repository, answer="Take 20 mg of it.")
    with pytest.raises(InvalidEntry, match="dose"):
        approve(repository)
    assert repository.revisions(VALID.id)[0].status == "in_review"


def test_an_older_database_keeps_its_entries(url: str, tmp_path: Path) -> None:
    engine = create(url)
    upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO knowledge_entry VALUES (:id, :at)"),
            {"id": VALID.id, "at": MORNING},
        )
        connection.execute(
            sa.text(
                "INSERT INTO knowledge_revision (entry_id, number, status, author, origin,"
                " created_at, body) VALUES (:id, 1, 'published', 'up', 'import', :at, :body)"
            ),
            {
                "id": VALID.id,
                "at": MORNING,
                "body": '{"id": "twitch-eyelid", "title": "Old", "answer": "A.",'
                ' "urgency": "info", "status": "published"}',
            },
        )
    upgrade(engine)
    (revision,) = Repository(engine).revisions(VALID.id)
    assert (revision.step, revision.entry.title) == ("imported", "Old")
    assert set(Repository(engine).library().entries) == {VALID.id}
    engine.dispose()


def test_the_migrations_make_the_tables_that_the_code_uses(engine: Engine) -> None:
    there = sa.inspect(engine)
    for table in metadata.sorted_tables:
        columns = {column["name"] for column in there.get_columns(table.name)}
        assert columns == {column.name for column in table.columns}, table.name
