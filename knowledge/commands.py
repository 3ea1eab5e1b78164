"""What `aftercare kb …` does, without the command line: each returns what happened, as data."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge import files
from knowledge.checks import Problem, check_library
from knowledge.entry import Entry
from knowledge.repository import Imported, Repository


@dataclass(frozen=True)
class Checked:
    """The result of a check of a content folder."""

    entries: int
    questions: int
    facts_used: int
    facts_known: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether everything may be published."""
        return not self.problems

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        lines.append(
            f"{self.entries} entries, {self.questions} questions,"
            f" {self.facts_used} of {self.facts_known} facts used,"
            f" {len(self.problems)} problems"
        )
        return "\n".join(lines)


@dataclass(frozen=True)
class Difference:
    """How an entry differs between the folder and the database; `lines` is a unified diff.

    `where`: "only in folder", "only in database" or "both".
    """

    entry: str
    where: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([f"{self.entry}: {self.where}", *self.lines])


def check_content(folder: Path = files.CONTENT) -> Checked:
    """Checks all that `folder` holds. Raises `files.UnreadableContent` if it is no such folder."""
    content = files.read(folder)
    known = files.known_facts()
    problems = check_library(
        content.entries,
        sections=content.sections,
        safety_nets=content.safety_nets,
        known_facts=known,
        unused_facts=content.unused_facts,
        article=files.article_hashes(),
    )
    return Checked(
        entries=len(content.entries),
        questions=sum(len(entry.questions) for entry in content.entries),
        facts_used=len({fact for e in content.entries for fact in e.facts} & set(known)),
        facts_known=len(known),
        problems=(*content.problems, *problems),
    )


def import_content(
    repository: Repository,
    folder: Path = files.CONTENT,
    *,
    author: str,
    overwrite: tuple[str, ...] = (),
) -> Imported:
    """See `Repository.import_yaml`."""
    return repository.import_yaml(folder, author=author, overwrite=overwrite)


def export_content(repository: Repository, folder: Path) -> int:
    """See `Repository.export_yaml`."""
    return repository.export_yaml(folder)


def diff(repository: Repository, folder: Path = files.CONTENT) -> list[Difference]:
    """What differs between `folder` and what patients are answered from, by entry id."""
    here = {entry.id: entry for entry in files.read(folder).entries if entry.status == "published"}
    live = repository.library().entries
    found: list[Difference] = []
    for entry_id in sorted({*here, *live}):
        old, new = here.get(entry_id), live.get(entry_id)
        if old == new:
            continue
        where = "both" if old and new else "only in folder" if old else "only in database"
        lines = difflib.unified_diff(
            _lines(old), _lines(new), "folder", "database", lineterm="", n=1
        )
        found.append(Difference(entry_id, where, tuple(lines)))
    return found


def _lines(entry: Entry | None) -> list[str]:
    if entry is None:
        return []
    return yaml.safe_dump(entry.to_dict(), sort_keys=False, allow_unicode=True).splitlines()
