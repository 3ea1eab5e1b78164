"""Which group of sentences a sentence belongs to: kernel ridge regression on their embeddings. Pure.

Apart from `knowledge.similarity`, so that tuning it asks for no new training of Rasa's model, which
is made with the embeddings only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness import Scores

# Measured by leaving one question out: docs/decisions/similarity.md. Flat from 0.3 to 0.8.
_RIDGE = 0.6


def kernel(cosines: Scores) -> Scores:
    """Cosines squared, opposites counting as nothing: near neighbours count most, many add up."""
    nearness: Scores = np.maximum(cosines, 0)
    return np.square(nearness, out=nearness)


def weights(matrix: Scores, groups: NDArray[np.int_]) -> Scores:
    """What each sentence (a unit row of `matrix`) says for each group, a column for each group.

    `kernel(sentence @ matrix.T) @ weights` is then about 1 for the group it belongs to and about 0
    for the others. The time grows with the cube of the sentences: 5,700 take some 2 s.
    """
    from scipy.linalg import cho_factor, cho_solve

    nearness = kernel(matrix @ matrix.T)
    nearness[np.diag_indices_from(nearness)] += _RIDGE
    told = np.zeros((len(groups), int(groups.max()) + 1), dtype=np.float32)
    told[np.arange(len(groups)), groups] = 1
    # It is symmetric; in Fortran's order it is factored in place, without a second such matrix.
    factor = cho_factor(nearness.T, lower=True, overwrite_a=True, check_finite=False)
    found: Scores = cho_solve(factor, told, overwrite_b=True, check_finite=False)
    return np.ascontiguousarray(found, dtype=np.float32)
