"""Where entries live: append-only revisions, the published one live, read anew when changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from threading import Lock

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from knowledge import files
from knowledge.checks import Problem, check
from knowledge.engine import writing
from knowledge.entry import Entry
from knowledge.library import Library
from knowledge.publishing import Revision, StaleRevision
from knowledge.revisions import (
    all_revisions,
    history_of,
    import_outcome,
    live_one,
    live_revisions,
    newest_revisions,
    next_due,
    replace_texts,
    row_of,
    stored_texts,
)
from knowledge.tables import entry_table, revision_table, stamp_table


class UnknownEntry(Exception):
    """No entry, or no such revision of it, has this id."""


class InvalidEntry(Exception):
    """The entry must not be published as it is; `problems` says why."""

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


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
        self._held: tuple[Library, datetime | None] | None = None

    # --- reading

    def now(self) -> datetime:
        """This moment as the tables hold it: UTC, without a zone."""
        return self._now()

    def stamp(self) -> int:
        """A number that grows with every change of what patients read, schedules aside."""
        with self._engine.connect() as connection:
            return self._stamp(connection)

    def library(self) -> Library:
        """The published knowledge as it is now: one tiny query when nothing changed since."""
        now = self._now()
        with self._engine.connect() as connection:
            stamp = self._stamp(connection)
            held = self._held
            if held is not None and held[0].stamp == stamp:
                if held[1] is None or now < held[1]:
                    return held[0]
            library = self._read(connection, stamp, now)
            until = next_due(connection, now)
        with self._lock:
            if self._held is None or self._held[0].stamp <= library.stamp:
                self._held = (library, until)
        return library

    def entry(self, entry_id: str, *, number: int | None = None) -> Entry:
        """Revision `number` of an entry, by default its newest of any status.

        Raises `UnknownEntry`.
        """
        return (
            self.revisions(entry_id)[0] if number is None else self.revision(entry_id, number)
        ).entry

    def revision(self, entry_id: str, number: int) -> Revision:
        """Revision `number` of an entry. Raises `UnknownEntry`."""
        for revision in self.revisions(entry_id):
            if revision.number == number:
                return revision
        raise UnknownEntry(f"{entry_id} has no revision {number}")

    def revisions(self, entry_id: str) -> list[Revision]:
        """All versions of an entry, newest first. Raises `UnknownEntry`."""
        with self._engine.connect() as connection:
            found = history_of(connection, entry_id)
        if not found:
            raise UnknownEntry(entry_id)
        return found

    def newest(self) -> list[Revision]:
        """Every entry's newest revision of any status, by id: what an editor works on."""
        with self._engine.connect() as connection:
            return newest_revisions(connection)

    def histories(self) -> dict[str, list[Revision]]:
        """Every entry's revisions, newest first, by id."""
        with self._engine.connect() as connection:
            return all_revisions(connection)

    def unused_facts(self) -> dict[int, str]:
        """Why a fact is told nowhere, by its number."""
        with self._engine.connect() as connection:
            return {int(key): text for key, text in stored_texts(connection)["unused_fact"].items()}

    # --- writing

    def change(self, entry_id: str, step: Callable[..., Revision]) -> Revision:
        """Appends what `step`, a function of `knowledge.publishing`, makes of the entry's history.

        It is called as `step(history, now=…)`, with an empty history for a new entry, inside the
        transaction that appends. Raises what `step` raises, `InvalidEntry` when words that go live
        fail the checks, and `StaleRevision` when somebody else was quicker.
        """
        with writing(self._engine) as connection:
            revision = step(history_of(connection, entry_id), now=self._now())
            if revision.step in ("approved", "put_back"):
                self._refuse_invalid(connection, revision.entry)
            self._add(connection, revision)
            self._bump_if_decided(connection, revision)
        return revision

    def save_revision(
        self, entry: Entry, *, author: str, based_on: int | None = None, origin: str = "editor"
    ) -> Entry:
        """Adds `entry`, with its status, as the next revision; returns it with its number.

        For scripts and tests: whatever people do goes through `change`, which asks two of them.

        `based_on` is the number of the revision that was edited, None for a new entry. Raises
        `StaleRevision` when it is not the newest, `InvalidEntry` when a published entry fails the
        checks (drafts may be unfinished), `UnknownEntry` when `based_on` is given for no entry.
        """
        with writing(self._engine) as connection:
            self._refuse_invalid(connection, entry)
            history = history_of(connection, entry.id)
            newest = history[0].number if history else None
            if newest is None and based_on is not None:
                raise UnknownEntry(entry.id)
            if newest != based_on:
                raise StaleRevision(f"{entry.id} is at revision {newest}, not {based_on}")
            number = (newest or 0) + 1
            revision = Revision(entry, number, entry.status, author, origin, self._now())
            self._add(connection, revision)
            self._bump_if_decided(connection, revision)
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
            texts = replace_texts(connection, _texts(content), author=author, at=self._now())
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
                    number = max((r.number for r in known.get(entry.id, [])), default=0) + 1
                    now = self._now()
                    self._add(
                        connection,
                        Revision(
                            entry, number, entry.status, author, "import", now, step="imported"
                        ),
                    )
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
    def _read(connection: Connection, stamp: int, now: datetime) -> Library:
        # The stamp was read first: should another process write in between (PostgreSQL), we hold
        # newer entries under an older stamp and read once more than needed, never once too few.
        texts = stored_texts(connection)
        return Library(
            entries={r.entry.id: r.entry for r in live_revisions(connection, now)},
            sections=texts["section"],
            safety_nets=texts["safety_net"],
            stamp=stamp,
        )

    @staticmethod
    def _bump(connection: Connection) -> None:
        connection.execute(update(stamp_table).values(value=stamp_table.c.value + 1))

    @classmethod
    def _bump_if_decided(cls, connection: Connection, revision: Revision) -> None:
        if revision.status in ("published", "retired"):
            cls._bump(connection)

    @staticmethod
    def _refuse_invalid(connection: Connection, entry: Entry) -> None:
        texts = stored_texts(connection)
        problems = _problems(entry, texts["section"], texts["safety_net"])
        if problems:
            raise InvalidEntry(problems)

    def _add(self, connection: Connection, revision: Revision) -> None:
        entry_id = revision.entry.id
        try:
            if revision.number == 1:
                connection.execute(insert(entry_table).values(id=entry_id, created_at=self._now()))
            connection.execute(insert(revision_table).values(**row_of(revision)))
        except IntegrityError as error:  # PostgreSQL: two writers at once
            raise StaleRevision(entry_id) from error


def _texts(content: files.Content) -> dict[str, Mapping[str, str]]:
    return {
        "section": content.sections,
        "safety_net": content.safety_nets,
        "unused_fact": {str(key): text for key, text in content.unused_facts.items()},
    }


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
        article=files.article_hashes(),
    )
