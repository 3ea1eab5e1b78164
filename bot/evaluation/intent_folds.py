"""Cross-validation of the intents by Rasa itself, with the product's own classifier."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation.own_data import FOLDS
from bot.rasa_environment import VARIABLES
from bot.settings import ROOT

# They come after the classifier and only cost time here.
BESIDE_INTENTS = ("PatientLanguage", "ConceptDetector")


def cross_validate(root: Path = ROOT) -> dict[str, Any]:
    """Rasa's cross-validated intent report: precision, recall, f1-score and support by intent.

    Raises `subprocess.CalledProcessError` when Rasa fails.
    """
    with tempfile.TemporaryDirectory(prefix="aftercare-folds-") as name:
        folder = Path(name)
        config = yaml.safe_load((root / "bot" / "config.yml").read_text(encoding="utf-8"))
        config["pipeline"] = [
            part for part in config["pipeline"] if part["name"].split(".")[-1] not in BESIDE_INTENTS
        ]
        (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        command = [sys.executable, "-m", "rasa", "test", "nlu", "--cross-validation"]
        command += ["--folds", str(FOLDS), "--nlu", "data/nlu", "--domain", "bot/domain"]
        command += ["--config", str(folder / "config.yml"), "--out", name, "--no-plot"]
        subprocess.run(
            command, cwd=root, env={**os.environ, **VARIABLES}, check=True, stdout=sys.stderr
        )
        report: dict[str, Any] = json.loads((folder / "intent_report.json").read_text())
        return report


def intent_lines(report: dict[str, Any]) -> list[str]:
    """A Markdown table, weakest intent first, averages last."""
    lines = [
        "| intent | precision | recall | F1 | sentences | taken for |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    rows = {name: row for name, row in report.items() if isinstance(row, dict)}
    ordered = sorted(rows.items(), key=lambda item: (" avg" in item[0], item[1]["f1-score"]))
    for name, row in ordered:
        figures = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1-score"))
        confused = row.get("confused_with") or {}
        others = ", ".join(f"{other} {count}" for other, count in confused.items())
        lines.append(f"| {name} | {figures} | {row['support']:.0f} | {others} |")
    if "accuracy" in report:
        lines.append(f"| accuracy | | | {report['accuracy']:.3f} | | |")
    return lines
