"""Trainings of a new model: one at a time, how far it is, what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine, Row

from knowledge.engine import writing
from knowledge.tables import training_table

LOST_AFTER = timedelta(minutes=20)
"""A training that has said nothing for so long died with its process."""


@dataclass(frozen=True)
class Training:
    """One training. `status` is running, live, refused (the old model stays) or failed; `reasons`
    say why it is not live; `report` has the marks of both models."""

    id: int
    status: str
    step: str
    done: int
    total: int
    started_by: str
    started_at: datetime
    told_at: datetime
    reasons: tuple[str, ...]
    report: dict[str, Any] | None


class Trainings:
    """The trainings in one database; may be shared by threads."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime]) -> None:
        """`now` gives UTC without a zone, as `Repository.now` does."""
        self._engine = engine
        self._now = now

    def begin(self, by: str) -> int | None:
        """A new training's id; None while another runs."""
        now = self._now()
        with writing(self._engine) as connection:
            newest = connection.execute(
                select(training_table).order_by(training_table.c.id.desc()).limit(1)
            ).first()
            if newest is not None and _training(newest, now).status == "running":
                return None
            result = connection.execute(
                insert(training_table).values(
                    status="running",
                    step="starting",
                    done=0,
                    total=0,
                    started_by=by[:200],
                    started_at=now,
                    told_at=now,
                )
            )
            return int(result.inserted_primary_key[0])

    def advance(self, training_id: int, step: str, done: int, total: int) -> None:
        """Notes what it does now and how far it is."""
        self._set(training_id, step=step[:200], done=done, total=total)

    def end(
        self,
        training_id: int,
        status: str,
        *,
        reasons: tuple[str, ...] = (),
        report: dict[str, Any] | None = None,
    ) -> None:
        """Keeps what came of it: "live", "refused" or "failed"."""
        told = json.dumps({"reasons": reasons, "report": report}, ensure_ascii=False)
        self._set(training_id, status=status, step="", result=told)

    def latest(self, number: int = 10) -> list[Training]:
        """The newest trainings, newest first."""
        query = select(training_table).order_by(training_table.c.id.desc()).limit(number)
        now = self._now()
        with self._engine.connect() as connection:
            return [_training(row, now) for row in connection.execute(query)]

    def _set(self, training_id: int, **values: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                update(training_table)
                .where(training_table.c.id == training_id)
                .values(told_at=self._now(), **values)
            )


def _training(row: Row, now: datetime) -> Training:
    told = json.loads(row.result) if row.result else {}
    lost = row.status == "running" and row.told_at <= now - LOST_AFTER
    return Training(
        id=row.id,
        status="failed" if lost else row.status,
        step=row.step,
        done=row.done,
        total=row.total,
        started_by=row.started_by,
        started_at=row.started_at,
        told_at=row.told_at,
        reasons=tuple(told.get("reasons") or ())
        or (("The process that trained it is gone.",) if lost else ()),
        report=told.get("report"),
    )
