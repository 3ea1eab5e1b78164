"""Spelling: words that are neither English nor ours are drawn to the nearest word we know.

The guard of real English words is the frequency list that symspellpy carries; `aliases` in the
vocabulary hold what no distance finds ("hed", "brething" is found, "hed" is not).
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.language.slips import by_ear, cost
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


_FREQUENT, _VERY_FREQUENT = 2_000_000, 50_000_000
"""English words at least this frequent may be what a slip stands for, beside the words we know: the
first if a dictionary has them (names and fragments are no aim), the second in any case."""
_OF_THE_WEB = frozenset(
    "com inc ltd los las est iii int prev eur ebay blog porn anal incest ass ebony".split()
)
"""Frequent only because the list was counted on the web: no patient means them."""
_KNOWN_BONUS, _FREQUENCY_BONUS, _EAR_BONUS = 0.3, 0.2, 0.2
"""What speaks for a word: that we know it, each power of ten of its frequency, that it sounds alike."""

_ENDINGS = frozenset(
    "|s|es|ed|ing|in|er|ers|y|ly|en|t|ting|ted|ning|ned|ping|ped|ling|led|ring|red|ness".split("|")
)
_SHORT = frozenset("go to my in on is it up me so no of at be do am an as by he if or we".split())
_NEAR = 1.0
"""A slip dearer than this is tried as two words without a space, too."""


@lru_cache(maxsize=1)
def _targets() -> dict[str, float]:
    """Words that a slip may stand for, and how much speaks for each before looking at the slip."""
    real = dictionary()
    favours = {
        word: _FREQUENCY_BONUS * (math.log10(count) - 6)
        for word, count in english().items()
        if len(word) > 2
        and word not in _OF_THE_WEB
        and (count > _FREQUENT and word in real or count > _VERY_FREQUENT)
    }
    # In order: between equal words the first wins, and a set's order differs in each process.
    for word in sorted(vocabulary().words):
        if _LETTERS.match(word):
            favours[word] = max(favours.get(word, 0.0), 0.0) + _KNOWN_BONUS
    return favours


@lru_cache(maxsize=1)
def _by_opening() -> dict[str, list[str]]:
    """The targets by the sound they open with, which a slip seldom changes."""
    openings: dict[str, list[str]] = {}
    for word in _targets():
        openings.setdefault(_opening(word), []).append(word)
    return openings


def _opening(word: str) -> str:
    sound = by_ear(word)[:1].lower()
    return "a" if sound in "aeiouy" else sound


def _limit(word: str) -> float:
    """How dear a slip may be: short words change their meaning with one letter."""
    return {3: 0.45, 4: 1.0, 5: 1.25}.get(len(word), 1.7 if len(word) < 8 else 2.2)


@lru_cache(maxsize=20_000)
def correct(word: str) -> str:
    """The normal form of one lower-case word: itself, or one or more words it stands for."""
    words = vocabulary()
    alias = words.aliases.get(word)
    if alias is not None:
        return alias
    if word in words.words or not _LETTERS.match(word) or len(word) < 3:
        return word
    if english().get(word, 0) > _RARE_GUARD or _is_form(word, words.stems):
        return word
    if word in dictionary() or word in words.left_alone:
        return word
    squeezed = re.sub(r"(.)\1{2,}", r"\1\1", word)
    for plain in (
        squeezed,
        re.sub(r"(.)\1+", r"\1", word),
        f"{word}g" if word.endswith("in") else "",
        *_fronted(word),
    ):
        if plain in _targets():
            return plain
    near, price = _nearest(squeezed)
    return (_two_words(word) if price > _NEAR else None) or near


def _fronted(word: str) -> Iterator[str]:
    """ "teef", "mouf", "breavin": f or v for th, as London and many others say it."""
    for heard in ("f", "v"):
        if heard in word:
            plain = word.replace(heard, "th")
            yield from (f"{plain}g", plain) if plain.endswith("in") else (plain,)


def _is_form(word: str, stems: tuple[str, ...]) -> bool:
    """Whether a pattern's stem matches it ("slured"), and not by chance ("propaly" and "prop")."""
    return any(
        word.startswith(stem) and word[len(stem) :] in _ENDINGS
        for stem in (stems if word.startswith(stems) else ())
    )


def _two_words(word: str) -> str | None:
    """ "goingdown": two common words without the space between them."""
    targets, aliases = _targets(), vocabulary().aliases
    splits = []
    for n in range(2, len(word) - 1):
        halves = word[:n], word[n:]
        if all(half in _SHORT or half in targets or half in aliases for half in halves):
            weights = (targets.get(half, 0.5 * (half in _SHORT)) for half in halves)
            splits.append((sum(weights), " ".join(aliases.get(half, half) for half in halves)))
    return max(splits)[1] if splits else None


def _nearest(word: str) -> tuple[str, float]:
    """What an unknown word most likely stands for, and the cost; itself when nothing is near."""
    swapped = word[1::-1] + word[2:]
    openings = dict.fromkeys((_opening(word), _opening(swapped)))
    found = process.extract(
        word,
        [target for opening in openings for target in _by_opening().get(opening, ())],
        scorer=DamerauLevenshtein.distance,
        score_cutoff=2 if len(word) < 7 else 3,
        limit=60,
    )
    sound = by_ear(word) if len(word) > 3 else None
    best, price, least = word, math.inf, math.inf
    for target, _, _ in found:
        slip = cost(word, target) - _EAR_BONUS * (by_ear(target) == sound)
        if slip <= _limit(word) and slip - _targets()[target] < least:
            best, price, least = target, slip, slip - _targets()[target]
    return best, price
