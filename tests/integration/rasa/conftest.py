"""A clinic with a database of its own, and a model trained on a few sentences."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.settings import ROOT

FEW = 8


@pytest.fixture(scope="session")
def clinic_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The environment of a clinic whose knowledge base holds the content; its folder."""
    from actions.clinic import clinic
    from knowledge.engine import create
    from knowledge.files import CONTENT
    from knowledge.migrations import upgrade
    from knowledge.repository import Repository

    folder = tmp_path_factory.mktemp("clinic")
    url = f"sqlite:///{folder / 'aftercare.db'}"
    database = create(url)
    upgrade(database)
    Repository(database).import_yaml(CONTENT, author="test")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AFTERCARE_DATABASE_URL", url)
        patch.setenv("AFTERCARE_VAR", str(folder))
        clinic.cache_clear()
        yield folder
    clinic.cache_clear()


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's Rasa files with a few sentences of each kind."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "bot" / "domain", root / "bot" / "domain")
    shutil.copy(ROOT / "bot" / "config.yml", root / "bot" / "config.yml")
    shutil.copytree(ROOT / "data" / "stories", root / "data" / "stories")
    for path in (ROOT / "data" / "nlu").rglob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for block in content["nlu"]:
            if "intent" in block:
                block["examples"] = "\n".join(block["examples"].splitlines()[:FEW]) + "\n"
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def model(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project's model, trained once a session."""
    from dataclasses import replace

    from bot import settings, training

    own = replace(settings.load(), models=tmp_path_factory.mktemp("models"))
    return training.train(own, root=small_project)
