"""Our importer gives Rasa what Rasa's own gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ROOT

pytest.importorskip("rasa")


def test_our_importer_reads_what_rasas_reads(tmp_path: Path) -> None:
    from rasa.shared.importers.importer import TrainingDataImporter

    from bot.nlu.read_once import ReadOnce

    files = [str(ROOT / "data" / "nlu" / "intents")]
    domain = str(ROOT / "bot" / "domain")
    config = tmp_path / "config.yml"
    config.write_text("recipe: default.v1\nlanguage: en\n", encoding="utf-8")
    theirs = TrainingDataImporter.load_from_config(str(config), domain, files)
    ours = TrainingDataImporter.load_from_config(str(ROOT / "bot" / "config.yml"), domain, files)
    assert ours.get_nlu_data("en").fingerprint() == theirs.get_nlu_data("en").fingerprint()
    own = ReadOnce(training_data_paths=files)
    assert own.get_nlu_data() is own.get_nlu_data()
