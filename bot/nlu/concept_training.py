"""Fitting and calibrating the red-flag detectors; needed when training only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from bot.nlu import kernel as kernels
from bot.nlu.concept_model import ConceptModel, Embedder, Head, combined
from bot.nlu.kernel import Kernel
from bot.nlu.ngrams import Weights
from bot.nlu.typos import misspell

FALSE_ALARMS = 0.02
"""Share of negative clauses that may raise any concept at all. Most negatives are hard ones (idioms,
neighbours, suppositions): on ordinary messages it is a third of that, and scope lowers many more."""
LETTERS_STRENGTH = 10.0
"""Inverse of the regularisation, chosen by cross-validation."""
GATE_SHARE, CONCEPTS_SHARE = 3.0, 6.0
"""How much the embeddings' evidence counts beside the n-grams', which is in log odds."""
FOLDS = 4
STRAYS = 0.03
"""Share of sentences about the treatment that may pass for other matters, before the knowledge base
and the facts of the case have their say."""
JUDGED = 1
"""Folds kept back in turn to set thresholds: one holds thousands of negatives, more only cost time."""


@dataclass(frozen=True)
class Example:
    """One training clause: `concept` is what it shows, or "" for a negative."""

    text: str
    concept: str = ""
    elsewhere: bool = False
    """Whether it is about other matters than the clinic's treatment."""


@dataclass(frozen=True)
class Rows:
    """Features of the examples as written and misspelt; all arrays have one row an example."""

    letters: csr_matrix
    letters_misspelt: csr_matrix
    elsewhere: np.ndarray
    sense: np.ndarray | None = None
    sense_misspelt: np.ndarray | None = None


@dataclass(frozen=True)
class Evidence:
    """Gate and concept evidence from models that had not seen the example or its misspelt copy."""

    letters: np.ndarray
    letters_misspelt: np.ndarray
    both: np.ndarray | None = None
    both_misspelt: np.ndarray | None = None
    elsewhere: np.ndarray | None = None

    def of(self, chosen: np.ndarray) -> Evidence:
        """The evidence on some of the examples."""
        parts = (
            self.letters,
            self.letters_misspelt,
            self.both,
            self.both_misspelt,
            self.elsewhere,
        )
        return Evidence(*(None if part is None else part[chosen] for part in parts))


def train(
    examples: Sequence[Example], embedder: Embedder | None = None, *, seed: int = 0
) -> ConceptModel:
    """Fit every detector and set the thresholds from out-of-fold scores.

    The same examples in the same order give the same model. Raises `ValueError` when there is no
    concept or no negative to learn from.
    """
    concepts = tuple(sorted({e.concept for e in examples if e.concept}))
    labels = labels_of(examples, concepts)
    if not concepts or not (labels < 0).any():
        raise ValueError("detectors need examples of at least one concept and negatives")
    weights, rows = features(examples, embedder, seed=seed)
    judged = folds_of(labels, seed) < JUDGED
    if not (labels[judged] < 0).any():
        judged[:] = True  # a handful of examples: better to judge by all than by none
    outside = out_of_fold(rows, labels, len(concepts), seed).of(judged)
    known = labels[judged]
    everything = np.ones(len(labels), dtype=bool)
    letters, sense = _fit(rows, labels, everything, len(concepts), seed)

    def thresholds(evidence: np.ndarray) -> np.ndarray:
        cut = threshold(combined(evidence), known)
        return np.full(len(concepts), cut, dtype=np.float32)

    sense_thresholds = None if outside.both is None else thresholds(outside.both)
    stray = 0.0
    if outside.elsewhere is not None:
        ours = outside.elsewhere[~rows.elsewhere[judged]]
        stray = float(np.quantile(ours, 1 - STRAYS)) if len(ours) else 0.0
    return ConceptModel(
        concepts=concepts,
        weights=weights,
        letters=letters,
        thresholds=thresholds(outside.letters),
        sense=sense,
        sense_thresholds=sense_thresholds,
        stray=stray,
        figures=figures(outside, known, concepts),
    )


def features(
    examples: Sequence[Example],
    embedder: Embedder | None,
    *,
    misspelt_sense: bool = False,
    seed: int = 0,
) -> tuple[Weights, Rows]:
    """The n-grams worth keeping, and the rows of all examples. `misspelt_sense`: embed the
    misspelt copies too, which only figures need."""
    texts = [e.text for e in examples]
    misspelt = [misspell(text, seed) for text in texts]
    weights = Weights.learn(texts + misspelt)
    rows = Rows(
        letters=weights.matrix(texts),
        letters_misspelt=weights.matrix(misspelt),
        elsewhere=np.array([e.elsewhere for e in examples], dtype=bool),
        sense=embedder.embed(texts) if embedder else None,
        sense_misspelt=embedder.embed(misspelt) if embedder and misspelt_sense else None,
    )
    return weights, rows


def labels_of(examples: Sequence[Example], concepts: Sequence[str]) -> np.ndarray:
    """The number of each example's concept, -1 for a negative."""
    number = {concept: i for i, concept in enumerate(concepts)}
    return np.array([number.get(e.concept, -1) for e in examples])


def folds_of(labels: np.ndarray, seed: int = 0, folds: int = FOLDS) -> np.ndarray:
    """A fold for each example, each concept spread evenly."""
    dice = np.random.RandomState(seed)
    fold = np.empty(len(labels), dtype=int)
    for label in np.unique(labels):
        members = dice.permutation(np.flatnonzero(labels == label))
        fold[members] = np.arange(len(members)) % folds
    return fold


def out_of_fold(
    rows: Rows, labels: np.ndarray, concepts: int, seed: int = 0, judged: int = JUDGED
) -> Evidence:
    """What models fitted on the other folds say of the examples in the first `judged` folds; zeros for
    the rest."""
    fold = folds_of(labels, seed)
    shape = (len(labels), 1 + concepts)
    letters, letters_misspelt = np.zeros(shape), np.zeros(shape)
    both, both_misspelt = np.zeros(shape), np.zeros(shape)
    elsewhere = np.zeros(len(labels))
    for f in range(judged):
        unseen = fold == f
        head, sense = _fit(rows, labels, ~unseen, concepts, seed)
        letters[unseen] = _apply(head, rows.letters[unseen])
        letters_misspelt[unseen] = _apply(head, rows.letters_misspelt[unseen])
        if sense and rows.sense is not None:
            evidence = sense.evidence(rows.sense[unseen])
            both[unseen] = letters[unseen] + evidence[:, :-1]
            elsewhere[unseen] = evidence[:, -1]
        if sense and rows.sense_misspelt is not None:
            evidence = sense.evidence(rows.sense_misspelt[unseen])
            both_misspelt[unseen] = letters_misspelt[unseen] + evidence[:, :-1]
    if rows.sense is None:
        return Evidence(letters, letters_misspelt)
    if rows.sense_misspelt is None:
        return Evidence(letters, letters_misspelt, both, elsewhere=elsewhere)
    return Evidence(letters, letters_misspelt, both, both_misspelt, elsewhere)


def threshold(scores: np.ndarray, labels: np.ndarray, false_alarms: float = FALSE_ALARMS) -> float:
    """The lowest score that keeps alarms of any concept on negatives within `false_alarms`."""
    highest = scores[labels < 0].max(axis=1)
    return float(np.quantile(highest, 1 - false_alarms))


def figures(
    outside: Evidence,
    labels: np.ndarray,
    concepts: Sequence[str],
    false_alarms: float = FALSE_ALARMS,
) -> dict[str, dict[str, float]]:
    """By concept: how many of its unseen examples raise any alarm (`alarm`), its own (`recall`),
    any although misspelt (`misspelt`, where that was worked out), and how many negatives raise it
    (`false`)."""
    scores = combined(outside.letters if outside.both is None else outside.both)
    spoilt = outside.letters_misspelt if outside.both is None else outside.both_misspelt
    cut = threshold(scores, labels, false_alarms)
    raised, negative = scores > cut, labels < 0
    table = {}
    for c, concept in enumerate(concepts):
        own = labels == c
        if not own.any():
            continue
        table[concept] = {
            "examples": float(own.sum()),
            "alarm": float(raised[own].any(axis=1).mean()),
            "recall": float(raised[own, c].mean()),
            "false": float(raised[negative, c].mean()),
        }
        if spoilt is not None:
            raised_misspelt = combined(spoilt[own]) > cut
            table[concept]["misspelt"] = float(raised_misspelt.any(axis=1).mean())
    return table


def _apply(head: Head, rows: csr_matrix) -> np.ndarray:
    return np.asarray(rows @ head.coefficients + head.intercepts)


def _fit(
    rows: Rows, labels: np.ndarray, chosen: np.ndarray, concepts: int, seed: int
) -> tuple[Head, Kernel | None]:
    """Heads for n-grams and, where there are embeddings, for those."""
    known = labels[chosen]
    doubled = np.concatenate([known, known])
    letters = rows.letters[chosen]
    coefficients = np.zeros((letters.shape[1], 1 + concepts), dtype=np.float32)
    intercepts = np.full(1 + concepts, -5.0, dtype=np.float32)

    def fit(column: int, matrix: csr_matrix, wanted: np.ndarray) -> None:
        model = LogisticRegression(
            C=LETTERS_STRENGTH, solver="liblinear", class_weight="balanced", random_state=seed
        )
        model.fit(matrix, wanted)
        coefficients[:, column] = model.coef_[0]
        intercepts[column] = model.intercept_[0]

    # Misspelt copies teach the gate to read hurried typing; the concepts gain nothing from them.
    fit(0, vstack([letters, rows.letters_misspelt[chosen]]).tocsr(), doubled >= 0)
    for concept in range(concepts):
        if (known == concept).any():
            fit(1 + concept, letters, known == concept)
    sense = None
    if rows.sense is not None:
        sense = _fit_sense(rows.sense[chosen], known, concepts, rows.elsewhere[chosen])
    return Head(coefficients, intercepts), sense


def _fit_sense(rows: np.ndarray, known: np.ndarray, concepts: int, elsewhere: np.ndarray) -> Kernel:
    """One kernel for the gate, every concept and other matters: they share its only costly step."""
    wanted = np.full((len(rows), 2 + concepts), -1.0)
    wanted[elsewhere, -1] = 1
    positive = known >= 0
    wanted[positive, 0] = 1
    wanted[np.flatnonzero(positive), 1 + known[positive]] = 1
    shares = np.where(positive, positive.sum(), (~positive).sum())
    kernel = kernels.fit(rows, wanted, len(rows) / (2 * shares))
    scale = np.full(2 + concepts, CONCEPTS_SHARE, dtype=np.float32)
    scale[0], scale[-1] = GATE_SHARE, 1.0
    return Kernel(kernel.known, kernel.coefficients * scale)
