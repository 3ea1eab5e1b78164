"""Symptoms in other languages, read from the words as they were written.

English spelling, tokens and scope would bend foreign words, so this layer has its own: words folded
to plain letters, the patterns `foreign_<language>` of the vocabulary, and for each language what
denies, what supposes and what may stand between a negator and what it denies. A denial must be
clear: any other word in between, and the symptom counts as present.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.language.concepts import RED_LABELS
from bot.language.foreign_scope import Found, Language, status_of
from bot.language.patterns import PatternIndex
from bot.language.reading import SymptomMention
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
_PREFIX = "foreign_"


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
def _index() -> tuple[PatternIndex, dict[str, Language]]:
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
        scope = {name: _phrases(labels.get(name, [])) for name in Language.__annotations__}
        languages[code] = Language(
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
            if label not in Language.__annotations__
            for line in lines
        ]
    common = frozenset(w for language in languages.values() for w in language.link | language.deny)
    return PatternIndex(pairs, classes, common), languages


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every word of four letters or more that a foreign pattern knows: English spelling leaves it."""
    return frozenset(word for word in _index()[0].words if len(word) > 3)


@lru_cache(maxsize=64)
def _find(text: str) -> tuple[Found, ...]:
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
        found.append(Found(label, language, literal, first, last))
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
        status = status_of(words, f, languages[f.language], inside)
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
