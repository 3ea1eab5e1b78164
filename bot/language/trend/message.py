"""A message as the rules of trend see it: the courses in its words and the symptoms they may be of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from bot.language.reading import Status, SymptomMention
from bot.language.scope import Scope
from bot.language.scope.words import STRONG
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

NOT_A_COURSE = frozenset({"anxiety", "no_effect", "wearing_off", "tearing"})
"""Symptoms whose course is never told."""
_CLAUSE_ENDS = STRONG | {",", "but", "though"}


_NEITHER = ("not", "neither", "no ")
_PRAISE = frozenset({("than", "ever"), ("than", "new")}) | frozenset(
    product(("every", "each"), ("year", "time", "treatment", "visit", "session"))
)


class Course(NamedTuple):
    """A course that words may tell: its label, the pattern that found it, and the tokens it holds."""

    label: str
    source: str
    first: int
    last: int


class Mention(NamedTuple):
    """A symptom by its name, and the tokens that name it."""

    name: str
    status: Status
    first: int
    last: int

    def touches(self, first: int, last: int) -> bool:
        """Whether the mention shares a token with the stretch from `first` to `last`."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True)
class Message:
    """The words of one message and the symptoms in it."""

    scope: Scope
    present: frozenset[str]
    """Names of the symptoms that are there and whose course may be told."""
    mentions: tuple[Mention, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return self.scope.words

    def inside(self, course: Course) -> tuple[str, ...]:
        """The words of a course."""
        return self.words[course.first : course.last + 1]

    def after(self, course: Course) -> str:
        """The word after a course, "" at the end of the message."""
        return self.scope.word(course.last + 1)

    def has_praise(self, course: Course) -> bool:
        """ "Better than ever", "better every year": praise of a result, and no course."""
        words = self.words[course.first : course.last + 4]
        if "better" not in words[: course.last + 1 - course.first]:
            return False
        return not _PRAISE.isdisjoint(pairwise(words))

    def clause(self, course: Course) -> tuple[int, int]:
        """The stretch between commas, "but" and sentence ends around a course."""
        first, last = course.first, course.last
        while first > 0 and self.words[first - 1] not in _CLAUSE_ENDS:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1] not in _CLAUSE_ENDS:
            last += 1
        return first, last


def mentions_of(tokens: Tokens, symptoms: tuple[SymptomMention, ...]) -> tuple[Mention, ...]:
    """The mentions of `symptoms`, by the tokens that share characters with them."""
    mentions = []
    for s in symptoms:
        inside = [i for i, t in enumerate(tokens.items) if t.start < s.end and s.start < t.end]
        if inside:
            mentions.append(Mention(s.name, s.status, inside[0], inside[-1]))
    return tuple(mentions)


def find_courses(tokens: Tokens) -> list[Course]:
    """Every course in the words, without figures of speech and what a longer one explains."""
    figures = [
        (tokens.index(s), tokens.index(e - 1)) for _, s, e in vocabulary().figures.find(tokens.line)
    ]
    found = [
        Course(p.label, p.source, tokens.index(s), tokens.index(e - 1))
        for p, s, e in vocabulary().trends.find(tokens.line)
    ]
    found = [c for c in found if not any(c.first <= b and a <= c.last for a, b in figures)]
    words = tuple(item.norm for item in tokens.items)
    return [c for c in found if not any(_explains(longer, c, words) for longer in found)]


def _explains(longer: Course, course: Course, words: tuple[str, ...]) -> bool:
    """ "Used to be constant, now it is once a day" fades, whatever a part of it may say; "not any bigger
    or smaller" neither grows nor fades."""
    if longer.label in {"stable", "persisting"} and longer.source.startswith(_NEITHER):
        both = {"or", "nor"} & set(words[longer.first : longer.last + 1])
        meets = longer.first <= course.last and course.first <= longer.last
        return bool(both) and meets and course.label in {"worsening", "fading"}
    return (
        {longer.label, course.label} == {"worsening", "fading"}
        and longer.first <= course.first
        and course.last <= longer.last
        and longer[2:] != course[2:]
    )
