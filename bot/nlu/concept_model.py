"""The learned opinion on red flags: a score for each concept, for one clause.

A clause's score for a concept adds the evidence that it holds any red flag at all (the gate, learned
from every concept together) to the evidence for this one. Alone, twenty-two separate detectors each
spend their own false alarms; the shared gate found half as many again at the same rate of false
alarms (docs/decisions/red-flag-detectors.md).

Inference is plain numpy: no scikit-learn and no pickle are needed to load or run it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.nlu.kernel import Kernel
from bot.nlu.ngrams import Weights

CONCEPT_SHARE = 0.2
"""How much the concept's own evidence counts beside the gate's; chosen by cross-validation."""


class Embedder(Protocol):
    """Turns texts into rows of unit length."""

    def embed(self, texts: list[str]) -> np.ndarray:
        """One row a text."""


@dataclass(frozen=True)
class Head:
    """Linear evidence: column 0 of each array is the gate, column i + 1 the i-th concept."""

    coefficients: np.ndarray
    intercepts: np.ndarray


@dataclass(frozen=True)
class ConceptModel:
    """Concept names, features, and what speaks for each concept.

    `letters` works on n-grams and is always there; `sense` works on sentence embeddings and is
    added to it when an embedder is at hand. Each of the two cases has its own thresholds.
    """

    concepts: tuple[str, ...]
    weights: Weights
    letters: Head
    thresholds: np.ndarray
    sense: Kernel | None = None
    sense_thresholds: np.ndarray | None = None
    stray: float = 0.0
    """Evidence above which a message is about other matters."""
    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    """What cross-validation found, by concept."""

    def found(self, clauses: list[str], embedder: Embedder | None = None) -> list[dict[str, float]]:
        """For each clause, the concepts whose score passes its threshold, and by how much."""
        thresholds = self.thresholds
        sense: np.ndarray | None = None
        if self.sense is not None and embedder is not None and clauses:
            assert self.sense_thresholds is not None
            sense = self.sense.evidence(embedder.embed(clauses))[:, :-1]
            thresholds = self.sense_thresholds
        found: list[dict[str, float]] = []
        for i, clause in enumerate(clauses):
            columns, values = self.weights.row(clause)
            if not len(columns):  # an emoji, another script: nothing to judge by
                found.append({})
                continue
            evidence = values @ self.letters.coefficients[columns] + self.letters.intercepts
            if sense is not None:
                evidence = evidence + sense[i]
            margins = combined(evidence) - thresholds
            found.append({self.concepts[c]: float(margins[c]) for c in np.flatnonzero(margins > 0)})
        return found

    def elsewhere(self, text: str, embedder: Embedder | None) -> float | None:
        """How much `text` is about other matters than the treatment: over 0 is more than 97 % of
        what patients ask. None without an embedder."""
        if self.sense is None or embedder is None:
            return None
        return float(self.sense.evidence(embedder.embed([text]))[0, -1]) - self.stray

    def save(self, directory: Path) -> None:
        """Write `concepts.json` and `concepts.npz` into an existing directory."""
        arrays = {
            "idf": self.weights.idf,
            "letters": self.letters.coefficients,
            "letters_intercepts": self.letters.intercepts,
            "thresholds": self.thresholds,
        }
        if self.sense is not None and self.sense_thresholds is not None:
            arrays["sense"] = self.sense.coefficients
            arrays["sense_known"] = self.sense.known.astype(np.float16)
            arrays["sense_thresholds"] = self.sense_thresholds
            arrays["stray"] = np.array(self.stray)
        np.savez(directory / "concepts.npz", **arrays)
        features = sorted(self.weights.vocabulary, key=self.weights.vocabulary.__getitem__)
        document = {"concepts": self.concepts, "features": features, "figures": self.figures}
        text = json.dumps(document, ensure_ascii=False)
        (directory / "concepts.json").write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> ConceptModel:
        """The inverse of `save`. Raises `OSError`, `KeyError` or `ValueError`."""
        document = json.loads((directory / "concepts.json").read_text(encoding="utf-8"))
        with np.load(directory / "concepts.npz", allow_pickle=False) as arrays:
            sense, sense_thresholds, stray = None, None, 0.0
            if "sense" in arrays:
                sense = Kernel(arrays["sense_known"].astype(np.float32), arrays["sense"])
                sense_thresholds = arrays["sense_thresholds"]
                stray = float(arrays["stray"])
            vocabulary = {feature: i for i, feature in enumerate(document["features"])}
            return cls(
                concepts=tuple(document["concepts"]),
                weights=Weights(vocabulary, arrays["idf"]),
                letters=Head(arrays["letters"], arrays["letters_intercepts"]),
                thresholds=arrays["thresholds"],
                sense=sense,
                sense_thresholds=sense_thresholds,
                stray=stray,
                figures=document["figures"],
            )


def combined(evidence: np.ndarray) -> np.ndarray:
    """Scores of the concepts from evidence whose first column is the gate's."""
    return evidence[..., :1] + CONCEPT_SHARE * evidence[..., 1:]
