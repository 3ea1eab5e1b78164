"""The vocabulary's small pattern language, compiled to regular expressions and indexed by word.

A pattern is words in a row. `swallow*` is a prefix, `a|b` alternatives, `word?` optional, `_` a gap of
up to three words (`_5`: up to five) that never crosses punctuation, `<name>` a word class of the
vocabulary, `,` itself. Between two `|` in one run, words belong together (`all over|everywhere|head to toe|legs`); `_0` ends
a run. Only patterns one of whose anchor words occurs in the message are tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_GAP = re.compile(r"^_(\d*)$")
_MINIMUM_PREFIX = 3
_LONG_LIST = 3


class PatternError(ValueError):
    """A pattern of the vocabulary is not of its form."""


@dataclass(frozen=True)
class Pattern:
    """One compiled pattern and the label it stands for."""

    label: str
    source: str
    expression: re.Pattern[str]


def _tokens(source: str) -> list[str]:
    """The tokens of a pattern; a run of alternatives keeps its words joined with `_`."""
    run: list[str] = []
    tokens: list[str] = []

    def close() -> None:
        piped = [i for i, word in enumerate(run) if "|" in word]
        if len(piped) > 1:
            first, last = piped[0], piped[-1]
        elif piped and run[piped[0]].count("|") >= _LONG_LIST:
            first, last = piped[0], piped[0]
        else:
            first, last = 0, -1
        if last >= 0 and "".join(run[first : last + 1]).count("|") >= _LONG_LIST:
            # "…|slumped|down over": what trails a long list is the end of its last alternative.
            while last + 1 < len(run) and not run[last + 1].endswith("?"):
                last += 1
        if last >= 0:
            run[first : last + 1] = ["_".join(run[first : last + 1])]
        tokens.extend(run)
        run.clear()

    for word in source.lower().split():
        if _GAP.match(word):
            close()
            tokens.append(word)
        else:
            run.append(word)
    close()
    return tokens


def _word(token: str) -> str:
    return re.escape(token).replace(r"\*", r"[\w']*").replace("_", " ")


def _expression(token: str, classes: dict[str, list[str]]) -> str:
    gap = _GAP.match(token)
    if gap:
        return r"(?:[^\s,.;:!?]+ ){0,%s}" % (gap.group(1) or "3")
    optional = token.endswith("?")
    body = token.rstrip("?")
    alternatives: list[str] = []
    for part in body.split("|"):
        if part.startswith("<") and part.endswith(">"):
            if part[1:-1] not in classes:
                raise PatternError(f"no word class named {part}")
            for word in classes[part[1:-1]]:
                alternatives.append(" ".join(_word(w) for w in word.split()))
        else:
            alternatives.append(_word(part))
    alternatives.sort(key=len, reverse=True)
    return "(?:(?:" + "|".join(alternatives) + ") )" + ("?" if optional else "")


def _anchors(token: str, classes: dict[str, list[str]]) -> list[str]:
    words: list[str] = []
    for part in token.split("|"):
        if part.startswith("<"):
            words += [max(phrase.split(), key=len) for phrase in classes[part[1:-1]]]
        else:
            words.append(max(part.split("_"), key=len))
    return words


def _weight(words: list[str], common: frozenset[str]) -> tuple[int, int, int]:
    """Prefer the token with no common word, then with few and long alternatives."""
    return (
        sum(w.rstrip("*") in common or len(w.rstrip("*")) < _MINIMUM_PREFIX for w in words),
        len(words),
        -min(len(w) for w in words),
    )


class PatternIndex:
    """All patterns of one kind, tried only where an anchor word occurs."""

    def __init__(
        self,
        labelled: Iterable[tuple[str, str]],
        classes: dict[str, list[str]],
        common: frozenset[str],
    ):
        self.patterns: list[Pattern] = []
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._prefix: dict[str, list[int]] = defaultdict(list)
        self.words: set[str] = set()
        self.stems: set[str] = set()
        for label, source in labelled:
            tokens = _tokens(source)
            expression = "(?<= )" + "".join(_expression(token, classes) for token in tokens)
            number = len(self.patterns)
            self.patterns.append(Pattern(label, source, re.compile(expression)))
            solid = [
                _anchors(t, classes) for t in tokens if not t.endswith("?") and not _GAP.match(t)
            ]
            if not solid:
                raise PatternError(f"'{source}' ({label}) has no fixed word")
            for word in min(solid, key=lambda words: _weight(words, common)):
                if word.endswith("*"):
                    self._prefix[word[:-1]].append(number)
                else:
                    self._exact[word].append(number)
            for token in tokens:
                if not _GAP.match(token):
                    self.stems.update(_stems(token.rstrip("?"), classes))
                    self.words.update(w for p in _words(token.rstrip("?"), classes) for w in p)

    def find(self, line: str) -> Iterator[tuple[Pattern, int, int]]:
        """Every match in a token line as (pattern, start, end), offsets in the line."""
        numbers: set[int] = set()
        for word in set(line.split()):
            numbers.update(self._exact.get(word, ()))
            for length in range(1, len(word) + 1):
                found = self._prefix.get(word[:length])
                if found:
                    numbers.update(found)
        for number in sorted(numbers):
            pattern = self.patterns[number]
            for match in pattern.expression.finditer(line):
                yield pattern, match.start(), match.end() - 1


def _words(token: str, classes: dict[str, list[str]]) -> Iterator[list[str]]:
    for part in token.split("|"):
        if part.startswith("<"):
            for phrase in classes[part[1:-1]]:
                yield [w for w in phrase.split() if not w.endswith("*")]
        else:
            yield [w for w in part.split("_") if not w.endswith("*")]


def _stems(token: str, classes: dict[str, list[str]]) -> set[str]:
    words = [
        w
        for part in token.split("|")
        for w in (classes[part[1:-1]] if part.startswith("<") else [part])
    ]
    return {
        w[:-1]
        for phrase in words
        for w in re.split("[_ ]", phrase)
        if w.endswith("*") and len(w) > 4
    }
