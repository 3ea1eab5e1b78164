"""Within one transaction: a turn's reply, and the case and alert that it calls for."""

from __future__ import annotations

import secrets
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.desk import service
from bot.desk.model import Message, Need, Turn
from bot.desk.store.records import escalation, post, record
from bot.desk.tables import escalations, messages


def store_reply(
    connection: Connection,
    message: Message,
    reply: dict[str, Any],
    case: dict[str, str] | None,
    at: datetime,
) -> dict[str, Any]:
    """Keep one answer to `message`; gives the Reply as the patient gets it."""
    body = new_reply(reply, case, at)
    connection.execute(
        messages.insert().values(
            conversation_id=message.conversation_id,
            role=body["role"],
            text=body["text"],
            at=at,
            answers=message.seq,
            body=body,
            floor=message.floor,
        )
    )
    return body


def new_reply(reply: dict[str, Any], case: dict[str, str] | None, at: datetime) -> dict[str, Any]:
    """`reply` with its own id, its time, and the case it belongs to."""
    return {
        **reply,
        "id": secrets.token_hex(8),
        "escalation": case,
        "at": at.astimezone(timezone.utc).isoformat(timespec="milliseconds"),
    }


def raise_case(
    connection: Connection, message: Message, turn: Turn, need: Need, episode: int, at: datetime
) -> dict[str, str]:
    """Open the episode's case, raise it, open it again or leave it; with its first alert.

    Any news begins a new alarm, which somebody has to acknowledge, even if the case is theirs.
    Gives the Reply's `escalation`.
    """
    row = connection.execute(
        sa.select(escalations)
        .where(
            escalations.c.conversation_id == message.conversation_id,
            escalations.c.episode == episode,
        )
        .with_for_update()
    ).first()
    current = escalation(row) if row else None
    after = service.raised(current, need)
    values: dict[str, Any] = {
        "kind": after.kind,
        "urgency": after.urgency,
        "reasons": list(after.reasons),
        "updated_at": at,
    }
    if after.headline:
        values |= {
            "message": message.text,
            "told": "\n\n".join(reply["text"] for reply in turn.replies),
            "facts": turn.facts,
        }
    if after.change:
        values |= {"alarm_at": at, "sounded": 1, "acknowledged_at": None}
    if after.change in ("opened", "reopened"):
        values |= {
            "status": "open",
            "closed_at": None,
            "outcome": None,
            "claimed_by": None,
            "claimed_name": None,
            "claimed_at": None,
        }
    if current is None:
        escalation_id, status = secrets.token_hex(8), "open"
        connection.execute(
            escalations.insert().values(
                id=escalation_id,
                conversation_id=message.conversation_id,
                episode=episode,
                opened_at=at,
                **values,
            )
        )
    else:
        escalation_id, status = current.id, values.get("status", current.status)
        values["version"] = current.version + bool(after.change)
        connection.execute(
            escalations.update().where(escalations.c.id == escalation_id).values(**values)
        )
    if after.change:
        post(connection, f"escalation_{after.change}", message.conversation_id, escalation_id, at)
        record(connection, after.change, message.conversation_id, at, escalation_id=escalation_id)
    return {"id": escalation_id, "status": status}
