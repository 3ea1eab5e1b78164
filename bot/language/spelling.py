"""Spelling: words that are neither English nor ours are drawn to the nearest word we know.

The guard of real English words is the frequency list that symspellpy carries; `aliases` in the
vocabulary hold what no distance finds ("hed", "brething" is found, "hed" is not).
"""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.language.vocabulary import vocabulary

_LETTERS = re.compile(r"^[a-z']+$")
_RARE_GUARD = 400_000
"""Only words this frequent in the list guard against correction: its tail is full of slips."""


@lru_cache(maxsize=1)
def english() -> dict[str, int]:
    """Real English words with their frequency."""
    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        raise RuntimeError("symspellpy is not installed: run `make run` to install the lock file")
    path = Path(spec.origin).parent / "frequency_dictionary_en_82_765.txt"
    words = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        word, _, count = line.partition(" ")
        words[word] = int(count)
    return words


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """Words that stand in a dictionary, their forms included: rare ones ("whisker") as well."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise RuntimeError(
            "spacy-lookups-data is not installed: run `make run` to install the lock file"
        )
    path = Path(spec.origin).parent / "data" / "en_lemma_lookup.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lemmas = json.load(file)
    return frozenset(lemmas) | frozenset(lemmas.values())


@lru_cache(maxsize=1)
def _targets() -> tuple[str, ...]:
    return tuple(sorted(vocabulary().words))


@lru_cache(maxsize=20_000)
def correct(word: str) -> str:
    """The normal form of one lower-case word: itself, or one or more words it stands for."""
    words = vocabulary()
    alias = words.aliases.get(word)
    if alias is not None:
        return alias
    if word in words.words or not _LETTERS.match(word) or len(word) < 4:
        return word
    if english().get(word, 0) > _RARE_GUARD or word.startswith(words.stems):
        return word
    if word in dictionary():
        return word
    squeezed = re.sub(r"(.)\1{2,}", r"\1\1", word)
    if squeezed in words.words:
        return squeezed
    single = re.sub(r"(.)\1+", r"\1", word)
    if single in words.words:
        return single
    limit = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
    found = process.extract(
        squeezed, _targets(), scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=6
    )
    # The first letter is seldom wrong; without that, "wise" and "rise" become each other.
    best = [
        (d - 0.25 * (t[-1] == word[-1]), t)
        for t, d, _ in found
        if t[0] == word[0] and abs(len(t) - len(word)) <= 2
    ]
    if word in english() and best and min(best)[0] > 0.8:
        return word
    return min(best)[1] if best else word
