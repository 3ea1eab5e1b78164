"""What a message is for, by its likeness to known sentences; plain numpy, nothing drawn by lot.

The kernel that judges red flags, with a column for each intent. Five folds over our sentences, macro
F1: .73, logistic regression over the same embeddings and letter groups .71, and it trains in a fraction
of the time (docs/decisions/nlu-pipeline.md).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar

from bot.nlu import kernel as kernels
from bot.nlu.concept_model import Embedder
from bot.nlu.kernel import Kernel

MOST = 1500
"""Sentences taken of one intent: thousands of symptom reports teach no more than these about intents,
and the work grows with the cube of their number."""
FOLDS = 5


@dataclass(frozen=True)
class IntentModel:
    """Names, likeness to known sentences, and how sharply evidence becomes probability."""

    intents: tuple[str, ...]
    sense: Kernel
    sharpness: float

    def ranking(self, text: str, embedder: Embedder) -> list[tuple[str, float]]:
        """Every intent with its probability, likeliest first; the probabilities sum to 1."""
        chances = _chances(self.sense.evidence(embedder.embed([text])), self.sharpness)[0]
        order = np.argsort(-chances, kind="stable")
        return [(self.intents[place], float(chances[place])) for place in order]

    def save(self, directory: Path) -> None:
        """Write `intents.json` and `intents.npz` into an existing directory."""
        known = self.sense.known.astype(np.float16)
        np.savez(directory / "intents.npz", known=known, coefficients=self.sense.coefficients)
        document = {"intents": self.intents, "sharpness": self.sharpness}
        (directory / "intents.json").write_text(json.dumps(document), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> IntentModel:
        """The inverse of `save`. Raises `OSError`, `KeyError` or `ValueError`."""
        document = json.loads((directory / "intents.json").read_text(encoding="utf-8"))
        with np.load(directory / "intents.npz", allow_pickle=False) as arrays:
            sense = Kernel(arrays["known"].astype(np.float32), arrays["coefficients"])
        return cls(tuple(document["intents"]), sense, float(document["sharpness"]))


def train(examples: Sequence[tuple[str, str]], embedder: Embedder, *, seed: int = 0) -> IntentModel:
    """Fit on (text, intent) pairs; the sharpness is set on a fifth kept back. Raises `ValueError`
    on fewer than two intents."""
    intents = tuple(sorted({intent for _, intent in examples}))
    if len(intents) < 2:
        raise ValueError("intents need sentences of at least two")
    dice = np.random.RandomState(seed)
    taken: Counter[str] = Counter()
    chosen = []
    for place in dice.permutation(len(examples)):
        intent = examples[place][1]
        taken[intent] += 1
        if taken[intent] <= MOST:
            chosen.append(place)
    rows = embedder.embed([examples[place][0] for place in chosen])
    labels = np.array([intents.index(examples[place][1]) for place in chosen])
    learned = np.arange(len(labels)) % FOLDS > 0
    outside = _fit(rows[learned], labels[learned], len(intents)).evidence(rows[~learned])

    def loss(sharpness: float) -> float:
        chances = _chances(outside, sharpness)
        return -float(np.log(chances[np.arange(len(chances)), labels[~learned]] + 1e-9).mean())

    found = minimize_scalar(loss, bounds=(0.5, 20.0), method="bounded")
    return IntentModel(intents, _fit(rows, labels, len(intents)), float(found.x))


def _fit(rows: np.ndarray, labels: np.ndarray, intents: int) -> Kernel:
    wanted = np.full((len(rows), intents), -1.0)
    wanted[np.arange(len(rows)), labels] = 1
    # Rare intents count for more, by the root: greetings are few and easily told.
    weights = 1 / np.sqrt(np.bincount(labels, minlength=intents)[labels])
    return kernels.fit(rows, wanted, weights / weights.mean())


def _chances(evidence: np.ndarray, sharpness: float) -> np.ndarray:
    powers = np.exp(sharpness * (evidence - evidence.max(axis=1, keepdims=True)))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
