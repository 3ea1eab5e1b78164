"""What editors have lying around besides revisions: half-filled forms, comments, replays."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine, Row

from knowledge.engine import writing
from knowledge.publishing import Person
from knowledge.tables import autosave_table, comment_table, replay_table

MAX_COMMENT = 2_000
MAX_FORM = 60_000
"""Characters of an autosaved form; more is refused, as no entry is that long."""
LOST_AFTER = timedelta(minutes=3)
"""A replay that was begun so long ago died with its process."""


class TooLong(ValueError):
    """A comment or form beyond what the table should hold."""


@dataclass(frozen=True)
class Autosave:
    """A form as somebody left it: raw fields by name, and the revision it was opened on."""

    form: Mapping[str, list[str]]
    based_on: int | None
    saved_at: datetime


@dataclass(frozen=True)
class Comment:
    """A remark about one revision."""

    number: int
    author: str
    text: str
    created_at: datetime


@dataclass(frozen=True)
class StoredReplay:
    """How far the replay of a revision is; `result` once it is done. `live` names what it ran on."""

    entry_id: str
    number: int
    live: str
    status: str
    done: int
    total: int
    result: dict[str, Any] | None


class Workbench:
    """These three in one database; may be shared by threads."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime]) -> None:
        """`now` gives UTC without a zone, as `Repository.now` does."""
        self._engine = engine
        self._now = now

    # --- forms

    def keep_form(
        self, person: Person, entry_id: str, form: Mapping[str, list[str]], based_on: int | None
    ) -> None:
        """Keeps a form as it is, in place of the one kept before.

        `entry_id` is "" for a new entry. Raises `TooLong`.
        """
        self.rewrite_form(person, entry_id, lambda kept: form, based_on)

    def rewrite_form(
        self,
        person: Person,
        entry_id: str,
        change: Callable[[Mapping[str, list[str]] | None], Mapping[str, list[str]] | None],
        based_on: int | None = None,
    ) -> None:
        """Keeps what `change` makes of the kept form, or of None; nothing if it makes None.

        Windows and the inbox may change it in the same moment. Raises `TooLong`.
        """
        with writing(self._engine) as connection:
            query = self._form_of(select(autosave_table), person, entry_id).with_for_update()
            row = connection.execute(query).first()
            form = change(json.loads(row.form) if row else None)
            body = json.dumps(form if form is None else dict(form), ensure_ascii=False)
            if len(body) > MAX_FORM:
                raise TooLong(f"The form has more than {MAX_FORM:,} characters.")
            connection.execute(self._form_of(delete(autosave_table), person, entry_id))
            if form is not None:
                connection.execute(
                    insert(autosave_table).values(
                        account_id=person.id,
                        entry_id=entry_id,
                        based_on=based_on,
                        form=body,
                        saved_at=self._now(),
                    )
                )

    def form(self, person: Person, entry_id: str) -> Autosave | None:
        """The form that `person` left for an entry."""
        with self._engine.connect() as connection:
            row = connection.execute(
                self._form_of(select(autosave_table), person, entry_id)
            ).first()
        return Autosave(json.loads(row.form), row.based_on, row.saved_at) if row else None

    def drop_form(self, person: Person, entry_id: str) -> None:
        """Forgets it, because it was saved or is not wanted."""
        with writing(self._engine) as connection:
            connection.execute(self._form_of(delete(autosave_table), person, entry_id))

    @staticmethod
    def _form_of(statement: Any, person: Person, entry_id: str) -> Any:
        return statement.where(
            autosave_table.c.account_id == person.id, autosave_table.c.entry_id == entry_id
        )

    # --- comments

    def comment(self, entry_id: str, number: int, by: Person, text: str) -> None:
        """Adds a remark to a revision. Raises `TooLong`, and `ValueError` for an empty one."""
        text = text.strip()
        if not text:
            raise ValueError("Write something first.")
        if len(text) > MAX_COMMENT:
            raise TooLong(f"A comment has at most {MAX_COMMENT:,} characters.")
        with writing(self._engine) as connection:
            connection.execute(
                insert(comment_table).values(
                    entry_id=entry_id,
                    number=number,
                    author_id=by.id,
                    author=by.name,
                    text=text,
                    created_at=self._now(),
                )
            )

    def comments(self, entry_id: str) -> list[Comment]:
        """Everything said about an entry's revisions, oldest first."""
        query = (
            select(comment_table)
            .where(comment_table.c.entry_id == entry_id)
            .order_by(comment_table.c.id)
        )
        with self._engine.connect() as connection:
            return [
                Comment(row.number, row.author, row.text, row.created_at)
                for row in connection.execute(query)
            ]

    # --- replays

    def begin_replay(self, entry_id: str, number: int, live: str) -> bool:
        """Takes the replay of a revision in hand; False when one runs, or ran, on the same `live`."""
        now = self._now()
        with writing(self._engine) as connection:
            row = connection.execute(
                self._replay_of(select(replay_table), entry_id, number)
            ).first()
            if row is not None and row.live == live and row.status != "failed":
                if row.status == "done" or row.started_at > now - LOST_AFTER:
                    return False
            connection.execute(self._replay_of(delete(replay_table), entry_id, number))
            connection.execute(
                insert(replay_table).values(
                    entry_id=entry_id,
                    number=number,
                    live=live,
                    status="running",
                    done=0,
                    total=0,
                    started_at=now,
                )
            )
        return True

    def advance_replay(self, entry_id: str, number: int, done: int, total: int) -> None:
        """Notes how far it is."""
        self._set_replay(entry_id, number, done=done, total=total)

    def end_replay(
        self, entry_id: str, number: int, live: str, result: dict[str, Any] | None
    ) -> None:
        """Keeps the result, made on `live`; None when the replay failed."""
        self._set_replay(
            entry_id,
            number,
            live=live,
            status="failed" if result is None else "done",
            result=None if result is None else json.dumps(result, ensure_ascii=False),
            finished_at=self._now(),
        )

    def replay(self, entry_id: str, number: int) -> StoredReplay | None:
        """The replay of a revision, as far as it is."""
        with self._engine.connect() as connection:
            row = connection.execute(
                self._replay_of(select(replay_table), entry_id, number)
            ).first()
        return _replay(row, self._now()) if row else None

    def _set_replay(self, entry_id: str, number: int, **values: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                self._replay_of(update(replay_table), entry_id, number).values(**values)
            )

    @staticmethod
    def _replay_of(statement: Any, entry_id: str, number: int) -> Any:
        return statement.where(replay_table.c.entry_id == entry_id, replay_table.c.number == number)


def _replay(row: Row, now: datetime) -> StoredReplay:
    lost = row.status == "running" and row.started_at <= now - LOST_AFTER
    return StoredReplay(
        entry_id=row.entry_id,
        number=row.number,
        live=row.live,
        status="failed" if lost else row.status,
        done=row.done,
        total=row.total,
        result=json.loads(row.result) if row.result else None,
    )
