"""Words of a message in one normal form, each knowing the characters it came from.

spaCy's English tokenizer splits and expands contractions ("dont" -> do, not); we add what patients'
typing needs on top: punctuation glued to words, accents, emoji, spelling. Rules are matched on the
normal form; mentions are reported in the characters of the original.
"""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.language.spelling import correct
from bot.language.tongues import own_words

if TYPE_CHECKING:
    from spacy.language import Language

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'", "´": "'", "–": "-", "—": "-"}
)
_GLUED = re.compile(
    r"(?<=[A-Za-z])[.,;:!?/+&()\-]+(?=[A-Za-z0-9])|(?<=\w)[,;!?()/]+(?=\w)|\.{2,}|\*+"
)
_KEEP_GLUED = re.compile(r"(?i)^(a&e|e\.g|i\.e|d\+)$")
_PUNCTUATION = re.compile(r"^[^\w\s]+$")
_NORMS = {
    "'m": "am",
    "'re": "are",
    "'ve": "have",
    "'d": "would",
    "'ll": "will",
    "n't": "not",
    "nt": "not",
    "ca": "can",
    "wo": "will",
    "'s": "is",
    "&": "and",
    "w/": "with",
    "'cause": "because",
    "cuz": "because",
    "coz": "because",
    "cos": "because",
    "bc": "because",
}
_NO_CONTRACTIONS = {
    "hed",
    "wed",
    "shed",
    "hell",
    "shell",
    "well",
    "were",
    "ill",
    "id",
    "shes",
    "hes",
    # Without its apostrophe "theres" would fall apart into "there" and a lone "s".
    "theres",
    "whats",
    "thats",
    "hows",
    "wheres",
    "whos",
    "im",
}
_EMOJI = {"🆘": "help", "😮‍💨": "breathless", "🫁": "lungs", "💔": "chest"}


@dataclass(frozen=True)
class Token:
    """One normal word; several tokens may share the characters of a contraction."""

    norm: str
    start: int
    end: int


@dataclass(frozen=True)
class Tokens:
    """A message's words and the string that rules are matched on: words between single spaces."""

    text: str
    items: tuple[Token, ...]
    line: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the original text behind `line[start:end]`."""
        first, last = self.index(start), self.index(max(start, end - 1))
        return self.items[first].start, self.items[last].end

    def at(self, character: int) -> int:
        """The number of the token that holds a character of the text, or the next one's."""
        return next((i for i, item in enumerate(self.items) if item.end > character), 0)

    def index(self, position: int) -> int:
        """The number of the token that stands at a position of `line`."""
        low, high = 0, len(self.offsets) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.offsets[middle] <= position:
                low = middle
            else:
                high = middle - 1
        return low


def import_spacy() -> Any:
    """spaCy, but not what it would bring along.

    It imports TensorFlow wherever that is installed, and Rasa needs it to be. For words alone that
    would be 365 MB and 5 s for nothing; where TensorFlow is in use already, it stays.
    """
    if "thinc" in sys.modules or "tensorflow" in sys.modules:
        return importlib.import_module("spacy")
    sys.modules["tensorflow"] = None  # type: ignore[assignment]  # importing it now fails
    try:
        return importlib.import_module("spacy")
    finally:
        del sys.modules["tensorflow"]


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    nlp = import_spacy().blank("en")
    # "hed" is a head and "wed" a Wednesday more often than "he'd" and "we'd".
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {
        word: rule for word, rule in tokenizer.rules.items() if word.lower() not in _NO_CONTRACTIONS
    }
    return nlp


_HALVES = re.compile("[\ud800-\udfff]")


def fold(text: str) -> str:
    """Lower case without accents; as many characters as it was given, so offsets stay true.

    Half of a surrogate pair, which no library below takes, becomes the mark of a lost character.
    """
    text = _HALVES.sub("\ufffd", text)
    folded = []
    for character in (
        text.translate(_QUOTES).lower()
        if len(text.lower()) == len(text)
        else text.translate(_QUOTES)
    ):
        base = unicodedata.normalize("NFKD", character)
        folded.append(base[0].lower() if base and base[0].isascii() else character)
    return "".join(folded)


def _spaced(text: str) -> tuple[str, list[int]]:
    """`text` with spaces around glued punctuation, and each new character's old offset."""
    out: list[str] = []
    where: list[int] = []
    last = 0
    for match in _GLUED.finditer(text):
        if _KEEP_GLUED.match(text[max(0, match.start() - 1) : match.end() + 1].strip()):
            continue
        piece = text[last : match.start()]
        out.extend(piece)
        where.extend(range(last, match.start()))
        out.append(" ")
        where.append(match.start())
        if match.group() == "-":
            # full-face, cross-eyed: two words
            last = match.end()
            continue
        out.extend(match.group())
        where.extend(range(match.start(), match.end()))
        out.append(" ")
        where.append(match.end() - 1)
        last = match.end()
    out.extend(text[last:])
    where.extend(range(last, len(text)))
    return "".join(out), where


@lru_cache(maxsize=256)
def tokenize(text: str) -> Tokens:
    """The words of `text` (any length; never raises). Newlines become sentence ends."""
    spaced, where = _spaced(fold(text))
    items: list[Token] = []
    foreign = own_words(text)
    for word in _tokenizer().make_doc(spaced):
        if word.is_space:
            if "\n" in word.text and items:
                items.append(Token(".", items[-1].end - 1, items[-1].end))
            continue
        start, end = where[word.idx], where[word.idx + len(word.text) - 1] + 1
        raw = word.text
        for norm in [raw] if raw in foreign else _norms(raw, word.norm_).split():
            items.append(Token(norm, start, end))
    items = _plain(_weeks(items))
    offsets, position = [], 1
    for item in items:
        offsets.append(position)
        position += len(item.norm) + 1
    line = " " + " ".join(item.norm for item in items) + " " if items else " "
    return Tokens(text, tuple(items), line, tuple(offsets) or (0,))


def respelled(text: str, start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` with its misspelt words put right and all else as it was typed.

    What judges by sense ("kiks in", "conect me") needs real words, in the order and case of speech.
    """
    end = len(text) if end is None else end
    words: dict[tuple[int, int], list[str]] = {}
    for item in tokenize(text).items:
        if start <= item.start and item.end <= end:
            words.setdefault((item.start, item.end), []).append(item.norm)
    out, last = [], start
    for (first, after), norms in words.items():
        typed = fold(text[first:after])
        if first < last or not typed.isalpha() or typed == "an" or correct(typed) == typed:
            continue  # "an" stands for "and" in some thumbs, and for itself in most
        out += [text[last:first], " ".join(norms)]
        last = after
    return "".join([*out, text[last:end]])


_COUNTS = frozenset("a about this that the two three four five six few half exactly".split())
"""What stands before a time."""


def _weeks(items: list[Token]) -> list[Token]:
    """ "A weak ago" and "nex weak" speak of time, not of strength."""
    words = [item.norm for item in items]
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        if word == "weak" and (
            # "My arms are weak since Friday" is what it says.
            (
                after in {"ago", "later", "since", "after", "today", "tomorrow", "yesterday"}
                and (before in _COUNTS or before.isdigit())
            )
            or before in {"next", "nex", "last", "per", "each", "every", "one", "1"}
        ):
            items[i] = replace(items[i], norm="week")
    return items


_LIKE = re.compile(
    r" (?:feel|feels|felt|feeling|seem|seems|seemed|look|looks)"
    r"(?P<filler> (?:like|as if|as though) (?:it|they|its|it has|they have)(?: is| are| was| were)?)(?= )"
)


def _plain(items: list[Token]) -> list[Token]:
    """ "My throat feels like it is closing" says that the throat feels closing: without the filler,
    the words that belong together stand together."""
    line = " " + " ".join(item.norm for item in items) + " "
    dropped: set[int] = set()
    for match in _LIKE.finditer(line):
        first = line.count(" ", 0, match.start("filler"))
        dropped.update(range(first, first + match["filler"].count(" ")))
    return [item for i, item in enumerate(items) if i not in dropped]


def _norms(raw: str, spacy_norm: str) -> str:
    if raw in _EMOJI:
        return _EMOJI[raw]
    if _PUNCTUATION.match(raw):
        return raw[0] if raw[0] in ".,;:!?-+" else raw
    if raw in _NORMS:
        return _NORMS[raw]
    norm = spacy_norm if spacy_norm.isascii() and " " not in spacy_norm else raw
    return correct(norm.lower().strip("'\""))
