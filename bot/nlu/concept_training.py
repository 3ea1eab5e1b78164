"""Fitting and calibrating the red-flag detectors; needed when training only."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.nlu.concept_model import ConceptModel, Embedder, Head, combined
from bot.nlu.ngrams import Weights
from bot.nlu.typos import misspell

FALSE_ALARMS = 0.02
"""Share of negative clauses that may raise any concept at all. Most negatives are hard ones (idioms,
neighbours, suppositions): on ordinary messages it is a third of that, and scope lowers many more."""
LETTERS_STRENGTH = 10.0
SENSE_STRENGTH = 3.0
"""Inverses of the regularisation, chosen by cross-validation."""
SENSE_SHARE = 0.75
"""How much the embeddings' evidence counts beside the n-grams'."""
FOLDS = 3


@dataclass(frozen=True)
class Example:
    """One training clause: `concept` is what it shows, or "" for a negative."""

    text: str
    concept: str = ""


@dataclass(frozen=True)
class Rows:
    """Features of the examples as written and misspelt; all arrays have one row an example."""

    letters: csr_matrix
    letters_misspelt: csr_matrix
    sense: np.ndarray | None = None
    sense_misspelt: np.ndarray | None = None


@dataclass(frozen=True)
class Evidence:
    """Gate and concept evidence from models that had not seen the example or its misspelt copy."""

    letters: np.ndarray
    letters_misspelt: np.ndarray
    both: np.ndarray | None = None
    both_misspelt: np.ndarray | None = None


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
    outside = out_of_fold(rows, labels, len(concepts), seed)
    everything = np.ones(len(labels), dtype=bool)
    letters, sense = _fit(rows, labels, everything, len(concepts), seed)

    def thresholds(evidence: np.ndarray) -> np.ndarray:
        cut = threshold(combined(evidence), labels)
        return np.full(len(concepts), cut, dtype=np.float32)

    sense_thresholds = None if outside.both is None else thresholds(outside.both)
    return ConceptModel(
        concepts=concepts,
        weights=weights,
        letters=letters,
        thresholds=thresholds(outside.letters),
        sense=sense,
        sense_thresholds=sense_thresholds,
        figures=figures(outside, labels, concepts),
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
    rows: Rows, labels: np.ndarray, concepts: int, seed: int = 0, folds: int = FOLDS
) -> Evidence:
    """What models fitted on the other folds say of every example."""
    fold = folds_of(labels, seed, folds)
    shape = (len(labels), 1 + concepts)
    letters, letters_misspelt = np.zeros(shape), np.zeros(shape)
    both, both_misspelt = np.zeros(shape), np.zeros(shape)
    for f in range(folds):
        unseen = fold == f
        head, sense = _fit(rows, labels, ~unseen, concepts, seed)
        letters[unseen] = _apply(head, rows.letters[unseen])
        letters_misspelt[unseen] = _apply(head, rows.letters_misspelt[unseen])
        if sense and rows.sense is not None:
            both[unseen] = letters[unseen] + _apply(sense, rows.sense[unseen])
        if sense and rows.sense_misspelt is not None:
            both_misspelt[unseen] = letters_misspelt[unseen] + _apply(
                sense, rows.sense_misspelt[unseen]
            )
    if rows.sense is None:
        return Evidence(letters, letters_misspelt)
    if rows.sense_misspelt is None:
        return Evidence(letters, letters_misspelt, both)
    return Evidence(letters, letters_misspelt, both, both_misspelt)


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


def _apply(head: Head, rows: csr_matrix | np.ndarray) -> np.ndarray:
    return np.asarray(rows @ head.coefficients + head.intercepts)


def _fit(
    rows: Rows, labels: np.ndarray, chosen: np.ndarray, concepts: int, seed: int
) -> tuple[Head, Head | None]:
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
        sense = _quietly(lambda: _fit_sense(rows.sense[chosen], known, concepts))
    return Head(coefficients, intercepts), sense


def _fit_sense(rows: np.ndarray, known: np.ndarray, concepts: int) -> Head:
    """One gate, and one model of all concepts against each other and against none."""
    coefficients = np.zeros((rows.shape[1], 1 + concepts), dtype=np.float32)
    intercepts = np.full(1 + concepts, -5.0, dtype=np.float32)
    gate = LogisticRegression(C=SENSE_STRENGTH, class_weight="balanced", max_iter=150)
    gate.fit(rows, known >= 0)
    coefficients[:, 0], intercepts[0] = gate.coef_[0], gate.intercept_[0]
    if len(np.unique(known)) == 2:
        # With a single concept the model of "which" is the model of "whether".
        only = int(known.max()) + 1
        coefficients[:, only], intercepts[only] = coefficients[:, 0], intercepts[0]
    else:
        which = LogisticRegression(C=SENSE_STRENGTH, multi_class="multinomial", max_iter=60)
        which.fit(rows, known)
        none = list(which.classes_).index(-1)
        for row, concept in enumerate(which.classes_):
            if concept >= 0:
                coefficients[:, 1 + concept] = which.coef_[row] - which.coef_[none]
                intercepts[1 + concept] = which.intercept_[row] - which.intercept_[none]
    return Head(coefficients * SENSE_SHARE, intercepts * SENSE_SHARE)


def _quietly(fit: Callable[[], Head]) -> Head:
    """Stopping before the last decimal is deliberate: it costs no accuracy and saves a minute."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return fit()
