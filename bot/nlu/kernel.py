"""Evidence by likeness: a sentence speaks for a concept as the known sentences near it do.

Regularised least squares with a Gaussian kernel over sentence embeddings. A straight line through
384 dimensions has to treat "my chin shivers like jelly" and "my whole body shivers" much alike; a
kernel needs only a known neighbour. At the same false alarms it found a fifth more unseen red flags
than logistic regression did (docs/decisions/red-flag-detectors.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

SHARPNESS = 2.0
"""Of exp(-SHARPNESS * |a - b|^2) between unit vectors; flat from 1.5 to 2.5 in cross-validation."""
RIDGE = 0.3


@dataclass(frozen=True)
class Kernel:
    """Known rows of unit length, and what each says: one column for each output."""

    known: np.ndarray
    coefficients: np.ndarray

    def evidence(self, rows: np.ndarray) -> np.ndarray:
        """From about -1 (against) to 1 (for), one row for each of `rows`, one column an output."""
        return np.asarray((likeness(rows, self.known) + 1) @ self.coefficients)


def likeness(rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The kernel between rows of unit length: 1 for the same sentence, near 0 for strangers."""
    cosine = rows.astype(np.float32, copy=False) @ others.T
    cosine -= 1
    cosine *= 2 * SHARPNESS
    np.minimum(cosine, 0, out=cosine)
    return np.exp(cosine, out=cosine)


def fit(rows: np.ndarray, wanted: np.ndarray, weights: np.ndarray) -> Kernel:
    """Solve for coefficients that give `wanted` (1 for, -1 against; a column an output).

    `weights`: how much each row counts, 1 on average. The one solution of a linear system: nothing
    is drawn by lot.
    """
    return fit_twice(rows, wanted, weights, len(rows))[0]


def fit_twice(
    rows: np.ndarray, wanted: np.ndarray, weights: np.ndarray, first: int
) -> tuple[Kernel, Kernel]:
    """As `fit`, and beside it the fit on the `first` rows alone, which costs next to nothing.

    The Cholesky factor of the first rows is the corner of the factor of all, and the factor is what
    takes the time.
    """
    # What is stored in half the space must be what is solved for.
    known = rows.astype(np.float16).astype(np.float32)
    gram = likeness(known, known)
    gram += 1
    gram[np.diag_indices(len(gram))] += (RIDGE / weights).astype(np.float32)
    factor, lower = cho_factor(gram, overwrite_a=True, check_finite=False)

    def solved(count: int) -> Kernel:
        found = cho_solve(
            (factor[:count, :count], lower),
            wanted[:count].astype(np.float32),
            check_finite=False,
        )
        return Kernel(known[:count], found.astype(np.float32))

    return solved(len(known)), solved(first)
