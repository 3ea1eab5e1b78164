"""Example questions that editors added: further training data for the intent of a message.

What the version-controlled data already has stays as it is; only live questions that are not in
`knowledge/content` come on top, so that a developer's tuning is not drowned.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import ROOT, Settings
from knowledge.checks import normalised
from knowledge.entry import Entry

FILE = "editors-questions.yml"


def intent_of(entry: Entry) -> str:
    """The intent that a question of `entry` has, as the data's own examples are sorted."""
    if entry.urgency == "out_of_scope":
        return "out_of_scope"
    if entry.hand_over:
        return "ask_not_covered"
    if entry.applies.symptoms and entry.urgency != "info":
        return "describe_symptom"
    return "ask_question"


def added(live: Iterable[Entry], known: Iterable[str]) -> dict[str, list[str]]:
    """By intent, the live entries' example questions that are not `known` yet, each once."""
    seen = {normalised(text) for text in known}
    found: dict[str, list[str]] = {}
    for entry in live:
        for question in entry.questions:
            key = normalised(question)
            # Brackets and slashes mean something in Rasa's format.
            if key and key not in seen and not set(question) & set("[]{}()/\\"):
                seen.add(key)
                found.setdefault(intent_of(entry), []).append(question)
    return found


def known(root: Path = ROOT) -> list[str]:
    """All examples of the version-controlled data and content."""
    texts = []
    for file in sorted((root / "data" / "nlu" / "intents").glob("*.yml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        for part in data.get("nlu") or []:
            examples = str(part.get("examples") or "").splitlines()
            texts += [line[2:].strip() for line in examples if line.startswith("- ")]
    for file in sorted((root / "knowledge" / "content" / "entries").glob("*.yml")):
        texts += yaml.safe_load(file.read_text(encoding="utf-8")).get("questions") or []
    return [str(text) for text in texts]


def write(questions: dict[str, list[str]], folder: Path) -> Path | None:
    """`questions` as a file of Rasa's form in `folder`; None when there are none."""
    if not questions:
        return None
    data = {
        "version": "3.1",
        "nlu": [
            {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
            for intent, texts in sorted(questions.items())
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def stored(settings: Settings) -> Path | None:
    """The editors' questions of the database, written into `var`; None where there is nothing."""
    from knowledge.engine import create
    from knowledge.repository import Repository

    try:
        library = Repository(create(settings.database_url)).library()
    except SQLAlchemyError:  # not set up yet: the first training comes before the first start
        return None
    return write(added(library.entries.values(), known()), settings.var / "training")
