"""Which group of sentences a sentence belongs to: kernel ridge regression on their embeddings.

Apart from `knowledge.similarity`, so that tuning it asks for no new training of Rasa's model, which
is made with the embeddings only.

A full solve takes a second or two; no patient shall wait for it because an editor changed an entry.
So the factor of the last full solve is kept, and the weights of a list that differs by a few dozen
sentences follow from it exactly (`Solution.weights_of`). When more have come together, a new full
solve is made on a thread of its own, and takes the old one's place when it is done.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread

import numpy as np
from numpy.typing import NDArray

from knowledge.likeness import Scores

# Measured by leaving one question out: docs/decisions/similarity.md. Flat from 0.3 to 0.8.
_RIDGE = 0.6

_ROWS = 256
_REMEMBERED = 4
_FEW = 96
"""Changed sentences from which a new full solve is worth its while."""
_MANY = 256
"""Changed sentences from which a full solve is no slower than following the changes."""

Places = NDArray[np.int_]


def kernel(cosines: Scores) -> Scores:
    """Cosines squared, opposites counting as nothing: near neighbours count most, many add up."""
    nearness: Scores = np.maximum(cosines, 0)
    return np.square(nearness, out=nearness)


@dataclass(frozen=True, eq=False)
class Change:
    """How a list of sentences differs from the one that was solved.

    `kept` and `kept_at` are the places of the same sentences in the old and the new list, `removed`
    those in the old and `added` those in the new one. `columns` is the new number of each old group,
    -1 for one that is gone.
    """

    kept: Places
    kept_at: Places
    removed: Places
    added: Places
    columns: Places

    def __len__(self) -> int:
        return len(self.removed) + len(self.added)


class Factor:
    """The lower triangular root of a positive matrix, by rows of blocks, and what it solves.

    NumPy alone and by blocks, though SciPy has it in one call: SciPy's holds the interpreter from
    beginning to end, a second or two in which no patient is answered. And only the triangle is kept,
    64 MB for 5,700 sentences.
    """

    def __init__(self) -> None:
        self._blocks: list[tuple[Scores, Scores]] = []
        self._size = 0

    def extend(self, border: Scores, corner: Scores) -> None:
        """Adds rows: `border` is what they have in common with those before, `corner` their own."""
        left = self._forward(border).T
        root = np.linalg.cholesky(corner - left @ left.T)
        self._blocks.append((np.ascontiguousarray(left), np.linalg.inv(root)))
        self._size += len(corner)

    def solve(self, right: Scores) -> Scores:
        """The x for which matrix @ x is `right`."""
        rest = self._forward(right)
        end = self._size
        for left, inverse in reversed(self._blocks):
            start = left.shape[1]
            rest[start:end] = inverse.T @ rest[start:end]
            rest[:start] -= left.T @ rest[start:end]
            end = start
        return rest

    def _forward(self, right: Scores) -> Scores:
        found: Scores = np.empty_like(right, order="C")
        for left, inverse in self._blocks:
            start = left.shape[1]
            rows = slice(start, start + len(left))
            found[rows] = inverse @ (right[rows] - left @ found[:start])
        return found


@dataclass(frozen=True, eq=False)
class Solution:
    """The weights of a list of sentences, and what is needed to follow changes of it.

    `kernel(sentence @ matrix.T) @ weights` is about 1 for the group that the sentence belongs to and
    about 0 for the others. `factor` is that of the kernel with the ridge.
    """

    texts: tuple[str, ...]
    groups: tuple[int, ...]
    matrix: Scores
    factor: Factor
    weights: Scores
    _solved: dict[str | int, Scores] = field(default_factory=dict, init=False, repr=False)
    """Solved columns of earlier changes: by the text of an added, the place of a removed one."""

    def change_to(self, texts: Sequence[str], groups: Sequence[int]) -> Change:
        """What differs in another list. Groups are known again by the sentences they keep."""
        columns = self._renumbered(texts, groups)
        places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for place, found in enumerate(zip(texts, groups, strict=True)):
            places[found].append(place)
        kept, kept_at, removed = [], [], []
        for place, (text, group) in enumerate(zip(self.texts, self.groups, strict=True)):
            same = places.get((text, columns[group]))
            if same:
                kept.append(place)
                kept_at.append(same.pop())
            else:
                removed.append(place)
        added = sorted(place for rest in places.values() for place in rest)
        return Change(
            _places(kept), _places(kept_at), _places(removed), _places(added), _places(columns)
        )

    def _renumbered(self, texts: Sequence[str], groups: Sequence[int]) -> list[int]:
        # A sentence that several entries share tells nothing about which is which.
        times = Counter(texts)
        now = {text: group for text, group in zip(texts, groups, strict=True) if times[text] == 1}
        votes: list[Counter[int]] = [Counter() for _ in range(self.weights.shape[1])]
        for text, group in zip(self.texts, self.groups, strict=True):
            if text in now:
                votes[group][now[text]] += 1
        return [told.most_common(1)[0][0] if told else -1 for told in votes]

    def weights_of(
        self, change: Change, texts: Sequence[str], matrix: Scores, groups: Places
    ) -> Scores:
        """The weights of the list that `change` leads to: the same as a full solve gives.

        `texts`, `matrix` and `groups` are the new list's. The time grows with the changed sentences times the
        square of all: for 5,700 sentences, ten take some 60 ms. Not for several threads at once.
        """
        new, gone, count = len(change.added), len(change.removed), int(groups.max()) + 1
        weights = self.weights @ self._selection(change.columns, count)
        # Added sentences border the solved equations with their own; a removed one borders them
        # with "its weight is nought", and with an unknown that takes its equation out of force.
        fresh = matrix[change.added]
        border = np.zeros((len(self.texts), new + gone), dtype=np.float32)
        border[:, :new] = kernel(self.matrix @ fresh.T)
        border[change.removed, new + np.arange(gone)] = 1
        corner = np.zeros((new + gone, new + gone))
        corner[:new, :new] = kernel(fresh @ fresh.T) + _RIDGE * np.eye(new)
        told = np.zeros((new + gone, count))
        told[np.arange(new), groups[change.added]] = 1
        names = [*(texts[place] for place in change.added), *map(int, change.removed)]
        solved = self._solve(names, border)
        rest = np.linalg.solve(corner - border.T @ solved, told - border.T @ weights)
        rest = rest.astype(np.float32)
        weights -= solved @ rest
        found = np.zeros((len(groups), count), dtype=np.float32)
        found[change.kept_at] = weights[change.kept]
        found[change.added] = rest[:new]
        return found

    def _solve(self, names: Sequence[str | int], border: Scores) -> Scores:
        """Solves the columns of `border`, but for those solved at an earlier change."""
        unsolved = [i for i, name in enumerate(names) if name not in self._solved]
        columns = self.factor.solve(border[:, unsolved]).T.copy()
        solved = {**self._solved, **{names[i]: c for i, c in zip(unsolved, columns, strict=True)}}
        self._solved.clear()
        self._solved.update({name: solved[name] for name in names})  # what was undone may go
        return np.stack([solved[name] for name in names], axis=1) if names else border

    @staticmethod
    def _selection(columns: Places, count: int) -> Scores:
        selection = np.zeros((len(columns), count), dtype=np.float32)
        old = np.flatnonzero(columns >= 0)
        selection[old, columns[old]] = 1
        return selection


def _places(numbers: Sequence[int]) -> Places:
    return np.asarray(numbers, dtype=np.intp)


def solve(texts: Sequence[str], matrix: Scores, groups: Sequence[int]) -> Solution:
    """The weights of `texts` (unit rows of `matrix`), a column for each of their groups.

    The time grows with the cube of the sentences: 5,700 take one to two seconds.
    """
    size = len(texts)
    factor = Factor()
    for start in range(0, size, _ROWS):
        rows = matrix[start : start + _ROWS]
        ridge = _RIDGE * np.eye(len(rows), dtype=np.float32)
        factor.extend(kernel(matrix[:start] @ rows.T), kernel(rows @ rows.T) + ridge)
    told = np.zeros((size, max(groups) + 1), dtype=np.float32)
    told[np.arange(size), _places(groups)] = 1
    return Solution(tuple(texts), tuple(groups), matrix, factor, factor.solve(told))


class Weights:
    """The weights of the lists in use; may be shared by threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._remembered: list[tuple[tuple[int, ...], Scores, Scores]] = []
        self._solution: Solution | None = None
        self._renewal: Thread | None = None

    def of(self, texts: tuple[str, ...], matrix: Scores, groups: tuple[int, ...]) -> Scores:
        """The weights of `texts`, whose embeddings are the rows of `matrix`; see `Solution`."""
        known = self._known(matrix, groups)
        if known is None:
            with self._lock:  # of several patients who ask after an edit, one works it out
                known = self._known(matrix, groups)
                if known is None:
                    known = self._worked_out(texts, matrix, groups)
                    self._remembered = [(groups, matrix, known), *self._remembered][:_REMEMBERED]
        return known

    def _known(self, matrix: Scores, groups: tuple[int, ...]) -> Scores | None:
        for known, known_matrix, weights in self._remembered:
            if known_matrix is matrix and (known is groups or known == groups):
                return weights
        return None

    def _worked_out(
        self, texts: tuple[str, ...], matrix: Scores, groups: tuple[int, ...]
    ) -> Scores:
        solution = self._solution
        if solution is not None:
            change = solution.change_to(texts, groups)
            if len(change) <= min(_MANY, len(texts) // 2):
                weights = solution.weights_of(change, texts, matrix, _places(groups))
                if len(change) >= _FEW:
                    self._renew(texts, matrix, groups)
                return weights
        self._solution = solve(texts, matrix, groups)
        return self._solution.weights

    def _renew(self, texts: tuple[str, ...], matrix: Scores, groups: tuple[int, ...]) -> None:
        if self._renewal is not None and self._renewal.is_alive():
            return

        def renew() -> None:
            self._solution = solve(texts, matrix, groups)

        self._renewal = Thread(target=renew, name="knowledge-weights", daemon=True)
        self._renewal.start()
