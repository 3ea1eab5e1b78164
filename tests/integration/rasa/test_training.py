"""Training, and knowing when it is needed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot import settings, training

pytestmark = [pytest.mark.integration, pytest.mark.slow]


def test_a_trained_model_is_current_until_its_sources_change(
    model: Path, small_project: Path, tmp_path: Path
) -> None:
    own = replace(settings.load(), models=model.parent)
    changed = shutil.copytree(small_project, tmp_path / "project")
    assert training.current_model(own, changed) == model
    with (changed / "data/stories/rules.yml").open("a", encoding="utf-8") as file:
        file.write("# a change\n")
    assert training.current_model(own, changed) is None
    assert training.newest_model(own) == model
