"""Entries go in, the published ones come out live, and nobody's work is lost."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from knowledge_samples import SAFETY_NETS, SECTIONS, VALID, entry
from sqlalchemy import event
from sqlalchemy.engine import Engine

from knowledge import files
from knowledge.entry import Entry
from knowledge.migrations import upgrade
from knowledge.repository import (
    InvalidEntry,
    Repository,
    StaleRevision,
    UnknownEntry,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "content", VALID)


@pytest.fixture
def repository(engine: Engine, folder: Path) -> Repository:
    repository = Repository(engine)
    repository.import_yaml(folder, author="installer")
    return repository


def write(folder: Path, *entries: Entry) -> Path:
    files.write(
        folder,
        entries=entries,
        sections=SECTIONS,
        safety_nets=SAFETY_NETS,
        unused_facts={55: "told on the urgent card"},
    )
    return folder


def test_upgrading_twice_changes_nothing(engine: Engine, repository: Repository) -> None:
    upgrade(engine)
    assert set(repository.library().entries) == {VALID.id}


def test_an_imported_entry_is_live_with_its_texts(repository: Repository) -> None:
    library = repository.library()
    assert library.entries[VALID.id] == VALID
    assert library.sections == SECTIONS
    assert library.safety_net(VALID).startswith("We cannot see you")
    assert library.source_title("S04.P2") == "Small quirks that pass"


def test_a_published_entry_answers_the_very_next_question(repository: Repository) -> None:
    repository.library()
    repository.save_revision(replace(VALID, title="A new title"), author="Alice", based_on=1)
    assert repository.library().entries[VALID.id].title == "A new title"


def test_another_process_sees_it_too(repository: Repository, engine: Engine) -> None:
    other = Repository(engine)
    other.library()
    repository.save_revision(replace(VALID, title="A new title"), author="Alice", based_on=1)
    assert other.library().entries[VALID.id].title == "A new title"


def test_an_unchanged_library_costs_one_query(repository: Repository, engine: Engine) -> None:
    first = repository.library()
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    assert repository.library() is first
    assert [s.split()[0] for s in statements if s != "BEGIN"] == ["SELECT"]


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_unfinished_work_changes_nothing_for_patients(repository: Repository, status: str) -> None:
    repository.save_revision(replace(VALID, title="", status=status), author="Alice", based_on=1)
    assert repository.library().entries[VALID.id].title == VALID.title
    assert repository.entry(VALID.id).title == ""


def test_a_retired_entry_answers_no_more(repository: Repository) -> None:
    repository.save_revision(replace(VALID, status="retired"), author="Alice", based_on=1)
    assert VALID.id not in repository.library().entries


def test_revisions_pile_up_newest_first(repository: Repository) -> None:
    saved = repository.save_revision(replace(VALID, title="Two"), author="Alice", based_on=1)
    assert saved.revision == 2
    history = [
        (r.number, r.author, r.origin, r.entry.title) for r in repository.revisions(VALID.id)
    ]
    assert history == [(2, "Alice", "editor", "Two"), (1, "installer", "import", VALID.title)]
    assert repository.entry(VALID.id, number=1) == VALID


def test_a_second_editor_is_told_that_the_first_was_quicker(repository: Repository) -> None:
    repository.save_revision(replace(VALID, title="Two"), author="Alice", based_on=1)
    with pytest.raises(StaleRevision):
        repository.save_revision(replace(VALID, title="Also two"), author="Bob", based_on=1)


def test_a_new_entry_may_not_take_an_existing_id(repository: Repository) -> None:
    with pytest.raises(StaleRevision):
        repository.save_revision(VALID, author="Bob")


def test_what_fails_the_checks_is_not_published(repository: Repository) -> None:
    stamp = repository.stamp()
    with pytest.raises(InvalidEntry) as error:
        repository.save_revision(replace(VALID, answer="Take 20 mg."), author="Bob", based_on=1)
    assert "dose" in str(error.value)
    assert repository.stamp() == stamp


def test_an_unknown_entry_is_named(repository: Repository) -> None:
    with pytest.raises(UnknownEntry):
        repository.revisions("nobody")
    with pytest.raises(UnknownEntry):
        repository.entry(VALID.id, number=9)
    with pytest.raises(UnknownEntry):
        repository.save_revision(entry(id="nobody"), author="Alice", based_on=3)


def test_importing_again_makes_no_revision(repository: Repository, folder: Path) -> None:
    stamp = repository.stamp()
    report = repository.import_yaml(folder, author="installer")
    assert report.unchanged == (VALID.id,)
    assert repository.stamp() == stamp


def test_only_what_changed_is_imported(repository: Repository, folder: Path) -> None:
    write(folder, replace(VALID, title="From the file"), entry(id="two", questions=tuple("abcde")))
    report = repository.import_yaml(folder, author="installer")
    assert (report.changed, report.added) == ((VALID.id,), ("two",))
    assert [r.number for r in repository.revisions(VALID.id)] == [2, 1]


def test_an_editors_version_outlives_a_fresh_import(repository: Repository, folder: Path) -> None:
    repository.save_revision(replace(VALID, title="Edited here"), author="Alice", based_on=1)
    report = repository.import_yaml(folder, author="installer")
    assert report.kept == (VALID.id,)
    assert repository.library().entries[VALID.id].title == "Edited here"


def test_a_file_changed_under_an_editors_version_is_reported(
    repository: Repository, folder: Path
) -> None:
    repository.save_revision(replace(VALID, title="Edited here"), author="Alice", based_on=1)
    write(folder, replace(VALID, title="From the file"))
    assert repository.import_yaml(folder, author="installer").conflicts == (VALID.id,)
    assert repository.library().entries[VALID.id].title == "Edited here"
    forced = repository.import_yaml(folder, author="installer", overwrite=[VALID.id])
    assert forced.changed == (VALID.id,)
    assert repository.library().entries[VALID.id].title == "From the file"


def test_a_bad_file_harms_only_its_own_entry(repository: Repository, folder: Path) -> None:
    (folder / "entries" / "broken.yml").write_text("id: [", encoding="utf-8")
    write(folder, entry(id="two", questions=tuple("abcde")), entry(id="bad", answer="Take 5 mg."))
    report = repository.import_yaml(folder, author="installer")
    assert {problem.entry for problem in report.problems} == {"broken", "bad"}
    assert set(repository.library().entries) == {VALID.id, "two"}


def test_an_entry_without_a_file_stays_and_is_reported(
    repository: Repository, folder: Path
) -> None:
    (folder / "entries" / f"{VALID.id}.yml").unlink()
    assert repository.import_yaml(folder, author="installer").absent == (VALID.id,)
    assert VALID.id in repository.library().entries


def test_export_gives_back_what_was_imported(
    repository: Repository, folder: Path, tmp_path: Path
) -> None:
    repository.export_yaml(tmp_path / "out")
    assert files.read(tmp_path / "out") == files.read(folder)


def test_the_real_content_survives_the_round_trip(engine: Engine, tmp_path: Path) -> None:
    repository = Repository(engine)
    report = repository.import_yaml(files.CONTENT, author="installer")
    assert report.problems == ()
    repository.export_yaml(tmp_path / "out")
    assert files.read(tmp_path / "out") == files.read(files.CONTENT)


def test_exporting_over_the_same_content_touches_no_file(
    repository: Repository, folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert repository.export_yaml(copy) == 0


def test_many_threads_read_while_one_writes(repository: Repository) -> None:
    failures: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        last = 0
        while not done.is_set():
            try:
                library = repository.library()
                assert library.stamp >= last
                # PostgreSQL may hold newer entries under an older stamp, never the reverse.
                assert library.entries[VALID.id].revision >= library.stamp
                last = library.stamp
            except Exception as error:
                failures.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 15):
        changed = replace(VALID, title=f"Title {number}")
        repository.save_revision(changed, author="Alice", based_on=number)
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
