"""Symptoms in other languages, read from the words as they were written.

English spelling, tokens and scope would bend foreign words, so this layer has its own: words folded
to plain letters, the patterns `foreign_<language>` of the vocabulary, and for each language what
denies, what supposes and what may stand between a negator and what it denies. A denial must be
clear: any other word in between, and the symptom counts as present.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.language.concepts import RED_LABELS
from bot.language.patterns import PatternIndex
from bot.language.reading import Status, SymptomMention
from bot.language.vocabulary import vocabulary

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(
    rf"[{_HAN}]|(?:(?![{_HAN}])[\w\u0300-\u036f\u0900-\u0963\u064b-\u0655\u0670])+"
    r"|[.,;:!?…।。，、；：？！؟،؛\n]"
)
_LETTERS: dict[int, str | None] = {
    **dict.fromkeys((*range(0x0300, 0x0370), *range(0x064B, 0x0656), 0x0640, 0x0670, 0x093C)),
    **{
        ord(a): b
        for a, b in zip(
            "ıłđøёىةیکہھۂےँ।。，、；：？！؟،؛…\n", "ildoеيهيكهههيं..,,;:?!?,;..", strict=True
        )
    },
    **{ord(a): b for a, b in (("ß", "ss"), ("œ", "oe"), ("æ", "ae"))},
}
_ARTICLE = re.compile(r"(?<![^\W_])و?ال(?=[\u0621-\u064a]{3})")
_ENDS = frozenset(".!?;")
_REACH = 9
_PREFIX = "foreign_"


@dataclass(frozen=True)
class _Language:
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


def plain(text: str) -> str:
    """Lower case without accents, vowel signs' dots or the Arabic article; pattern signs stay."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.replace("İ", "i").lower()).translate(_LETTERS)
    return _ARTICLE.sub("", folded)


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """(plain word, start, end) of each word or punctuation mark; a Chinese character is a word.

    A mark that is nothing without its letter (a stray accent) is left out: no word is ever empty.
    """
    found = ((plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))
    return tuple(word for word in found if word[0])


def _spelled(pattern: str) -> str:
    """A pattern in the form of `plain` words; alternatives never reach over a space."""
    parts = re.sub(rf"(?<=[{_HAN}])(?=[{_HAN}])", "_", plain(pattern)).split()
    spelled: list[str] = []
    for part in parts:
        if spelled and not part.startswith("_") and not spelled[-1].startswith("_"):
            spelled.append("_0")
        spelled.append(part)
    return " ".join(spelled)


def _phrases(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(word for word, _, _ in words_of(phrase))
        for line in lines
        for phrase in line.split("|")
        if phrase.strip()
    )


def _single(phrases: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase)


@lru_cache(maxsize=1)
def _index() -> tuple[PatternIndex, dict[str, _Language]]:
    raw = vocabulary().raw
    classes = {
        name: [w.strip().replace(" ", "_") for line in lines for w in plain(line).split("|")]
        for name, lines in raw.get("foreign_classes", {}).items()
    }
    classes = {name: [w.replace("_", " ") for w in words] for name, words in classes.items()}
    pairs, languages = [], {}
    for key, labels in raw.items():
        if not key.startswith(_PREFIX) or key == "foreign_classes":
            continue
        code = key.removeprefix(_PREFIX)
        scope = {name: _phrases(labels.get(name, [])) for name in _Language.__annotations__}
        languages[code] = _Language(
            deny=_single(scope["deny"]),
            literal=_single(scope["literal"]),
            have=_single(scope["have"]),
            link=_single(scope["link"]),
            noun=_single(scope["noun"]),
            now=_single(scope["now"]),
            suppose=scope["suppose"],
            past=scope["past"],
            after=scope["after"],
            figure=scope["figure"],
        )
        pairs += [
            (f"{code}/{label}", _spelled(line))
            for label, lines in labels.items()
            if label not in _Language.__annotations__
            for line in lines
        ]
    common = frozenset(w for language in languages.values() for w in language.link | language.deny)
    return PatternIndex(pairs, classes, common), languages


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every word of four letters or more that a foreign pattern knows: English spelling leaves it."""
    return frozenset(word for word in _index()[0].words if len(word) > 3)


@dataclass(frozen=True)
class _Found:
    label: str
    language: str
    literal: frozenset[str]
    """Negators that belong to the pattern itself: "no puedo respirar" denies nothing."""
    first: int
    last: int


@lru_cache(maxsize=64)
def _find(text: str) -> tuple[_Found, ...]:
    """Every match of a pattern, without ordinary symptoms that a red flag's words hold."""
    words = tuple(word for word, _, _ in words_of(text))
    index, languages = _index()
    line, starts, ends = " ", {}, {}
    for number, word in enumerate(words):
        starts[len(line)] = number
        line += word + " "
        ends[len(line) - 1] = number
    found = []
    for pattern, start, end in index.find(line):
        language, _, label = pattern.label.partition("/")
        first, last = starts[start], ends[end]
        own = languages[language].deny | languages[language].literal
        literal = own & set(words[first : last + 1]) & set(re.split(r"[ |_?]", pattern.source))
        found.append(_Found(label, language, literal, first, last))
    red = [f for f in found if f.label in RED_LABELS]
    # "it hurts" inside "my chest hurts" says nothing more.
    return tuple(
        f
        for f in found
        if f in red or not any(f.first <= r.last and r.first <= f.last for r in red)
    )


def spoken(text: str) -> frozenset[str]:
    """The languages that a symptom of the message is said in."""
    return frozenset(f.language for f in _find(text))


def find_foreign(text: str) -> tuple[SymptomMention, ...]:
    """Every symptom said in a language other than English, with its status."""
    found = _find(text)
    if not found:
        return ()
    items = words_of(text)
    words = tuple(word for word, _, _ in items)
    languages = _index()[1]
    inside = frozenset(i for f in found for i in range(f.first, f.last + 1))
    mentions = []
    for f in found:
        name, _, sign = f.label.partition(":")
        status = _status(words, f, languages[f.language], inside)
        signs = frozenset({sign} if sign else ())
        mentions.append(SymptomMention(name, status, items[f.first][1], items[f.last][2], signs))
    return tuple(mentions)


def with_foreign(text: str, mentions: list[SymptomMention]) -> list[SymptomMention]:
    """`mentions` and the foreign ones; where both read the same words, the foreign reading counts."""
    foreign = find_foreign(text)
    if not foreign:
        return mentions
    return [
        m
        for m in mentions
        if not any(f.name == m.name and f.start < m.end and m.start < f.end for f in foreign)
    ] + list(foreign)


def _status(
    words: tuple[str, ...], found: _Found, language: _Language, inside: frozenset[int]
) -> Status:
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
    words: tuple[str, ...], begin: int, found: _Found, cues: tuple[tuple[str, ...], ...]
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
    found: _Found,
    language: _Language,
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


def _denied_after(words: tuple[str, ...], found: _Found, language: _Language) -> bool:
    place = found.last + 1
    for phrase in language.after:
        if words[place : place + len(phrase)] == phrase:
            rest = words[place + len(phrase) : place + len(phrase) + 1]
            if not rest or not rest[0][0].isalnum() or rest[0] in _JOINS:
                return True
    return False


_JOINS = frozenset("und aber en maar ve ama aur lekin par i ale и но а y e et mais pero".split())
"""After a trailing denial these begin the next statement."""
