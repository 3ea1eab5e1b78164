"""Letter groups and word pairs of a text, weighed by how rare they are (TF-IDF).

Counting gives exactly what scikit-learn's `char_wb` and word analyzers give (a contract test holds
that), without their cost for one short text: a message is read in tens of microseconds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from scipy.sparse import csr_matrix

SHORTEST, LONGEST = 2, 5
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_STRETCHED = re.compile(r"(\w)\1{2,}")
_WORD = re.compile(r"[\w']+")


def normalise(text: str) -> str:
    """Lower case, straight quotes, and "sooooo" cut down to "soo"."""
    return _STRETCHED.sub(r"\1\1", text.lower().translate(_QUOTES))


def letter_groups(text: str) -> Iterator[str]:
    """Groups of 2 to 5 characters inside each blank-padded word of a normalised text."""
    for word in text.split():
        padded = f" {word} "
        length = len(padded)
        for n in range(SHORTEST, LONGEST + 1):
            if n >= length:
                yield padded
                break
            for start in range(length - n + 1):
                yield padded[start : start + n]


def word_groups(text: str) -> Iterator[str]:
    """Words and pairs of neighbouring words, marked so that they never equal a letter group."""
    previous = ""
    for word in _WORD.findall(text):
        yield f"\t{word}"
        if previous:
            yield f"\t{previous} {word}"
        previous = word


def groups(text: str) -> Iterator[str]:
    """All features of a raw text, with repeats."""
    plain = normalise(text)
    yield from letter_groups(plain)
    yield from word_groups(plain)


class Weights:
    """The features kept from a corpus, and the weight of each (`idf`)."""

    def __init__(self, vocabulary: dict[str, int], idf: np.ndarray) -> None:
        """`vocabulary`: feature to column; `idf`: one weight a column."""
        self.vocabulary = vocabulary
        self.idf = idf

    @classmethod
    def learn(cls, texts: Iterable[str], *, min_texts: int = 2) -> Weights:
        """Keep the features found in at least `min_texts` of the texts."""
        found: Counter[str] = Counter()
        total = 0
        for text in texts:
            found.update(set(groups(text)))
            total += 1
        kept = sorted(feature for feature, count in found.items() if count >= min_texts)
        counts = np.array([found[feature] for feature in kept], dtype=np.float64)
        idf = np.log((1 + total) / (1 + counts)) + 1
        return cls({feature: i for i, feature in enumerate(kept)}, idf.astype(np.float32))

    def row(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Columns and values of one text: `1 + log(count)` times `idf`, of length 1."""
        look_up = self.vocabulary.get
        counts: dict[int, int] = {}
        for feature in groups(text):
            column = look_up(feature)
            if column is not None:
                counts[column] = counts.get(column, 0) + 1
        columns = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        values = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(values)) * self.idf[columns]
        length = float(np.sqrt(np.dot(values, values)))
        return columns, values / length if length else values

    def matrix(self, texts: Iterable[str]) -> csr_matrix:
        """The rows of several texts as one sparse matrix."""
        columns, values, ends = [], [], [0]
        for text in texts:
            row_columns, row_values = self.row(text)
            columns.append(row_columns)
            values.append(row_values)
            ends.append(ends[-1] + len(row_columns))
        shape = (len(ends) - 1, len(self.vocabulary))
        if not columns:
            return csr_matrix(shape, dtype=np.float32)
        return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=shape)
