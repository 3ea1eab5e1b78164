"""Reading revisions: which is live, which is newest, what an import would do to them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, or_, select
from sqlalchemy.engine import Connection, Row

from knowledge.entry import STATUSES, Entry
from knowledge.revision import Revision
from knowledge.tables import revision_table, text_table

_LIVE_OR_NOT = ("published", "retired")
KINDS = ("section", "safety_net", "unused_fact")


def revision_of(row: Row) -> Revision:
    """A row of the table as a revision."""
    return Revision(
        entry=Entry.from_dict(json.loads(row.body), revision=row.number),
        number=row.number,
        status=row.status,
        author=row.author,
        origin=row.origin,
        created_at=row.created_at,
        author_id=row.author_id,
        step=row.step,
        aim=row.aim,
        based_on=row.based_on,
        live_from=row.live_from,
        note=row.note,
    )


def row_of(revision: Revision) -> dict[str, Any]:
    """`revision` as the columns of its row."""
    return {
        "entry_id": revision.entry.id,
        "number": revision.number,
        "status": revision.status,
        "author": revision.author,
        "author_id": revision.author_id,
        "origin": revision.origin,
        "created_at": revision.created_at,
        "step": revision.step,
        "aim": revision.aim,
        "based_on": revision.based_on,
        "live_from": revision.live_from,
        "note": revision.note,
        "body": json.dumps(revision.entry.to_dict(), ensure_ascii=False, sort_keys=True),
    }


def history_of(connection: Connection, entry_id: str) -> list[Revision]:
    """An entry's revisions, newest first; none when there is no such entry."""
    query = (
        select(revision_table)
        .where(revision_table.c.entry_id == entry_id)
        .order_by(revision_table.c.number.desc())
    )
    return [revision_of(row) for row in connection.execute(query)]


def newest_revisions(connection: Connection) -> list[Revision]:
    """Each entry's newest revision of any status, by id."""
    return _newest(connection, STATUSES)


def live_revisions(connection: Connection, now: datetime) -> list[Revision]:
    """What patients read at `now` (UTC), by id."""
    return [r for r in _newest(connection, _LIVE_OR_NOT, now) if r.status == "published"]


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """When the next scheduled decision takes effect, if one waits."""
    return connection.execute(
        select(func.min(revision_table.c.live_from)).where(revision_table.c.live_from > now)
    ).scalar()


def _newest(
    connection: Connection, statuses: Collection[str], now: datetime | None = None
) -> list[Revision]:
    query = select(revision_table.c.entry_id, func.max(revision_table.c.number).label("number"))
    query = query.where(revision_table.c.status.in_(tuple(statuses)))
    if now is not None:
        due = revision_table.c.live_from
        query = query.where(or_(due.is_(None), due <= now))
    numbers = query.group_by(revision_table.c.entry_id).subquery()
    found = select(revision_table).join(
        numbers,
        (revision_table.c.entry_id == numbers.c.entry_id)
        & (revision_table.c.number == numbers.c.number),
    )
    return [revision_of(row) for row in connection.execute(found.order_by(numbers.c.entry_id))]


def all_revisions(connection: Connection) -> dict[str, list[Revision]]:
    """Each entry's revisions, newest first."""
    query = select(revision_table).order_by(
        revision_table.c.entry_id, revision_table.c.number.desc()
    )
    found: dict[str, list[Revision]] = {}
    for row in connection.execute(query):
        found.setdefault(row.entry_id, []).append(revision_of(row))
    return found


def live_one(revisions: list[Revision]) -> Revision | None:
    """The live one among an entry's revisions, which come newest first."""
    newest = next((r for r in revisions if r.status in _LIVE_OR_NOT), None)
    return newest if newest and newest.status == "published" else None


def import_outcome(entry: Entry, revisions: list[Revision], overwrite: Collection[str]) -> str:
    """What to do with a file's `entry`, given its revisions here, newest first.

    One of added, changed, unchanged, kept, conflicts: see `knowledge.repository.Imported`.
    """
    if not revisions:
        return "added"
    # A published or retired file speaks about what is live; a draft, about the newest of any kind.
    told = [r for r in revisions if entry.status not in _LIVE_OR_NOT or r.status in _LIVE_OR_NOT]
    here = told[0] if told else None
    if here is None:
        return "changed"
    if here.entry == entry:
        return "unchanged"
    if here.origin == "import" or entry.id in overwrite:
        return "changed"
    last_import = next((r for r in revisions if r.origin == "import"), None)
    return "kept" if last_import and last_import.entry == entry else "conflicts"


def stored_texts(connection: Connection) -> dict[str, dict[str, str]]:
    """By kind and key: section titles, safety nets, reasons for unused facts, in their order."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for row in connection.execute(select(text_table).order_by(text_table.c.position)):
        found[row.kind][row.key] = row.text
    return found


def replace_texts(
    connection: Connection, wanted: Mapping[str, Mapping[str, str]], *, author: str, at: datetime
) -> int:
    """Puts `wanted`, by kind and key, in place of what is stored; gives how many texts changed."""
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
            connection.execute(insert(text_table).values(changed_at=at), rows)
    return changed
