"""One message as the worlds of scope see it: words, cues, sentences, and the way back to what is.

A cue ("what if", "last year") opens a world for the words of its sentence. All worlds end alike: where
the writer, after a break, comes back to what is so (`comes_back`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.language.scope.words import SELF, STRONG
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

_JOINTS = frozenset(
    ", - : ( ) ... … / but because as since although though while whereas yet except".split()
)
"""After these, somebody may come back from what is supposed, past or another's to what is."""
_UNREAL = frozenset("would might could if should were will may unless".split())
"""Where one of these stands, nothing is said to be so."""
_FILLERS = frozenset(
    "well actually honestly and but then right anyway see ok yeah yes still lo behold sure enough".split()
)
_OWN = frozenset("i my now im ive right cannot mine today currently".split())
_OWN_PAIRS = frozenset(
    (a, b)
    for a, b in (
        ("can", "not"),
        ("it", "is"),
        ("it", "has"),
        ("it", "came"),
        ("it", "started"),
        ("it", "began"),
        ("there", "is"),
        ("this", "is"),
        ("this", "time"),
        ("they", "are"),
        ("everything", "is"),
        ("one", "of"),
    )
)


class Cue(NamedTuple):
    """A cue of scope: its world and finer kind, and the tokens it holds."""

    world: str
    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class Line:
    """The words of one message and the cues among them."""

    tokens: Tokens
    covered: frozenset[int]
    """Negators that belong to a symptom's own words ("can't swallow"): they deny nothing else."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.norm for token in self.tokens.items)

    @cached_property
    def all_cues(self) -> tuple[Cue, ...]:
        """Every cue in the message."""
        found = []
        for pattern, start, end in vocabulary().cues.find(self.tokens.line):
            world, _, kind = pattern.label.partition(":")
            found.append(Cue(world, kind, self.tokens.index(start), self.tokens.index(end - 1)))
        return tuple(found)

    @cached_property
    def cues(self) -> tuple[tuple[str, int, int], ...]:
        """(world, first token, last token) of every cue in the message."""
        return tuple((cue.world, cue.first, cue.last) for cue in self.all_cues)

    def word(self, position: int) -> str:
        """The word at a position, "" beyond either end."""
        return self.words[position] if 0 <= position < len(self.words) else ""

    def counts(self, position: int) -> bool:
        """Whether a word was written as a figure: the "4" that is also short for "for"."""
        item = self.tokens.items[position]
        return self.tokens.text[item.start : item.end].isdigit()

    @cached_property
    def _sentences(self) -> dict[int, tuple[int, int]]:
        """What `sentence` has found: the same few tokens are asked about for every cue."""
        return {}

    def sentence(self, position: int) -> tuple[int, int]:
        """The first and last token of the sentence around a token."""
        known = self._sentences.get(position)
        if known is not None:
            return known
        first = last = position
        while first > 0 and self.words[first - 1] not in STRONG:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1] not in STRONG:
            last += 1
        self._sentences[position] = (first, last)
        return first, last

    def clause(self, position: int) -> int:
        """The first token of the clause around a token: what follows the last break before it."""
        first = position
        while first > 0 and self.words[first - 1] not in STRONG | _JOINTS:
            first -= 1
        return first

    def opens_clause(self, position: int) -> bool:
        """Whether a token stands at the head of a clause, after no more than small words."""
        before = self.word(position - 1)
        if self.words[max(0, position - 2) : position] == ("let", "is"):
            return True
        return not before or before in STRONG | _JOINTS | {
            *(
                "and",
                "or",
                "but",
                "so",
                "then",
                "ok",
                "just",
                "well",
                "also",
                "hi",
                "hello",
                "please",
                "like",
            ),
            *("now", "hey", "eh", "lets", "let", "question"),
        }

    def in_sentence(self, position: int, *worlds: str) -> Iterator[Cue]:
        """The cues of some worlds in the sentence around a token."""
        start, end = self.sentence(position)
        for cue in self.all_cues:
            if cue.world in worlds and start <= cue.first <= end:
                yield cue

    def has(self, words: frozenset[str] | set[str], start: int, stop: int) -> bool:
        """Whether one of `words` stands among the tokens from `start` up to `stop`, without it."""
        return not words.isdisjoint(self.words[max(0, start) : max(0, stop)])

    def pairs(self, start: int, stop: int) -> Iterator[tuple[str, str]]:
        """The neighbours among the tokens from `start` up to `stop`."""
        return itertools.pairwise(self.words[max(0, start) : max(0, stop)])

    def comes_back(self, start: int, first: int, *, told: bool = False) -> bool:
        """Whether the writer comes back to what is, between a cue that ends before `start` and a
        mention at `first`: "what if it grows, my lid is shut already". `told`: the cue supposes nothing
        itself, so that an "and my" comes back as well: "I knew the risk and my lid is down"."""
        for i in range(start, first + 1):
            if self.words[i] in _JOINTS or self.words[i] in {"but", "and"}:
                rest = self.words[i + 1 : first + 1]
                while rest and rest[0] in _FILLERS:
                    rest = rest[1:]
                if not rest or not _UNREAL.isdisjoint(rest):
                    continue
                if self.words[i] == "and":
                    # "If I wheeze and my throat itches" goes on supposing.
                    if rest[0] in {"now", "currently", "mine", "today", "tonight"}:
                        return True
                    if not (told and rest[0] == "my" and self._holds(first)):
                        continue
                if rest[0] in _OWN or rest[:2] in _OWN_PAIRS or "my" in rest[:3]:
                    return True
        return False

    def _holds(self, first: int) -> bool:
        """Whether the words at a mention are in the present tense."""
        return self.has({"is", "are", "has", "will", "keeps", "cannot"}, first - 1, first + 4)

    def speaks_of_self(self, start: int, stop: int) -> bool:
        """Whether the writer stands among the tokens from `start` up to `stop`."""
        return self.has(SELF, start, stop)
