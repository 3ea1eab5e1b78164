"""What a sentence of another language makes of a symptom in it: supposed, past, denied or present."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.language.reading import Status

_ENDS = frozenset(".!?;")
_REACH = 9
_JOINS = frozenset("und aber en maar ve ama aur lekin par i ale и но а y e et mais pero".split())
"""After a trailing denial these begin the next statement."""


@dataclass(frozen=True)
class Language:
    """What one language's sentences hang on; phrases are words between single spaces."""

    deny: frozenset[str]
    literal: frozenset[str]
    """Words that make a pattern a lack in itself, like a negator in it: "ne respire plus"."""
    have: frozenset[str]
    """Verbs that open a statement: one of them nearer than the negator ends the denial."""
    link: frozenset[str]
    """What may stand between a negator and what it denies."""
    noun: frozenset[str]
    """First words of a mention that may go on a denied list: "no fever, double vision or rash"."""
    now: frozenset[str]
    """Words that tell of what is, even after a cue that supposes."""
    suppose: tuple[tuple[str, ...], ...]
    past: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    figure: tuple[tuple[str, ...], ...]
    """What follows a figure of speech: "me quiero morir de la risa"."""


@dataclass(frozen=True)
class Found:
    label: str
    language: str
    literal: frozenset[str]
    """Negators that belong to the pattern itself: "no puedo respirar" denies nothing."""
    first: int
    last: int


def status_of(
    words: tuple[str, ...], found: Found, language: Language, inside: frozenset[int]
) -> Status:
    """The status of a mention. `words`: of the message; `inside`: the places of all mentions in it."""
    begin = found.first
    while begin > 0 and words[begin - 1] not in _ENDS:
        begin -= 1
    end = found.last
    while end + 1 < len(words) and words[end + 1] not in _ENDS:
        end += 1
    if not language.now & set(words[begin : end + 1]) and _opened(
        words, begin, found, language.suppose
    ):
        return "hypothetical"
    if _opened(words, begin, found, language.past):
        return "past"
    rest = words[found.last + 1 :]
    if any(rest[: len(phrase)] == phrase for phrase in language.figure):
        return "denied"
    if found.literal:
        return "present"
    if language.deny & set(words[found.first : found.last + 1]):
        return "denied"
    if _denied_before(words, begin, found, language, inside) or _denied_after(
        words, found, language
    ):
        return "denied"
    return "present"


def _opened(
    words: tuple[str, ...], begin: int, found: Found, cues: tuple[tuple[str, ...], ...]
) -> bool:
    """Whether a cue stands before the mention in its sentence, with no comma in between."""
    if not cues:
        return False
    ending = _by_last_word(cues)
    for i in range(found.first - 1, begin - 1, -1):
        if words[i] in {",", ":"}:
            return False
        for cue in ending.get(words[i], ()):
            if words[max(begin, i + 1 - len(cue)) : i + 1] == cue:
                return True
    return False


@lru_cache(maxsize=64)
def _by_last_word(cues: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    """Cues by the word they end with: a long message has many words, and few end a cue."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for cue in cues:
        found.setdefault(cue[-1], []).append(cue)
    return found


def _denied_before(
    words: tuple[str, ...],
    begin: int,
    found: Found,
    language: Language,
    inside: frozenset[int],
) -> bool:
    opened = False
    for i in range(found.first - 1, max(begin, found.first - _REACH) - 1, -1):
        word = words[i]
        if word in language.deny and i not in inside:
            # "no, veo doble" is an answer, "no, no puedo" may end before us; neither denies.
            return words[i + 1] != ","
        if word == "," or i in inside:
            # "no tengo fiebre, veo doble": only a noun goes on with the list.
            if opened or words[found.first] not in language.noun:
                return False
        elif word in language.have:
            opened = True
        elif word not in language.link:
            return False
    return False


def _denied_after(words: tuple[str, ...], found: Found, language: Language) -> bool:
    place = found.last + 1
    for phrase in language.after:
        if words[place : place + len(phrase)] == phrase:
            rest = words[place + len(phrase) : place + len(phrase) + 1]
            if not rest or not rest[0][0].isalnum() or rest[0] in _JOINS:
                return True
    return False
