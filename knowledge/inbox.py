"""What patients asked and we answered badly, or not: kept without who they are, grouped by likeness."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine

from knowledge.checks import normalised
from knowledge.engine import writing
from knowledge.identity import unnamed
from knowledge.likeness import Similarity
from knowledge.tables import question_table, replay_table

WHY = ("no_answer", "low_confidence", "thumbs_down", "hand_over", "answered")
"""Why a question is kept; "answered" ones only wait for replays, where the clinic allows it."""

LONGEST = 300
MOST_GROUPED = 400
"""Questions grouped at once, the newest; the others wait until those are dealt with."""
REPLAYED = 300
_ALIKE = 0.25
"""How far above the floor at which anything fits two questions count as one."""


def stripped(text: str) -> str:
    """`text` on one line without what could tell who wrote it; at most `LONGEST` characters."""
    return unnamed(" ".join(text.split()))[:LONGEST].strip()


class Note(NamedTuple):
    """A question to be kept, for one of `WHY`.

    `origin` is the chat it came from, kept as a hash only; `words` is what the patient wrote of the
    answer.
    """

    text: str
    why: str
    entry_id: str = ""
    at: datetime | None = None
    origin: str = ""
    words: str = ""


@dataclass(frozen=True)
class Question:
    """One question as it is kept; `entry_id` is the entry that answered it, if one did, and `words`
    what the patient wrote of the answer."""

    id: int
    text: str
    why: str
    entry_id: str
    at: datetime
    words: str = ""


@dataclass(frozen=True)
class Group:
    """Questions that mean the same: the most typical first. `suggestions` are entries' ids."""

    questions: tuple[Question, ...]
    suggestions: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """The different ways it was put, the most frequent first."""
        seen: dict[str, str] = {}
        for question in self.questions:
            seen.setdefault(normalised(question.text), question.text)
        return tuple(seen.values())

    @property
    def reasons(self) -> Mapping[str, int]:
        """How often for which reason."""
        return Counter(question.why for question in self.questions)


class Inbox:
    """The questions in one database; may be shared by threads."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime]) -> None:
        """`now` gives UTC without a zone, as `Repository.now` does."""
        self._engine = engine
        self._now = now

    def note_question(
        self, text: str, why: str, entry_id: str = "", at: datetime | None = None, origin: str = ""
    ) -> None:
        """Keeps a question, stripped. Raises `ValueError` for a reason that is none of `WHY`."""
        self.note_all([Note(text, why, entry_id, at, origin)])

    def note_all(self, notes: Iterable[Note]) -> None:
        """`note_question` for several, in one transaction.

        A thumb down for a question that is known to have got one in the same chat only adds its words.
        """
        rows = [row for note in notes if (row := self._row(note))["text"]]
        if not rows:
            return
        with writing(self._engine) as connection:
            for row in rows:
                if not _told_again(connection, row):
                    connection.execute(insert(question_table).values(**row))

    def _row(self, note: Note) -> dict[str, Any]:
        if note.why not in WHY:
            raise ValueError(f"{note.why!r} is not one of {', '.join(WHY)}")
        return {
            "text": stripped(note.text),
            "why": note.why,
            "entry_id": note.entry_id[:100],
            "origin": _hashed(note.origin) if note.origin else "",
            "at": note.at or self._now(),
            "words": stripped(note.words) or None,
        }

    def open(self, limit: int = MOST_GROUPED) -> list[Question]:
        """Those that wait for an editor, newest first."""
        query = (
            select(question_table)
            .where(question_table.c.why != "answered", question_table.c.settled_at.is_(None))
            .order_by(question_table.c.id.desc())
            .limit(limit)
        )
        return self._read(query)

    def waiting(self) -> int:
        """How many wait, all of them."""
        return len(self.open(limit=10_000))

    def some(self, ids: Collection[int]) -> list[Question]:
        """The questions with these ids, as far as they still are there."""
        return self._read(select(question_table).where(question_table.c.id.in_(list(ids))))

    def recent(self, limit: int = REPLAYED) -> list[str]:
        """The newest different texts of all kinds, for a replay."""
        query = select(question_table).order_by(question_table.c.id.desc()).limit(limit * 3)
        texts = {normalised(one.text): one.text for one in self._read(query)}
        return list(texts.values())[:limit]

    def settle(self, ids: Collection[int], by: str, how: str) -> int:
        """Takes questions off the inbox: `how` is the reason, or "in ENTRY". Gives their number."""
        with writing(self._engine) as connection:
            result = connection.execute(
                update(question_table)
                .where(question_table.c.id.in_(list(ids)), question_table.c.settled_at.is_(None))
                .values(settled_at=self._now(), settled_by=by[:200], settled_how=how[:300])
            )
            return int(result.rowcount)

    def forget(self, origin: str) -> None:
        """Erases what came from a chat."""
        self._erase(question_table.c.origin == _hashed(origin))

    def expire(self, before: datetime) -> None:
        """Erases what is older than a moment."""
        self._erase(question_table.c.at < before)

    def _erase(self, which: object) -> None:
        with writing(self._engine) as connection:
            texts = set(connection.execute(select(question_table.c.text).where(which)).scalars())
            _forget_replays(connection, texts)
            connection.execute(delete(question_table).where(which))

    def _read(self, query: object) -> list[Question]:
        with self._engine.connect() as connection:
            return [
                Question(row.id, row.text, row.why, row.entry_id, row.at, row.words or "")
                for row in connection.execute(query)
            ]


def _told_again(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Whether a thumb down is one that is kept already; it then has its new words."""
    if row["why"] != "thumbs_down" or not row["origin"]:
        return False
    same = [question_table.c[name] == row[name] for name in ("text", "why", "origin")]
    if row["words"]:
        change = update(question_table).where(*same).values(words=row["words"])
        return bool(connection.execute(change).rowcount)
    return connection.execute(select(question_table.c.id).where(*same)).first() is not None


def _forget_replays(connection: Connection, texts: Collection[str]) -> None:
    """Deletes the replays whose results quote one of `texts`; opening a review makes them anew."""
    if not texts:
        return
    quoted = {
        json.dumps(text, ensure_ascii=ascii)[1:-1] for text in texts for ascii in (True, False)
    }
    kept = select(replay_table.c.entry_id, replay_table.c.number, replay_table.c.result)
    for row in connection.execute(kept.where(replay_table.c.result.is_not(None))).all():
        if any(text in row.result for text in quoted):
            connection.execute(
                delete(replay_table).where(
                    replay_table.c.entry_id == row.entry_id, replay_table.c.number == row.number
                )
            )


def grouped(
    questions: Sequence[Question],
    similarity: Similarity,
    suggest: Callable[[str], Sequence[str]] = lambda text: (),
) -> list[Group]:
    """`questions` by likeness, the largest group first; `suggest` gives ids of entries for a text.

    The most frequent wordings lead; each other joins the leader it is most like, if like enough.
    `similarity` remembers what it compares, so it must be one that is thrown away.
    """
    by_wording: dict[str, list[Question]] = {}
    for question in questions:
        by_wording.setdefault(normalised(question.text) or question.text, []).append(question)
    wordings = sorted(by_wording.values(), key=len, reverse=True)
    leaders: list[str] = []
    groups: list[list[Question]] = []
    texts = tuple(same[0].text for same in wordings)
    alike = similarity.floor + _ALIKE
    for same in wordings:
        scores = similarity.rank(same[0].text, texts)
        near = [(float(scores[texts.index(leader)]), place) for place, leader in enumerate(leaders)]
        best, place = max(near, default=(0.0, 0))
        if best >= alike:
            groups[place] += same
        else:
            leaders.append(same[0].text)
            groups.append(list(same))
    found = [Group(tuple(group), tuple(suggest(group[0].text))) for group in groups]
    return sorted(found, key=lambda group: len(group.questions), reverse=True)


def _hashed(origin: str) -> str:
    return hashlib.sha256(origin.encode()).hexdigest()[:32]
