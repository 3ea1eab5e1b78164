"""A message cut into words, numbers and marks, each with its characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.language.timing.words import ALIASES, GLUED_UNITS

_PIECE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d)(?! ?(?:days?|dys|weeks?|wks?"
    r"|hrs?|hours?|months?)\b)|\d{1,2}([.-])\d{1,2}\1\d{2,4}(?!\d)"
    r"|\d{1,2}:\d{2}|\d+\.\d+|(?:avant-hier|apres-midi|[a-z]+-feira)|[a-z0-9]+(?:'[a-z0-9]+)*|\S"
)
_NUMBER_THEN_WORD = re.compile(r"(\d+)([a-z']+)$")
_UNIT_THEN_NUMBER = re.compile(r"(days?|dy|d|wk|week|w)(\d{1,3})$")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)$")
_FOLDS = {
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "–": "-",
    "—": "-",
    "½": "½",
    "ß": "s",
    "ø": "o",
    "ł": "l",
    "Ł": "l",
}
_CONTRACTIONS = {"'d": "would", "'ll": "will"}
_RUN_ON = re.compile(
    r"(\d+)?(days?|dys?|dayz|wks?|weeks?|months?|mths?|hrs?|hours?|h|d|w)(ago|since|post|after|later|back|bk)$"
)
_DICTATED = {
    ("full", "stop"): ".",
    ("question", "mark"): "?",
    ("exclamation", "mark"): "!",
    ("exclamation", "point"): "!",
    ("new", "line"): ".",
    ("new", "paragraph"): ".",
    ("semi", "colon"): ";",
    ("comma",): ",",
    ("semicolon",): ";",
}
"""Marks that a phone was told and wrote out as words."""
_AFTER_UNIT = frozenset("ago agoo back bk post since after hence".split())
_PER = {"7": "days", "52": "weeks", "12": "months"}
_EVENTS = frozenset(
    "appointment review consult consultation wedding party op brunch flight booking checkup holiday interview".split()
)
"""With "'s" these are still to come: "my appointment's on Friday"."""
_OWN = frozenset(
    "a an any the my your this her his our no every one on last late miss missed".split()
)
"""Before "new line" and "period" these make it a wrinkle and a bleeding."""


@dataclass(frozen=True)
class Item:
    """One normal word and its characters in the message."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents, exactly as long as `text`; control characters become spaces."""
    out = []
    for character in text:
        if character in _FOLDS:
            out.append(_FOLDS[character])
        elif character == "\n":
            out.append("\n")
        elif character.isascii():
            out.append(character.lower() if character.isprintable() else " ")
        else:
            base = unicodedata.normalize("NFKD", character)[:1]
            out.append(
                base.lower() if base.isascii() and base.isprintable() and base else character
            )
    return "".join(c if len(c) == 1 else " " for c in out)


def pieces(text: str) -> list[Item]:
    """The words and marks of `text` in lower case, numbers apart from their units; never raises."""
    text = fold(text)
    items: list[Item] = []
    for row_start, row in _rows(text):
        if items:
            items.append(Item(".", items[-1].end - 1, items[-1].end))
        for match in _PIECE.finditer(row):
            _split(match.group(), row_start + match.start(), items)
    return _marks(items)


def _marks(items: list[Item]) -> list[Item]:
    """Dictated "full stop", "comma", "question mark" as the marks that they are."""
    out: list[Item] = []
    place = dictated = 0
    while place < len(items):
        before = items[place - 1].word if place else ""
        pair = tuple(item.word for item in items[place : place + 2])
        words = pair if pair in _DICTATED else pair[:1]
        mark = _DICTATED.get(words)
        if mark is not None and not (words[0] == "new" and before in _OWN):
            out.append(Item(mark, items[place].start, items[place + len(words) - 1].end))
            dictated += 1
            place += len(words)
            continue
        out.append(items[place])
        place += 1
    out = _clinical(_halves(out))
    for place, item in enumerate(out):
        before = out[place - 1].word if place else ""
        if item.word == "period" and before not in _OWN and (dictated or place + 1 == len(out) > 3):
            out[place] = Item(".", item.start, item.end)
    return out


def _halves(items: list[Item]) -> list[Item]:
    """ "1 1/2 weeks" as one and a half."""
    out: list[Item] = []
    place = 0
    while place < len(items):
        words = [item.word for item in items[place : place + 3]]
        whole = items[place - 1].word.isdigit() if place else False
        size = 3 if words == ["1", "/", "2"] else 1 if words[:1] == ["1/2"] else 0
        if whole and size:
            start, end = items[place].start, items[place + size - 1].end
            out.extend(Item(word, start, end) for word in ("and", "a", "half"))
            place += size
            continue
        out.append(items[place])
        place += 1
    return out


def _counts_units(items: list[Item], place: int) -> bool:
    """ "10 d ago", "3 w post": a unit's letter apart from its number."""
    before = items[place - 1].word if place else ""
    after = items[place + 1].word if place + 1 < len(items) else ""
    return before.isdigit() and after in _AFTER_UNIT


def _clinical(items: list[Item]) -> list[Item]:
    """ "6/7 ago", "x 2/52": days, weeks and months as clinicians write them."""
    out: list[Item] = []
    for place, item in enumerate(items):
        number, _, per = item.word.partition("/")
        if item.word in GLUED_UNITS and _counts_units(items, place):
            out.append(Item(GLUED_UNITS[item.word], item.start, item.end))
            continue
        near = {other.word for other in items[max(0, place - 1) : place + 2]}
        if (
            number.isdigit()
            and per in _PER
            and near & {"x", "ago", "for", "post", "since", "history"}
        ):
            out.append(Item(number, item.start, item.end))
            out.append(Item(_PER[per], item.start, item.end))
        else:
            out.append(item)
    return out


def _rows(text: str) -> list[tuple[int, str]]:
    rows, start = [], 0
    for row in text.split("\n"):
        if row.strip():
            rows.append((start, row))
        start += len(row) + 1
    return rows


def _split(raw: str, start: int, items: list[Item]) -> None:
    end = start + len(raw)
    if raw == "½":
        items.extend(Item(word, start, end) for word in ("and", "a", "half"))
        return
    if len(raw) == 1 and not raw.isalnum():
        items.append(Item(raw if raw in ".,;:!?()+-/~&#" else ",", start, end))
        return
    if raw in ALIASES or _ORDINAL.match(raw):
        items.append(Item(raw, start, end))
        return
    if raw.endswith("'s") and ALIASES.get(raw[:-2], raw[:-2]) in _EVENTS:
        items.append(Item(raw[:-2], start, end - 2))
        items.append(Item("is", end - 2, end))
        return
    if raw.endswith("'s") and raw not in ALIASES and raw[:-2] in ALIASES:
        items.append(Item(raw[:-2], start, end))
        return
    times = re.match(r"x(\d{1,2})$", raw)
    if times:
        items.append(Item("x", start, start + 1))
        items.append(Item(times[1], start + 1, end))
        return
    if raw in {"tomorrow's", "2moro's", "tmrw's"}:
        items.append(Item("tomorrow", start, end - 2))
        items.append(Item("is", end - 2, end))
        return
    run_on = _RUN_ON.match(raw)
    if run_on and (run_on[1] or len(run_on[2]) > 2):
        for part in (1, 2, 3):
            if run_on[part]:
                first, last = start + run_on.start(part), start + run_on.end(part)
                items.append(Item(GLUED_UNITS.get(run_on[part], run_on[part]), first, last))
        return
    for ending, word in _CONTRACTIONS.items():
        if raw.endswith(ending):
            items.append(Item(raw[: -len(ending)], start, end - len(ending)))
            items.append(Item(word, end - len(ending), end))
            return
    glued = _NUMBER_THEN_WORD.match(raw) or _UNIT_THEN_NUMBER.match(raw)
    if glued:
        number, second = glued.groups()
        if second == "s":
            items.append(Item("elevens", start, end))
            return
        items.append(Item(number, start, start + len(number)))
        items.append(Item(GLUED_UNITS.get(second, second), start + len(number), end))
        return
    items.append(
        Item(raw.replace("'s", "s").replace("'", "") if raw not in ALIASES else raw, start, end)
    )
