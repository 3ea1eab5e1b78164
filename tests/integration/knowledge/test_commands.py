"""What `aftercare kb` reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from knowledge_samples import SAFETY_NETS, SECTIONS, VALID, entry

from knowledge import files
from knowledge.commands import check_content, diff, export_content, import_content
from knowledge.engine import create
from knowledge.migrations import upgrade
from knowledge.repository import Repository


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files.write(
        tmp_path / "content",
        entries=[VALID, entry(id="two", questions=tuple("abcde"))],
        sections=SECTIONS,
        safety_nets=SAFETY_NETS,
        unused_facts={},
    )
    return tmp_path / "content"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    engine = create(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine)
    return Repository(engine)


def test_check_counts_and_names_what_is_wrong(folder: Path) -> None:
    (folder / "entries" / "broken.yml").write_text("- no mapping", encoding="utf-8")
    checked = check_content(folder)
    assert not checked.ok
    assert (checked.entries, checked.questions, checked.facts_used) == (2, 10, 2)
    assert "broken: file" in str(checked)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(files.UnreadableContent, match="nowhere"):
        check_content(tmp_path / "nowhere")


def test_diff_is_empty_after_an_import_and_shows_an_edit(
    folder: Path, repository: Repository
) -> None:
    assert {d.where for d in diff(repository, folder)} == {"only in folder"}
    import_content(repository, folder, author="installer")
    assert diff(repository, folder) == []
    repository.save_revision(replace(VALID, title="Edited here"), author="Alice", based_on=1)
    (found,) = diff(repository, folder)
    assert "+title: Edited here" in str(found)


def test_export_closes_the_difference(folder: Path, repository: Repository) -> None:
    import_content(repository, folder, author="installer")
    repository.save_revision(replace(VALID, title="Edited here"), author="Alice", based_on=1)
    assert export_content(repository, folder) == 1
    assert diff(repository, folder) == []


def test_kb_diff_on_the_command_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from bot.cli import main

    monkeypatch.setenv("AFTERCARE_DATABASE_URL", f"sqlite:///{tmp_path / 'b.db'}")
    run = CliRunner().invoke
    assert run(main, ["kb", "import", str(folder)]).exit_code == 0
    same = run(main, ["kb", "diff", str(folder)])
    assert (same.exit_code, same.output) == (0, "0 entries differ\n")
    repository = Repository(create(f"sqlite:///{tmp_path / 'b.db'}"))
    repository.save_revision(replace(VALID, title="Edited here"), author="Alice", based_on=1)
    changed = run(main, ["kb", "diff", str(folder)])
    assert changed.exit_code == 1 and "+title: Edited here" in changed.output
