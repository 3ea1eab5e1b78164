"""Writes a project with Rasa's default pipeline and policies over our own training data.

What is taken over: every NLU example, every intent, every rule. What can't be, and its substitute:
our components give entities and facts that only our action reads, so the one custom action becomes
one utterance for each intent. That favours the default, whose answers then cost no work and need
no action server. The default policies besides `RulePolicy` learn from stories alone, so each rule
is given once more as a story, two after another, as a starter project has both.
"""

from __future__ import annotations

import hashlib
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

ENDPOINTS = "# no action server: answers are utterances\n"


def default_config(epochs: int | None = None) -> dict[str, Any]:
    """What Rasa fills in for a project that `rasa init` made: its own file, read from Rasa.

    `epochs`, when given, replaces the 100 of each part that counts them.
    """
    rasa = find_spec("rasa")  # found, not imported: importing it starts TensorFlow
    assert rasa is not None
    assert rasa.origin is not None
    path = Path(rasa.origin).parent / "engine" / "recipes" / "config_files" / "default_config.yml"
    config: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["assistant_id"] = "defaults"
    for part in (*config["pipeline"], *config["policies"]):
        if epochs and "epochs" in part:
            part["epochs"] = epochs
    return config


def write(root: Path, folder: Path, *, epochs: int | None = None) -> None:
    """Write the project into `folder`, which must not exist, from the data below `root`."""
    (folder / "data").mkdir(parents=True)
    shutil.copytree(root / "data" / "nlu", folder / "data" / "nlu")
    intents = _intents(root / "bot" / "domain")
    _dump(folder / "config.yml", default_config(epochs))
    _dump(folder / "domain.yml", domain(intents))
    _dump(folder / "data" / "rules.yml", rules(intents))
    _dump(folder / "data" / "stories.yml", stories(intents))
    (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    (folder / "endpoints.yml").write_text(ENDPOINTS, encoding="utf-8")


def fingerprint(folder: Path) -> str:
    """One hash over everything that a model of the project in `folder` is trained from."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yml")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def domain(intents: list[str]) -> dict[str, Any]:
    """A domain with one utterance for each intent."""
    return {
        "version": "3.1",
        "intents": intents,
        "responses": {
            "utter_default": [{"text": "Please say that in other words."}],
            **{_answer(i): [{"text": f"This is the answer to {i}."}] for i in intents},
        },
        "session_config": {
            "session_expiration_time": 60,
            "carry_over_slots_to_new_session": True,
        },
    }


def rules(intents: list[str]) -> dict[str, Any]:
    """One rule for each intent, as in data/stories."""
    return {"version": "3.1", "rules": [{"rule": i, "steps": _turn(i)} for i in intents]}


def stories(intents: list[str]) -> dict[str, Any]:
    """Each intent once, followed by its neighbour."""
    following = intents[1:] + intents[:1]
    return {
        "version": "3.1",
        "stories": [
            {"story": f"{first} then {second}", "steps": _turn(first) + _turn(second)}
            for first, second in zip(intents, following, strict=True)
        ],
    }


def _turn(intent: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": _answer(intent)}]


def _answer(intent: str) -> str:
    return f"utter_{intent}"


def _intents(folder: Path) -> list[str]:
    names: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for intent in content.get("intents", ()):
            names.append(intent if isinstance(intent, str) else next(iter(intent)))
    return names


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
