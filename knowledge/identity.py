"""Words without who said them: what could tell a person's name or address is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ADDRESS = re.compile(r"\S+@\S+\.\S+|\bhttps?://\S+|\bwww\.\S+|(?<!\w)@\w+", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")
_LONG_NUMBER = re.compile(r"\+?\d(?:[\s().-]{0,3}\d){4,}")
_NAME = r"[A-Z][\w’'-]+(?:\s+(?:van|von|de|der|la)?\s*[A-Z][\w’'-]+)*"
_TITLE = re.compile(rf"\b(?:Mrs?|Ms|Miss|Mx|Dr|Doctor|Prof|Nurse)\.?\s+{_NAME}")
_CALLED = re.compile(
    rf"\b((?i:(?:my|her|his) name(?:['’]s| is)?|i(?:['’]m| am)|call me|named))\s+({_NAME})"
    r"|\b((?i:it|this)(?:['’]s| is)|(?i:i)(?:['’]m| am))\s+([A-Za-z]+)(?=\s+here\b)"
)
_FULL_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]+\s+[A-Z][a-z]+\b")
_GAP = re.compile(r"\[(?:name|number|address|date)\]")
SHORTEST_NAME = 2
"""A part of a name no longer than this (“de”, “Jr”) is no name by itself."""
_NO_NAMES = frozenset("Botox I I'm OK Covid Crow Crows".split())


def unnamed(text: str) -> str:
    """`text` without what could tell who wrote it, as far as rules can know: addresses, dates, long
    numbers, names that are given as such. Its lines stay lines."""
    return "\n".join(map(_line, text.split("\n")))


def gaps(text: str) -> list[str]:
    """The marks in `text` of what was taken out, each once."""
    return list(dict.fromkeys(_GAP.findall(text)))


def without(text: str, names: Iterable[str]) -> str:
    """`text` without these people, by their whole name and by each part of it that is written as one.

    For names that rules can't see but somebody knows: a colleague's, or that of who left a number.
    """
    for name in filter(None, (" ".join(one.split()) for one in names)):
        text = _word(name, re.IGNORECASE).sub("[name]", text)
        for part in name.split():
            if len(part) > SHORTEST_NAME and part not in _NO_NAMES:
                text = _word(part[0].upper() + part[1:]).sub("[name]", text)
    return text


def _word(word: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", flags)


def _line(text: str) -> str:
    found = _ADDRESS.sub("[address]", text)
    found = _DATE.sub("[date]", found)
    found = _LONG_NUMBER.sub("[number]", found)
    found = _TITLE.sub("[name]", found)
    found = _CALLED.sub(_unless_common, found)
    return _FULL_NAME.sub(_unless_known, found)


def _unless_common(match: re.Match[str]) -> str:
    said, name = (match[1], match[2]) if match[2] else (match[3], match[4])
    return match[0] if name in _NO_NAMES else f"{said} [name]"


def _unless_known(match: re.Match[str]) -> str:
    return match[0] if set(match[0].split()) & _NO_NAMES else "[name]"
