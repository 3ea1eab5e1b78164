"""Alerts on their way: the transactional outbox, repeats of unacknowledged alarms, dead letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Row

from bot.desk import alarms
from bot.desk.alarms import Schedule
from bot.desk.model import Escalation
from bot.desk.store.records import Records, escalation, post
from bot.desk.tables import escalations, outbox

MOST_ATTEMPTS = 8
LEASE = timedelta(seconds=60)
"""How long a sender has before another one may try the same alert: longer than any time-out."""
SET_BACK = timedelta(seconds=60)
"""An alarm that lies so far ahead was raised before the clock was set back."""
LONGEST_WAIT = timedelta(seconds=360)
"""Longer than any wait between two tries: what is due later was written before the same."""
SHOWN = 100
_ALERTS = sa.or_(outbox.c.kind.like("escalation_%"), outbox.c.kind.in_(("alarm", "test")))


@dataclass(frozen=True)
class Alert:
    """One alert for one contact. `sent` are the places in the contact's list already served."""

    id: int
    kind: str
    escalation_id: str | None
    created_at: datetime
    delivered_at: datetime | None
    attempts: int
    contact: int
    next_at: datetime | None
    failed_at: datetime | None
    error: str | None
    sent: tuple[int, ...]


class Outbox:
    """Alerts in the desk's records. Every method is one transaction and blocks its thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def sound(self, now: datetime, schedules: dict[str, Schedule], contacts: int) -> int:
        """Post the alert that is due of each alarm nobody acknowledged; gives their number."""
        posted = 0
        with self._records.reading() as connection:
            ringing = [
                escalation(row)
                for row in connection.execute(
                    sa.select(escalations).where(
                        escalations.c.status != "resolved",
                        escalations.c.acknowledged_at.is_(None),
                        escalations.c.urgency.in_(list(schedules)),
                    )
                )
            ]
        for case in ringing:
            if case.alarm_at - now > SET_BACK:
                case = self._anew(case, now)
            step = alarms.due(
                case.alarm_at,
                now,
                contacts=contacts,
                schedule=schedules[case.urgency],
                sounded=case.sounded,
            )
            if step is not None:
                posted += self._sound(case, step, now)
        return posted

    def _anew(self, case: Escalation, now: datetime) -> Escalation:
        """The case with its alarm begun again: it would be silent until the clock is there again."""
        with self._records.transaction() as connection:
            connection.execute(
                escalations.update()
                .where(escalations.c.id == case.id, escalations.c.alarm_at == case.alarm_at)
                .values(alarm_at=now, sounded=0)
            )
        return replace(case, alarm_at=now, sounded=0)

    def _sound(self, case: Escalation, step: alarms.Step, now: datetime) -> bool:
        with self._records.transaction() as connection:
            # Another process may have been faster, or somebody has just acknowledged.
            result = connection.execute(
                escalations.update()
                .where(
                    escalations.c.id == case.id,
                    escalations.c.alarm_at == case.alarm_at,
                    escalations.c.sounded == case.sounded,
                    escalations.c.acknowledged_at.is_(None),
                )
                .values(sounded=step.number + 1)
            )
            if result.rowcount:
                post(connection, "alarm", case.conversation_id, case.id, now, step.contact)
            return bool(result.rowcount)

    def test(self, now: datetime) -> None:
        """Post an alert to everybody that says it is only a test."""
        with self._records.transaction() as connection:
            post(connection, "test", "", None, now, alarms.EVERYONE)

    def take(self, now: datetime) -> Alert | None:
        """The next alert to send, for this sender alone for a while; None when there is none."""
        with self._records.transaction() as connection:
            row = connection.execute(
                sa.select(outbox)
                .where(
                    _ALERTS,
                    outbox.c.delivered_at.is_(None),
                    outbox.c.failed_at.is_(None),
                    sa.or_(
                        outbox.c.next_at.is_(None),
                        outbox.c.next_at <= now,
                        outbox.c.next_at > now + LONGEST_WAIT,
                    ),
                )
                .order_by(outbox.c.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).first()
            if row is None:
                return None
            connection.execute(
                outbox.update()
                .where(outbox.c.id == row.id)
                .values(next_at=now + LEASE, attempts=row.attempts + 1)
            )
            return _alert(row, attempts=row.attempts + 1)

    def done(self, alert: Alert, at: datetime, note: str | None = None) -> None:
        """The alert was delivered, or `note` says why it need not be."""
        self._set(alert.id, delivered_at=at, error=note, next_at=None)

    def failed(self, alert: Alert, at: datetime, error: str, sent: tuple[int, ...]) -> bool:
        """The alert was not delivered; it is tried again later, or given up: then True."""
        dead = alert.attempts >= MOST_ATTEMPTS
        self._set(
            alert.id,
            error=error[:200],
            sent=list(sent),
            next_at=None if dead else at + alarms.backoff(alert.attempts),
            failed_at=at if dead else None,
        )
        return dead

    def again(self, alert_id: int) -> None:
        """Try an alert that was given up once more, as if new."""
        self._set(alert_id, failed_at=None, next_at=None, attempts=0)

    def dismiss(self, alert_id: int, at: datetime) -> None:
        """Take an alert that was given up off the list."""
        self._set(alert_id, delivered_at=at, failed_at=None)

    def recent(self) -> list[Alert]:
        """The latest alerts, newest first."""
        with self._records.reading() as connection:
            rows = connection.execute(
                sa.select(outbox).where(_ALERTS).order_by(outbox.c.id.desc()).limit(SHOWN)
            ).all()
        return [_alert(row) for row in rows]

    def dead(self) -> list[Alert]:
        """The alerts given up, newest first."""
        with self._records.reading() as connection:
            rows = connection.execute(
                sa.select(outbox)
                .where(_ALERTS, outbox.c.failed_at.is_not(None))
                .order_by(outbox.c.id.desc())
                .limit(SHOWN)
            ).all()
        return [_alert(row) for row in rows]

    def _set(self, alert_id: int, **values: Any) -> None:
        with self._records.transaction() as connection:
            connection.execute(outbox.update().where(outbox.c.id == alert_id).values(**values))


def _alert(row: Row, **more: Any) -> Alert:
    kept = {name: row._mapping[name] for name in Alert.__dataclass_fields__}
    return Alert(**{**kept, "sent": tuple(row.sent or ()), **more})
