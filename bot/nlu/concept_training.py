"""Fitting and calibrating the red-flag detectors; needed when training only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import cpu_count

import numpy as np
from joblib import Parallel, delayed
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
MANY = 3000
"""Examples that make it worth while to start processes for the fits of n-grams."""
STRAYS = 0.03
"""Share of sentences about the treatment that may pass for other matters, before the knowledge base
and the facts of the case have their say."""


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


@dataclass(frozen=True)
class Evidence:
    """Gate and concept evidence from models that had not seen the example or its misspelt copy."""

    letters: np.ndarray
    letters_misspelt: np.ndarray
    both: np.ndarray | None = None
    elsewhere: np.ndarray | None = None


def train(
    examples: Sequence[Example], embedder: Embedder | None = None, *, seed: int = 0
) -> ConceptModel:
    """Fit every detector and set the thresholds by scores on examples kept back.

    The same examples in the same order give the same model. Raises `ValueError` when there is no
    concept or no negative to learn from.
    """
    concepts = tuple(sorted({e.concept for e in examples if e.concept}))
    labels = labels_of(examples, concepts)
    if not concepts or not (labels < 0).any():
        raise ValueError("detectors need examples of at least one concept and negatives")
    back = kept_back(labels, seed)
    # Those kept back come last, so that one factor serves both fits of a kernel.
    order = np.argsort(back, kind="stable")
    labels, first = labels[order], int((~back).sum())
    weights, rows = features([examples[place] for place in order], embedder, seed=seed)
    letters, sense, outside = fit(rows, labels, len(concepts), first, seed)
    known, elsewhere = labels[first:], rows.elsewhere[first:]
    if not (known < 0).any():  # a handful of examples: better to judge by all than by none
        outside, known, elsewhere = _evidence(rows, letters, sense), labels, rows.elsewhere

    def thresholds(evidence: np.ndarray) -> np.ndarray:
        cut = threshold(combined(evidence), known)
        return np.full(len(concepts), cut, dtype=np.float32)

    stray = 0.0
    if outside.elsewhere is not None:
        ours = outside.elsewhere[~elsewhere]
        stray = float(np.quantile(ours, 1 - STRAYS)) if len(ours) else 0.0
    return ConceptModel(
        concepts=concepts,
        weights=weights,
        letters=letters,
        thresholds=thresholds(outside.letters),
        sense=sense,
        sense_thresholds=None if outside.both is None else thresholds(outside.both),
        stray=stray,
        figures=figures(outside, known, concepts),
    )


def features(
    examples: Sequence[Example], embedder: Embedder | None, *, seed: int = 0
) -> tuple[Weights, Rows]:
    """The n-grams worth keeping, and the rows of all examples."""
    texts = [e.text for e in examples]
    misspelt = [misspell(text, seed) for text in texts]
    weights = Weights.learn(texts + misspelt)
    rows = Rows(
        letters=weights.matrix(texts),
        letters_misspelt=weights.matrix(misspelt),
        elsewhere=np.array([e.elsewhere for e in examples], dtype=bool),
        sense=embedder.embed(texts) if embedder else None,
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


def kept_back(labels: np.ndarray, seed: int = 0) -> np.ndarray:
    """Which examples thresholds are set by and not learned from: one fold. It holds thousands of
    negatives; judging by every fold in turn costs more time and changes no threshold."""
    return folds_of(labels, seed) == 0


def fit(
    rows: Rows, labels: np.ndarray, concepts: int, first: int, seed: int = 0
) -> tuple[Head, Kernel | None, Evidence]:
    """Detectors fitted on all rows, and what such as saw only the `first` rows say of the others."""
    letters, early_letters = _fit_letters(rows, labels, concepts, (len(labels), first), seed)
    sense, early_sense = None, None
    if rows.sense is not None:
        sense, early_sense = _fit_sense(rows.sense, labels, concepts, rows.elsewhere, first)
    others = Rows(
        rows.letters[first:],
        rows.letters_misspelt[first:],
        rows.elsewhere[first:],
        None if rows.sense is None else rows.sense[first:],
    )
    return letters, sense, _evidence(others, early_letters, early_sense)


def _evidence(rows: Rows, head: Head, sense: Kernel | None) -> Evidence:
    letters, misspelt = _apply(head, rows.letters), _apply(head, rows.letters_misspelt)
    if sense is None or rows.sense is None:
        return Evidence(letters, misspelt)
    told = sense.evidence(rows.sense)
    return Evidence(letters, misspelt, letters + told[:, :-1], told[:, -1])


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
    any although misspelt (`misspelt`, by the n-grams alone), and how many negatives raise it
    (`false`)."""
    scores = combined(outside.letters if outside.both is None else outside.both)
    cut = threshold(scores, labels, false_alarms)
    letters_cut = threshold(combined(outside.letters), labels, false_alarms)
    spoilt = combined(outside.letters_misspelt) > letters_cut
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
            "misspelt": float(spoilt[own].any(axis=1).mean()),
            "false": float(raised[negative, c].mean()),
        }
    return table


def _apply(head: Head, rows: csr_matrix) -> np.ndarray:
    return np.asarray(rows @ head.coefficients + head.intercepts)


def _fit_letters(
    rows: Rows, labels: np.ndarray, concepts: int, counts: tuple[int, ...], seed: int
) -> list[Head]:
    """Heads for n-grams, one learned from the first rows of each of `counts`."""
    jobs = []
    for count in counts:
        letters, known = rows.letters[:count], labels[:count]
        # Misspelt copies teach the gate to read hurried typing; the concepts gain nothing by them.
        doubled = vstack([letters, rows.letters_misspelt[:count]]).tocsr()
        jobs.append(delayed(_line)(doubled, np.concatenate([known, known]) >= 0, seed))
        jobs += [delayed(_line)(letters, known == concept, seed) for concept in range(concepts)]
    # Each fit holds Python's lock: another core needs another process, which takes a second to start.
    processes = cpu_count() if len(labels) > MANY else 1
    lines = Parallel(n_jobs=processes, max_nbytes=None)(jobs)
    size = 1 + concepts
    return [_head(lines[start : start + size]) for start in range(0, len(lines), size)]


def _line(matrix: csr_matrix, wanted: np.ndarray, seed: int) -> tuple[np.ndarray, float]:
    """Coefficients and intercept; such as never speak up where there is nothing to learn from."""
    if not wanted.any():
        return np.zeros(matrix.shape[1]), -5.0
    model = LogisticRegression(
        C=LETTERS_STRENGTH, solver="liblinear", class_weight="balanced", random_state=seed
    ).fit(matrix, wanted)
    return model.coef_[0], float(model.intercept_[0])


def _head(lines: Sequence[tuple[np.ndarray, float]]) -> Head:
    coefficients = np.stack([line for line, _ in lines], axis=1).astype(np.float32)
    return Head(coefficients, np.array([intercept for _, intercept in lines], dtype=np.float32))


def _fit_sense(
    rows: np.ndarray, labels: np.ndarray, concepts: int, elsewhere: np.ndarray, first: int
) -> tuple[Kernel, Kernel]:
    """One kernel for the gate, every concept and other matters, which share its only costly step;
    and one of the `first` rows alone."""
    wanted = np.full((len(rows), 2 + concepts), -1.0)
    wanted[elsewhere, -1] = 1
    positive = labels >= 0
    wanted[positive, 0] = 1
    wanted[np.flatnonzero(positive), 1 + labels[positive]] = 1
    shares = np.where(positive, positive.sum(), (~positive).sum())
    scale = np.full(2 + concepts, CONCEPTS_SHARE, dtype=np.float32)
    scale[0], scale[-1] = GATE_SHARE, 1.0
    late, early = kernels.fit_twice(rows, wanted, len(rows) / (2 * shares), first)
    return Kernel(late.known, late.coefficients * scale), Kernel(
        early.known, early.coefficients * scale
    )
