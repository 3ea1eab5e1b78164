"""The learned opinion on ordinary after-effects: which one a clause tells of, if any.

Rules know "twitch" and "flutter"; nobody lists "my lip does the cha-cha". The same likeness as for red
flags (`bot/nlu/kernel.py`), with one column for each symptom and far fewer sentences. It only fills what
the rules left empty, and raises no red flag by itself: a twitch on day 16 is one by its day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu import kernel as kernels
from bot.nlu.concept_model import Embedder
from bot.nlu.kernel import Kernel

FALSE_ALARMS = 0.02
"""Share of sentences without any ordinary symptom that may be given one."""
FOLDS = 4


@dataclass(frozen=True)
class Telling:
    """A training clause and the ordinary symptom it tells of, "" for none."""

    text: str
    symptom: str = ""


@dataclass(frozen=True)
class SymptomModel:
    """Names, likeness to known sentences, and the evidence from which a symptom counts."""

    symptoms: tuple[str, ...]
    sense: Kernel
    threshold: float

    def told(self, clauses: Sequence[str], embedder: Embedder) -> list[tuple[str, float]]:
        """For each clause the likeliest symptom and by how much it passes, below 0 for none."""
        if not clauses:
            return []
        evidence = self.sense.evidence(embedder.embed(list(clauses)))
        best = evidence.argmax(axis=1)
        margins = evidence[np.arange(len(best)), best] - self.threshold
        return [(self.symptoms[b], float(m)) for b, m in zip(best, margins, strict=True)]

    def save(self, directory: Path) -> None:
        """Write `symptoms.json` and `symptoms.npz` into an existing directory."""
        np.savez(
            directory / "symptoms.npz",
            known=self.sense.known.astype(np.float16),
            coefficients=self.sense.coefficients,
        )
        document = {"symptoms": self.symptoms, "threshold": self.threshold}
        (directory / "symptoms.json").write_text(json.dumps(document), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> SymptomModel | None:
        """The inverse of `save`; None where none was saved. Raises `KeyError` or `ValueError`."""
        file = directory / "symptoms.json"
        if not file.exists():
            return None
        document = json.loads(file.read_text(encoding="utf-8"))
        with np.load(directory / "symptoms.npz", allow_pickle=False) as arrays:
            sense = Kernel(arrays["known"].astype(np.float32), arrays["coefficients"])
        return cls(tuple(document["symptoms"]), sense, float(document["threshold"]))


def train(tellings: Sequence[Telling], embedder: Embedder, *, seed: int = 0) -> SymptomModel:
    """Fit, and set the threshold on a quarter kept back. Raises `ValueError` without a symptom or
    without a sentence that tells of none."""
    symptoms = tuple(sorted({one.symptom for one in tellings if one.symptom}))
    number = {name: place for place, name in enumerate(symptoms)}
    labels = np.array([number.get(one.symptom, -1) for one in tellings])
    if not symptoms or not (labels < 0).any():
        raise ValueError("ordinary symptoms need sentences that tell of one and some that do not")
    rows = embedder.embed([one.text for one in tellings])
    learned = np.random.RandomState(seed).permutation(len(labels)) % FOLDS > 0
    if not (labels[~learned] < 0).any():
        learned[:] = False  # a handful of sentences: better to judge by all than by none
    seen = learned if learned.any() else ~learned
    outside = _fit(rows[seen], labels[seen], len(symptoms))
    none = outside.evidence(rows[~learned])[labels[~learned] < 0].max(axis=1)
    return SymptomModel(
        symptoms, _fit(rows, labels, len(symptoms)), float(np.quantile(none, 1 - FALSE_ALARMS))
    )


def _fit(rows: np.ndarray, labels: np.ndarray, symptoms: int) -> Kernel:
    wanted = np.full((len(rows), symptoms), -1.0)
    told = labels >= 0
    wanted[np.flatnonzero(told), labels[told]] = 1
    shares = np.where(told, told.sum(), (~told).sum())
    return kernels.fit(rows, wanted, len(rows) / (2 * shares))
