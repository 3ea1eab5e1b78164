"""Training Rasa's model, and knowing when that is needed."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot import rasa_environment
from bot.settings import ROOT, Settings

SOURCES = (
    "bot/config.yml",
    "bot/domain",
    "data",
    "bot/nlu",
    "bot/language/concepts.py",
    "knowledge/minilm.py",
    "knowledge/plain_words.py",
)
"""What a model is made of. Rules and vocabulary are read afresh at every start and not trained."""

GENERATED = ("data/nlu/lookups/", "data/nlu/synonyms/")
"""Tables written from the vocabulary for Rasa's users; no component of ours learns from them."""
UNTRAINED = frozenset({"bot/nlu/learned_mentions.py", "bot/nlu/lookup_tables.py"})
"""What only reads a model."""

MODEL = "aftercare"
KEPT = 2
"""Models kept, so that one can go back by hand."""

Say = Callable[[str], None]


class TrainingFailed(Exception):
    """Rasa could not train; its own message is in the log above."""


def fingerprint(root: Path = ROOT) -> str:
    """A short hash over everything a model is trained from."""
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def current_model(settings: Settings, root: Path = ROOT) -> Path | None:
    """The trained model that fits the sources as they are now; None when training is needed."""
    return _newest(settings.models, f"{MODEL}-{fingerprint(root)}*.tar.gz")


def newest_model(settings: Settings) -> Path | None:
    """The model trained last, whatever it was trained from."""
    return _newest(settings.models, f"{MODEL}-*.tar.gz")


def train(
    settings: Settings,
    *,
    root: Path = ROOT,
    more: Path | None = None,
    say: Say = lambda line: None,
) -> Path:
    """Train in this process and return the model's path. Raises `TrainingFailed`.

    `more` is a file of further examples (`bot.training_questions`); the model's name tells it from
    the one without, and both fit the sources.
    """
    rasa_environment.prepare()
    started = time.monotonic()
    name = f"{MODEL}-{fingerprint(root)}"
    if more is not None:
        name += f"-{hashlib.sha256(more.read_bytes()).hexdigest()[:8]}"
    settings.models.mkdir(parents=True, exist_ok=True)
    _begin_embedding([root / "data", *([more] if more else [])])
    say("loading Rasa")
    from rasa.model_training import train as rasa_train

    rasa_environment.quieten_rasa()
    progress = _Progress(say)
    steps = logging.getLogger("rasa.engine.training.hooks")
    steps.addHandler(progress)
    steps.setLevel(logging.INFO)
    steps.propagate = False
    result = rasa_train(
        domain=str(root / "bot" / "domain"),
        config=str(root / "bot" / "config.yml"),
        training_files=[str(root / "data"), *([str(more)] if more else [])],
        output=str(settings.models),
        fixed_model_name=name,
        force_training=True,
    )
    if result.code or not result.model:
        raise TrainingFailed(f"Rasa's training ended with code {result.code}")
    remove_old(settings)
    say(f"trained in {time.monotonic() - started:.0f} s: {Path(result.model).name}")
    return Path(result.model)


def _begin_embedding(sources: list[Path]) -> None:
    """The sentence model works while Rasa is loaded and reads the same sentences in its own way."""
    from bot.nlu.sentence_sense import sentence_model
    from bot.training_sentences import sentences

    embedder = sentence_model()
    if embedder is not None:
        embedder.begin([sentence.text for source in sources for sentence in sentences(source)])


def _newest(folder: Path, pattern: str) -> Path | None:
    models = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)
    return models[-1] if models else None


def _files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        path = root / source
        candidates = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (
            file
            for file in candidates
            if file.is_file()
            and file.suffix in {".yml", ".yaml", ".py", ".txt"}
            and str(file.relative_to(root)) not in UNTRAINED
            and not str(file.relative_to(root)).startswith(GENERATED)
        )


def remove_old(settings: Settings) -> None:
    """Removes all but the newest `KEPT` models."""
    models = sorted(
        settings.models.glob(f"{MODEL}-*.tar.gz"), key=lambda path: path.stat().st_mtime
    )
    for path in models[:-KEPT]:
        path.unlink(missing_ok=True)


class _Progress(logging.Handler):
    """Turns Rasa's log of its training steps into lines for a person."""

    def __init__(self, say: Say) -> None:
        super().__init__(logging.INFO)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith("Starting to train component"):
            self._say(
                message.replace("Starting to train component", "training")
                .rstrip(".")
                .replace("'", "")
            )
