"""Where entries live: append-only revisions, the published one live, read anew when changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from threading import Lock

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from knowledge import files
from knowledge.checks import Problem, check
from knowledge.engine import writing
from knowledge.entry import Entry
from knowledge.library import Library
from knowledge.revisions import (
    KINDS,
    Revision,
    all_revisions,
    import_outcome,
    live_one,
    live_revisions,
    newest_revisions,
    revision_of,
    stored_texts,
)
from knowledge.tables import entry_table, revision_table, stamp_table, text_table


class UnknownEntry(Exception):
    """No entry, or no such revision of it, has this id."""


class InvalidEntry(Exception):
    """The entry must not be published as it is; `problems` says why."""

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class StaleRevision(Exception):
    """Somebody else saved a newer revision in between: look at it, then save again."""


@dataclass(frozen=True)
class Imported:
    """What an import did, by entry id.

    `kept`: an editor's version stays, as the file has not changed since the last import.
    `conflicts`: file and editor both changed it; the editor's stays until somebody decides.
    `absent`: live here but not in the folder. `problems`: not imported, with the reasons.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    texts: int = 0
    problems: tuple[Problem, ...] = ()


def _utc_now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None)


class Repository:
    """The knowledge base in one database; may be shared by threads."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime] = _utc_now) -> None:
        self._engine = engine
        self._now = now
        self._lock = Lock()
        self._library: Library | None = None

    # --- reading

    def stamp(self) -> int:
        """A number that grows with every change."""
        with self._engine.connect() as connection:
            return self._stamp(connection)

    def library(self) -> Library:
        """The published knowledge as it is now: one tiny query when nothing changed since."""
        with self._engine.connect() as connection:
            stamp = self._stamp(connection)
            known = self._library
            if known is not None and known.stamp == stamp:
                return known
            library = self._read(connection, stamp)
        with self._lock:
            if self._library is None or self._library.stamp < library.stamp:
                self._library = library
        return library

    def entry(self, entry_id: str, *, number: int | None = None) -> Entry:
        """Revision `number` of an entry, by default its newest of any status.

        Raises `UnknownEntry`.
        """
        for revision in self.revisions(entry_id):
            if number in (None, revision.number):
                return revision.entry
        raise UnknownEntry(f"{entry_id} has no revision {number}")

    def revisions(self, entry_id: str) -> list[Revision]:
        """All versions of an entry, newest first. Raises `UnknownEntry`."""
        query = (
            select(revision_table)
            .where(revision_table.c.entry_id == entry_id)
            .order_by(revision_table.c.number.desc())
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        if not rows:
            raise UnknownEntry(entry_id)
        return [revision_of(row) for row in rows]

    def newest(self) -> list[Revision]:
        """Every entry's newest revision of any status, by id: what an editor works on."""
        with self._engine.connect() as connection:
            return newest_revisions(connection)

    # --- writing

    def save_revision(
        self, entry: Entry, *, author: str, based_on: int | None = None, origin: str = "editor"
    ) -> Entry:
        """Adds `entry`, with its status, as the next revision; returns it with its number.

        `based_on` is the number of the revision that was edited, None for a new entry. Raises
        `StaleRevision` when it is not the newest, `InvalidEntry` when a published entry fails the
        checks (drafts may be unfinished), `UnknownEntry` when `based_on` is given for no entry.
        """
        with writing(self._engine) as connection:
            self._refuse_invalid(connection, entry)
            newest = connection.execute(
                select(func.max(revision_table.c.number)).where(
                    revision_table.c.entry_id == entry.id
                )
            ).scalar()
            if newest is None and based_on is not None:
                raise UnknownEntry(entry.id)
            if newest != based_on:
                raise StaleRevision(f"{entry.id} is at revision {newest}, not {based_on}")
            try:
                number = self._add(connection, entry, newest or 0, author=author, origin=origin)
            except IntegrityError as error:  # PostgreSQL: two writers at once
                raise StaleRevision(entry.id) from error
            self._bump(connection)
        return replace(entry, revision=number)

    def import_yaml(
        self, folder: Path, *, author: str, overwrite: Collection[str] = ()
    ) -> Imported:
        """Brings in what `folder` holds; entries that say the same already get no new revision.

        An editor's live version is never replaced unless its id is in `overwrite`. Published
        entries that fail the checks are left out and reported. Raises `UnreadableContent`.
        """
        content = files.read(folder)
        done: dict[str, list[str]] = {name: [] for name in ("added", "changed", "unchanged")}
        done |= {"kept": [], "conflicts": []}
        problems = list(content.problems)
        unreadable = {problem.entry for problem in problems}
        with writing(self._engine) as connection:
            texts = self._import_texts(connection, content, author)
            known = all_revisions(connection)
            for entry in content.entries:
                if entry.id in unreadable:
                    continue
                outcome = import_outcome(entry, known.get(entry.id, []), overwrite)
                if outcome in ("added", "changed"):
                    wrong = _problems(entry, content.sections, content.safety_nets)
                    if wrong:
                        problems += wrong
                        continue
                    newest = max((r.number for r in known.get(entry.id, [])), default=0)
                    self._add(connection, entry, newest, author=author, origin="import")
                done[outcome].append(entry.id)
            if texts or done["added"] or done["changed"]:
                self._bump(connection)
        present = {entry.id for entry in content.entries} | unreadable
        absent = [i for i, revisions in known.items() if i not in present and live_one(revisions)]
        return Imported(
            **{name: tuple(ids) for name, ids in done.items()},
            absent=tuple(sorted(absent)),
            texts=texts,
            problems=tuple(problems),
        )

    def export_yaml(self, folder: Path) -> int:
        """Writes every entry's newest revision, and the texts; returns how many files changed.

        A live revision comes before a draft made after it, as the folder holds one of each.
        """
        with self._engine.connect() as connection:
            known = all_revisions(connection)
            entries = [(live_one(r) or r[0]).entry for r in known.values()]
            texts = stored_texts(connection)
        return files.write(
            folder,
            entries=entries,
            sections=texts["section"],
            safety_nets=texts["safety_net"],
            unused_facts={int(key): text for key, text in texts["unused_fact"].items()},
        )

    # --- within a transaction

    @staticmethod
    def _stamp(connection: Connection) -> int:
        return int(connection.execute(select(stamp_table.c.value)).scalar_one())

    @staticmethod
    def _read(connection: Connection, stamp: int) -> Library:
        # The stamp was read first: should another process write in between (PostgreSQL), we hold
        # newer entries under an older stamp and read once more than needed, never once too few.
        texts = stored_texts(connection)
        return Library(
            entries={r.entry.id: r.entry for r in live_revisions(connection)},
            sections=texts["section"],
            safety_nets=texts["safety_net"],
            stamp=stamp,
        )

    @staticmethod
    def _bump(connection: Connection) -> None:
        connection.execute(update(stamp_table).values(value=stamp_table.c.value + 1))

    @staticmethod
    def _refuse_invalid(connection: Connection, entry: Entry) -> None:
        texts = stored_texts(connection)
        problems = _problems(entry, texts["section"], texts["safety_net"])
        if problems:
            raise InvalidEntry(problems)

    def _add(
        self, connection: Connection, entry: Entry, newest: int, *, author: str, origin: str
    ) -> int:
        if not newest:
            connection.execute(insert(entry_table).values(id=entry.id, created_at=self._now()))
        connection.execute(
            insert(revision_table).values(
                entry_id=entry.id,
                number=newest + 1,
                status=entry.status,
                author=author,
                origin=origin,
                created_at=self._now(),
                body=json.dumps(entry.to_dict(), ensure_ascii=False, sort_keys=True),
            )
        )
        return newest + 1

    def _import_texts(self, connection: Connection, content: files.Content, author: str) -> int:
        wanted = {
            "section": content.sections,
            "safety_net": content.safety_nets,
            "unused_fact": {str(key): text for key, text in content.unused_facts.items()},
        }
        there = stored_texts(connection)
        changed = 0
        for kind in KINDS:
            if list(there[kind].items()) == list(wanted[kind].items()):
                continue
            changed += len(set(there[kind].items()) ^ set(wanted[kind].items())) or 1
            connection.execute(text_table.delete().where(text_table.c.kind == kind))
            rows = [
                {"kind": kind, "key": key, "text": text, "position": position, "author": author}
                for position, (key, text) in enumerate(wanted[kind].items())
            ]
            if rows:
                connection.execute(insert(text_table).values(changed_at=self._now()), rows)
        return changed


def _problems(
    entry: Entry, sections: Mapping[str, str], safety_nets: Mapping[str, str]
) -> list[Problem]:
    if entry.status != "published":
        return []
    return check(
        entry,
        sections=sections,
        safety_nets=safety_nets,
        known_facts=files.known_facts(),
        article=files.article_shingles(),
    )
