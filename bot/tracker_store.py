"""What Rasa remembers of a conversation: its slots, and nothing else.

Rasa's own SQL store keeps every event for ever, reads all of them back at every turn and so grows
slower with each message, and can't delete. Every turn of ours is decided by the slots `case` and
`dialogue`, so one row a conversation is enough: a turn costs the same on the first message and on
the hundredth, a patient's words are stored in one place fewer, and forgetting is one delete.
"""

# No `from __future__ import annotations`: Rasa reads these hints.
import json
import time
from typing import Any, Iterable, Optional, Text

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from knowledge.engine import create, writing

REMEMBERED = ("case", "dialogue")

metadata = sa.MetaData()
tracker_table = sa.Table(
    "rasa_tracker",
    metadata,
    sa.Column("sender_id", sa.String(128), primary_key=True),
    sa.Column("slots", sa.Text, nullable=False),
    sa.Column("changed_at", sa.Float, nullable=False, index=True),
)


class CaseTrackerStore(TrackerStore):
    """One row a conversation in a SQLAlchemy database; SQLite and PostgreSQL alike."""

    def __init__(
        self,
        domain: Optional[Domain] = None,
        host: Text = "",
        event_broker: Optional[EventBroker] = None,
        **kwargs: Any,
    ) -> None:
        """`host`: what Rasa calls the `url` of bot/endpoints.yml, the database's address. Raises
        `sqlalchemy.exc.SQLAlchemyError` when that is no address or can't be opened."""
        self._engine = create(host)
        with writing(self._engine) as connection:
            if connection.dialect.name == "postgresql":
                # Several Rasa workers start at once, and each would find no table.
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7240134)"))
            metadata.create_all(connection, checkfirst=True)
        super().__init__(domain, event_broker)

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """A tracker in the state after the last turn, or None for an unknown conversation."""
        query = sa.select(tracker_table.c.slots).where(tracker_table.c.sender_id == sender_id)
        with self._engine.connect() as connection:
            kept = connection.execute(query).scalar()
        if kept is None:
            return None
        slots = json.loads(kept)
        events = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        events += [SlotSet(name, value) for name, value in slots.items()]
        events.append(ActionExecuted(ACTION_LISTEN_NAME))
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the slots of a turn; a tracker without any is forgotten."""
        slots = {name: tracker.get_slot(name) for name in REMEMBERED if name in tracker.slots}
        slots = {name: value for name, value in slots.items() if value is not None}
        if not slots:
            self.forget(tracker.sender_id)
            return
        row = {"slots": json.dumps(slots), "changed_at": time.time()}
        own = tracker_table.c.sender_id == tracker.sender_id
        with writing(self._engine) as connection:
            if not connection.execute(tracker_table.update().where(own).values(row)).rowcount:
                new = tracker_table.insert().values(sender_id=tracker.sender_id, **row)
                connection.execute(new)

    def forget(self, sender_id: Text) -> None:
        """Delete what is kept of a conversation; nothing happens to an unknown one."""
        own = tracker_table.c.sender_id == sender_id
        with writing(self._engine) as connection:
            connection.execute(tracker_table.delete().where(own))

    async def keys(self) -> Iterable[Text]:
        """The ids of all conversations."""
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(tracker_table.c.sender_id)).scalars())
