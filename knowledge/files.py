"""The content folder: reading and writing the YAML that a fresh install starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.checks import Problem
from knowledge.entry import Entry

HERE = Path(__file__).resolve().parent
CONTENT = HERE / "content"

SECTIONS = "sections.yml"
SAFETY_NETS = "safety_nets.yml"
UNUSED_FACTS = "unused_facts.yml"
REPLAY = "replay.yml"
_TEXT_FILES = (SECTIONS, SAFETY_NETS, UNUSED_FACTS, REPLAY)
_HEADINGS = {
    SECTIONS: "Section of the source article -> its title, in our own words, as patients see it.",
    SAFETY_NETS: "How an answer closes: what to watch for, how to get help and by when.",
    UNUSED_FACTS: "Fact number -> why no entry states it.",
}


class UnreadableContent(Exception):
    """The content folder, or one of its files, is missing or has no sense as YAML."""


@dataclass(frozen=True)
class Content:
    """Everything in a content folder; `problems` names the entry files that could not be read."""

    entries: tuple[Entry, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    safety_nets: Mapping[str, str] = field(default_factory=dict)
    unused_facts: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read(folder: Path) -> Content:
    """What `folder` holds. Raises `UnreadableContent` when it, or a list of texts, can't be read.

    A broken entry file is no reason to lose the others: it becomes a problem.
    """
    if not folder.is_dir():
        raise UnreadableContent(f"{folder} is no folder")
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path in _entry_files(folder):
        try:
            entry = Entry.from_dict(_load(path))
        except (UnreadableContent, KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(Problem(path.stem, "file", f"can't be read as an entry: {error!r}"))
            continue
        if entry.id != path.stem:
            problems.append(Problem(entry.id, "id", f"is in {path.name}: rename one of the two"))
        entries.append(entry)
    return Content(
        entries=tuple(entries),
        sections=_texts(folder / SECTIONS),
        safety_nets=_texts(folder / SAFETY_NETS),
        unused_facts={int(key): text for key, text in _texts(folder / UNUSED_FACTS).items()},
        problems=tuple(problems),
    )


def write(
    folder: Path,
    *,
    entries: Iterable[Entry],
    sections: Mapping[str, str],
    safety_nets: Mapping[str, str],
    unused_facts: Mapping[int, str],
) -> int:
    """Writes everything so that `read` gives it back; returns how many files changed.

    Files whose meaning stays the same are left as they are, comments and all; files of entries
    that are not given are left too.
    """
    (folder / "entries").mkdir(parents=True, exist_ok=True)
    places = {path.stem: path for path in _entry_files(folder)}
    changed = 0
    for entry in entries:
        path = places.get(entry.id, folder / "entries" / f"{entry.id}.yml")
        if path.exists() and _means(path, entry):
            continue
        path.write_text(dumped(entry.to_dict()), encoding="utf-8")
        changed += 1
    for name, texts in (
        (SECTIONS, dict(sections)),
        (SAFETY_NETS, dict(safety_nets)),
        (UNUSED_FACTS, {int(key): text for key, text in unused_facts.items()}),
    ):
        path = folder / name
        if path.exists() and _texts(path) == {str(key): text for key, text in texts.items()}:
            continue
        path.write_text(f"# {_HEADINGS[name]}\n{dumped(texts)}", encoding="utf-8")
        changed += 1
    return changed


@lru_cache(maxsize=1)
def known_facts() -> Mapping[int, tuple[str, ...]]:
    """Every fact's number, with the paragraphs of the article that carry it."""
    data = _load(HERE / "fact_sources.yml")
    return {int(number): tuple(paragraphs) for number, paragraphs in data.items()}


@lru_cache(maxsize=1)
def article_hashes() -> frozenset[str]:
    """The hashed shingles and catchwords of the source article (see `knowledge.wording`)."""
    return frozenset(
        digest
        for name in ("article_shingles.txt", "article_phrases.txt")
        for digest in (HERE / name).read_text(encoding="ascii").split()
    )


def _entry_files(folder: Path) -> list[Path]:
    files = [*folder.glob("*.yml"), *(folder / "entries").glob("*.yml")]
    return sorted((p for p in files if p.name not in _TEXT_FILES), key=lambda path: path.stem)


def _load(path: Path) -> dict[Any, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise UnreadableContent(f"{path.name}: {error}") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise UnreadableContent(f"{path.name}: must be a mapping of names to values")
    return data


def _texts(path: Path) -> dict[str, str]:
    if path.name == UNUSED_FACTS and not path.exists():
        return {}
    return {str(key): str(text).strip() for key, text in _load(path).items()}


def _means(path: Path, entry: Entry) -> bool:
    try:
        return Entry.from_dict(_load(path)) == entry
    except (UnreadableContent, KeyError, TypeError, ValueError, AttributeError):
        return False


class _Dumper(yaml.SafeDumper):
    """Long texts folded, short lists of words on one line, as a person would write them."""


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else (">" if len(text) > 80 else None)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)


def dumped(data: dict[Any, Any]) -> str:
    """`data` as YAML in the way of the content's files."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=96)
