"""One entry from YAML that somebody uploads: plain data only, of an entry's size, or a reason why not."""

from __future__ import annotations

from typing import Any

import yaml

from knowledge.entry import Entry
from knowledge.files import dumped

MAX_BYTES = 64_000
_DEEPEST = 6
_MOST_PARTS = 2_000
_KEYS = frozenset(
    "id title answer applies urgency questions sources facts safety_net hand_over status reviewed_on"
    " reviewed_by review_by".split()
)
_APPLIES = frozenset("areas symptoms days trends topic".split())


class BadYaml(ValueError):
    """Why a file can't be taken, in words for who chose it."""


def parse(data: bytes) -> Entry:
    """The entry that `data` describes. Raises `BadYaml`.

    Aliases are refused, since a few lines of them can stand for gigabytes; so are tags, which ask a
    reader to make objects of its own.
    """
    if len(data) > MAX_BYTES:
        raise BadYaml(f"The file has {len(data):,} bytes; an entry has at most {MAX_BYTES:,}.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadYaml("The file is no text in UTF-8.") from None
    if "\x00" in text:
        raise BadYaml("The file is no text.")
    try:
        _only_plain(text)
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, BadYaml):
            raise
        raise BadYaml(f"The file is no YAML{_place(error)}.") from None
    return _entry(loaded)


def dump(entry: Entry) -> str:
    """`entry` as `parse` reads it."""
    return dumped(entry.to_dict())


def _only_plain(text: str) -> None:
    """Raises `BadYaml` for aliases, tags, several documents, and depth or size beyond an entry's."""
    depth = documents = 0
    for parts, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        line = event.start_mark.line + 1
        if parts > _MOST_PARTS:
            raise BadYaml("The file has more parts than any entry.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadYaml(f"Line {line}: anchors and aliases (& and *) are not taken.")
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise BadYaml(f"Line {line}: tags (!) are not taken.")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise BadYaml("The file holds several documents; give one entry.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise BadYaml(f"Line {line}: nested deeper than any entry.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _entry(loaded: Any) -> Entry:
    if not isinstance(loaded, dict):
        raise BadYaml("The file does not describe an entry: names with values are missing.")
    unknown = {str(key) for key in loaded} - _KEYS
    applies = loaded.get("applies") or {}
    if not isinstance(applies, dict):
        raise BadYaml("“applies” must hold names with values.")
    unknown |= {f"applies.{key}" for key in applies} - {f"applies.{key}" for key in _APPLIES}
    if unknown:
        raise BadYaml(f"Not parts of an entry: {', '.join(sorted(unknown)[:5])}.")
    for name in ("id", "title", "answer", "urgency"):
        if not isinstance(loaded.get(name), str):
            raise BadYaml(f"“{name}” is missing or no text.")
    for where, names in (
        (loaded, ("questions", "sources")),
        (applies, ("areas", "symptoms", "trends")),
    ):
        for name in names:
            value = where.get(name) or []
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                raise BadYaml(f"“{name}” must be a list of texts.")
    for name in ("safety_net", "reviewed_by", "status"):
        if not isinstance(loaded.get(name) or "", str):
            raise BadYaml(f"“{name}” must be a text.")
    try:
        return Entry.from_dict(loaded)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise BadYaml("A number, a day or a list is not of its form.") from None


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 1})" if mark else ""
