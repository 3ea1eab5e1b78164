"""Rasa's look-up tables and synonyms, written from the one vocabulary so that they never disagree.

`python -m bot.nlu.lookup_tables --write` after a change of `bot/language/vocabulary`; `--check` says
whether that is needed. Only what can be said word for word goes in: a pattern with a gap, a word
class or a choice of longer phrases stays with the rules, which remain the authority on facts.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from bot.language.vocabulary import load
from bot.settings import ROOT

NLU = ROOT / "data" / "nlu"
_HEAD = 'version: "3.1"\n# Written by `python -m bot.nlu.lookup_tables --write`; edits here are lost.\nnlu:\n'
# From here on a choice swallows the words behind it (bot.language.patterns).
_LONG_CHOICE = 3


def phrases(pattern: str) -> list[str]:
    """The phrases a vocabulary pattern stands for, stems with their `*`; none if not word for word."""
    words = pattern.lower().split()
    choices = [word for word in words if "|" in word]
    if any(mark in pattern for mark in "_<,") or len(choices) > 1:
        return []
    if choices and len(words) > 1 and choices[0].count("|") >= _LONG_CHOICE:
        return []
    options = [
        [*word.rstrip("?").split("|"), *([""] if word.endswith("?") else [])] for word in words
    ]
    return [" ".join(filter(None, chosen)) for chosen in itertools.product(*options)]


def tables(vocabulary: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    """The text of each file by its path below data/nlu. `vocabulary`: as `vocabulary.load` gives."""
    areas = _by_name(vocabulary["areas"])
    symptoms = _by_name(vocabulary["symptoms"])
    return {
        "lookups/area.yml": _lookup("area", areas),
        "lookups/symptom.yml": _lookup("symptom", symptoms),
        "synonyms/area.yml": _synonyms(areas),
    }


def stale(folder: Path = NLU) -> list[str]:
    """The paths below `folder` that are missing or differ from what the vocabulary says now."""
    return [
        name
        for name, text in tables(load()).items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def write(folder: Path = NLU) -> list[str]:
    """Write what is stale and return its paths."""
    names = stale(folder)
    texts = tables(load())
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[name], encoding="utf-8")
    return names


def _by_name(section: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Phrases by name. A label's tail (`chin:place`) says how a word is meant, not what it names."""
    found: dict[str, set[str]] = {}
    for label, patterns in section.items():
        spoken = found.setdefault(label.partition(":")[0], set())
        spoken.update(phrase for pattern in patterns for phrase in phrases(pattern))
    return {name: sorted(spoken) for name, spoken in sorted(found.items())}


def _lookup(entity: str, names: Mapping[str, list[str]]) -> str:
    spoken = sorted(set(itertools.chain.from_iterable(names.values())))
    whole = [phrase for phrase in spoken if "*" not in phrase]
    stems = [r"\b" + phrase.replace("*", r"[\w']*") for phrase in spoken if "*" in phrase]
    return _HEAD + _block("lookup", entity, whole) + _block("regex", entity, stems)


def _synonyms(names: Mapping[str, list[str]]) -> str:
    """One block a name; a phrase of two names would be settled by chance, so it is left out."""
    owners: dict[str, set[str]] = {}
    for name, spoken in names.items():
        for phrase in spoken:
            owners.setdefault(phrase, set()).add(name)
    blocks = [
        _block("synonym", name, [p for p in spoken if "*" not in p and owners[p] == {name}])
        for name, spoken in names.items()
    ]
    return _HEAD + "".join(blocks)


def _block(kind: str, name: str, lines: Iterable[str]) -> str:
    listed = "".join(f"    - {line}\n" for line in lines)
    return f"- {kind}: {name}\n  examples: |\n{listed}" if listed else ""


@click.command()
@click.option("--check/--write", default=True, help="Say what is stale, or put it right.")
def main(check: bool) -> None:
    """Rasa's look-up tables and synonyms, from the vocabulary."""
    names = stale() if check else write()
    for name in names:
        click.echo(f"{'stale' if check else 'written'}: data/nlu/{name}")
    sys.exit(1 if check and names else 0)


if __name__ == "__main__":
    main()
