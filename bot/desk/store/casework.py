"""What staff do with a case. Each change is made only to the case as the person saw it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.desk import cases
from bot.desk.cases import Action, CaseMoved, NotPossible
from bot.desk.model import Contact, Escalation, Event, Need, Staff, Turn
from bot.desk.store.raising import raise_case
from bot.desk.store.records import (
    Records,
    UnknownCase,
    case_of,
    escalation,
    locked,
    message,
    post,
    record,
)
from bot.desk.tables import Utc, contacts, escalations, events, feedback, messages

_MOMENTS = {name for name, column in escalations.c.items() if isinstance(column.type, Utc)}


class Casework:
    """Cases in the desk's records. Every method is one transaction and blocks its thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def case(self, escalation_id: str) -> Escalation:
        """One case. Raises `UnknownCase`."""
        with self._records.reading() as connection:
            row = connection.execute(
                sa.select(escalations).where(escalations.c.id == escalation_id)
            ).first()
        if row is None:
            raise UnknownCase
        return escalation(row)

    def of_conversation(self, conversation_id: str) -> list[Escalation]:
        """A chat's cases, newest first."""
        with self._records.reading() as connection:
            rows = connection.execute(
                sa.select(escalations)
                .where(escalations.c.conversation_id == conversation_id)
                .order_by(escalations.c.episode.desc())
            ).all()
        return [escalation(row) for row in rows]

    def act(
        self,
        escalation_id: str,
        action: Action,
        by: Staff,
        at: datetime,
        *,
        version: int,
        to: Staff | None = None,
        outcome: str | None = None,
    ) -> Escalation:
        """Claim, assign, put back, resolve or reopen the case as it was at `version`.

        Gives the case as it is then. Raises `CaseMoved` with the case as it is now when it changed
        first (somebody else was faster, or the patient reported something worse), and
        `NotPossible`, `UnknownOutcome`, `UnknownCase`.
        """
        with self._records.transaction() as connection:
            seen = case_of(connection, escalation_id)
            if seen.version != version:
                raise CaseMoved(seen)
            values = cases.change(seen, action, by, at, to=to, outcome=outcome)
            detail = outcome or (to.name if to else None)
            return self._put(connection, seen, values, action, by, at, detail)

    def claim_open(self, conversation_id: str, by: Staff, at: datetime) -> None:
        """Claim what is open of a chat's newest case, and take note of its alarm if it is one's own.

        For whoever joins the chat; a case that a colleague has stays theirs.
        """
        with self._records.transaction() as connection:
            row = connection.execute(
                sa.select(escalations)
                .where(escalations.c.conversation_id == conversation_id)
                .order_by(escalations.c.episode.desc())
                .with_for_update()
            ).first()
            seen = escalation(row) if row else None
            if seen is not None and seen.status == "open":
                self._put(connection, seen, cases.change(seen, "claim", by, at), "claim", by, at)
            elif seen is not None and seen.claimed_by == by.id and not seen.acknowledged_at:
                self._put(connection, seen, {"acknowledged_at": at}, "acknowledged", by, at)

    def put_back(self, conversation_id: str, of: Staff, at: datetime) -> None:
        """Put back what somebody who has left still has of a chat's cases; the alarm begins anew."""
        with self._records.transaction() as connection:
            rows = connection.execute(
                sa.select(escalations)
                .where(
                    escalations.c.conversation_id == conversation_id,
                    escalations.c.status == "claimed",
                    escalations.c.claimed_by == of.id,
                )
                .with_for_update()
            ).all()
            for row in rows:
                seen = escalation(row)
                values = cases.change(seen, "release", of, at)
                self._put(connection, seen, values, "release", of, at, keep=False)

    def open_call(
        self,
        conversation_id: str,
        need: Need,
        facts: dict[str, Any] | None,
        by: Staff,
        at: datetime,
    ) -> Escalation:
        """Make a case of a call; it is the receptionist's own, so no alarm goes out for it.

        Raises `UnknownConversation`, and `NotPossible` when nothing was asked yet.
        """
        with self._records.transaction() as connection:
            row = locked(connection, conversation_id)
            said = connection.execute(
                sa.select(messages)
                .where(messages.c.conversation_id == conversation_id)
                .order_by(messages.c.seq)
            ).all()
            asked = [message(one) for one in said if one.role == "patient"]
            if not asked:
                raise NotPossible("open_call")
            told = tuple(one.body for one in said if one.answers == asked[-1].seq)
            turn = Turn(told, facts=facts)
            made = raise_case(connection, asked[-1], turn, need, row.episode, at)
            seen = case_of(connection, made["id"])
            if seen.status != "open":
                return seen
            return self._put(connection, seen, cases.change(seen, "claim", by, at), "claim", by, at)

    def acknowledge(self, escalation_id: str, by: Staff, at: datetime) -> Escalation:
        """Silence the alarm: this person has seen it. Done already, it stays as it is."""
        with self._records.transaction() as connection:
            seen = case_of(connection, escalation_id)
            if seen.acknowledged_at is not None:
                return seen
            return self._put(connection, seen, {"acknowledged_at": at}, "acknowledged", by, at)

    def undo(self, escalation_id: str, by: Staff, at: datetime) -> Escalation:
        """Take back this person's own last step on the case, if nothing happened since.

        Raises `NotPossible` when there is no such step, and `CaseMoved`.
        """
        with self._records.transaction() as connection:
            seen = case_of(connection, escalation_id)
            row = connection.execute(
                sa.select(events)
                .where(
                    events.c.escalation_id == escalation_id,
                    events.c.before.is_not(None),
                    events.c.undone_at.is_(None),
                )
                .order_by(events.c.id.desc())
                .limit(1)
            ).first()
            if row is None or not cases.undoable(row.account_id, by, row.at, at):
                raise NotPossible("undo")
            if row.version != seen.version:
                raise CaseMoved(seen)
            connection.execute(events.update().where(events.c.id == row.id).values(undone_at=at))
            return self._put(connection, seen, _thawed(row.before), "undone", by, at, keep=False)

    def note(
        self, conversation_id: str, text: str, by: Staff, at: datetime, case: str | None = None
    ) -> int:
        """A private note, never shown to the patient; gives its id."""
        with self._records.transaction() as connection:
            return record(
                connection, "note", conversation_id, at, by=by, escalation_id=case, text=text
            )

    def called_back(
        self, conversation_id: str, by: Staff, at: datetime, case: str | None, reached: bool
    ) -> None:
        """Note a call to the patient; once reached, they no longer wait for one."""
        with self._records.transaction() as connection:
            kind = "called_back" if reached else "call_not_reached"
            record(connection, kind, conversation_id, at, by=by, escalation_id=case)
            if reached:
                connection.execute(
                    contacts.update()
                    .where(contacts.c.conversation_id == conversation_id)
                    .values(called_at=at)
                )

    def contact(self, conversation_id: str) -> Contact | None:
        """The number that a patient left."""
        with self._records.reading() as connection:
            row = connection.execute(
                sa.select(contacts).where(contacts.c.conversation_id == conversation_id)
            ).first()
        return Contact(**row._mapping) if row else None

    def history(self, conversation_id: str) -> list[Event]:
        """What happened to a chat and its cases at the desk, in order."""
        with self._records.reading() as connection:
            rows = connection.execute(
                sa.select(events)
                .where(events.c.conversation_id == conversation_id)
                .order_by(events.c.id)
            ).all()
        return [Event(**row._mapping) for row in rows]

    def pulse(self) -> dict[str, Any]:
        """What changes whenever the list of cases does; and the alarms nobody has acknowledged."""
        with self._records.reading() as connection:
            ringing = connection.execute(
                sa.select(escalations.c.id, escalations.c.urgency, escalations.c.alarm_at)
                .where(
                    escalations.c.status != "resolved",
                    escalations.c.acknowledged_at.is_(None),
                    escalations.c.urgency.in_(("emergency", "urgent")),
                )
                .order_by(escalations.c.alarm_at)
            ).all()
            last = connection.execute(sa.select(sa.func.max(events.c.id))).scalar()
        return {
            "last": last or 0,
            "alarms": [
                {"id": row.id, "urgency": row.urgency, "at": row.alarm_at.isoformat()}
                for row in ringing
            ],
        }

    def chat_pulse(self, conversation_id: str) -> dict[str, Any]:
        """What changes whenever a chat does."""
        with self._records.reading() as connection:
            line, answered = connection.execute(
                sa.select(sa.func.max(messages.c.seq), sa.func.count(messages.c.answered_at)).where(
                    messages.c.conversation_id == conversation_id
                )
            ).one()
            event = connection.execute(
                sa.select(sa.func.max(events.c.id)).where(
                    events.c.conversation_id == conversation_id
                )
            ).scalar()
            thumb = connection.execute(
                sa.select(sa.func.max(feedback.c.at)).where(
                    feedback.c.conversation_id == conversation_id
                )
            ).scalar()
        return {
            "line": line or 0,
            "answered": answered,
            "event": event or 0,
            "thumb": thumb.isoformat() if thumb else "",
        }

    def _put(
        self,
        connection: Connection,
        seen: Escalation,
        values: dict[str, Any],
        kind: str,
        by: Staff,
        at: datetime,
        text: str | None = None,
        *,
        keep: bool = True,
    ) -> Escalation:
        version = seen.version + 1
        # The comparison again, in the UPDATE itself: what was read above may be a snapshot.
        result = connection.execute(
            escalations.update()
            .where(escalations.c.id == seen.id, escalations.c.version == seen.version)
            .values(**values, version=version, updated_at=at)
        )
        if not result.rowcount:
            raise CaseMoved(case_of(connection, seen.id))
        record(
            connection,
            kind,
            seen.conversation_id,
            at,
            by=by,
            escalation_id=seen.id,
            text=text,
            before=_frozen(seen, values) if keep else None,
            version=version,
        )
        if kind == "release":
            post(connection, "escalation_released", seen.conversation_id, seen.id, at)
            connection.execute(
                escalations.update().where(escalations.c.id == seen.id).values(sounded=1)
            )
        return case_of(connection, seen.id)


def _frozen(seen: Escalation, values: dict[str, Any]) -> dict[str, Any]:
    """The columns about to change, as they were, in a form that JSON can keep."""
    was = {name: getattr(seen, name) for name in values}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in was.items()
    }


def _thawed(before: dict[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value) if name in _MOMENTS and value else value
        for name, value in before.items()
    }
