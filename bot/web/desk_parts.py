"""What the desk's pages and the patient's endpoints share; wired once, in `wire`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.desk.delivery import Sender
from bot.desk.feedback import Feedback
from bot.desk.model import Staff
from bot.desk.plan import Plan
from bot.desk.store import DeskStore, UnknownConversation
from bot.desk.store.casework import Casework
from bot.desk.store.corrections import Corrections
from bot.desk.store.figures import Counting
from bot.desk.store.floor import Floor, NotYourFloor
from bot.desk.store.outbox import Outbox
from bot.desk.store.presence import Presence
from bot.desk.store.search import Search
from bot.settings import Settings
from bot.web.alerting import Alerting
from bot.web.attendance import Attendance
from bot.web.errors import whereabouts
from bot.web.events import DESK, Bell
from bot.web.threads import Threads
from bot.web.typing import Typing
from knowledge.library import Library

log = structlog.get_logger(__name__)
LOOK_SECONDS = 5.0
GONE = timedelta(minutes=5)
"""Who was not seen at the desk for so long has left, and not only lost their connection."""


@dataclass(frozen=True)
class Desk:
    """The desk's services."""

    plan: Plan
    casework: Casework
    floor: Floor
    presence: Presence
    outbox: Outbox
    search: Search
    corrections: Corrections
    counting: Counting
    feedback: Feedback
    attendance: Attendance
    typing: Typing
    alerting: Alerting
    library: Callable[[], Library]

    async def relieve(self, threads: Threads, bell: Bell, now: datetime) -> int:
        """Give chats back to the bot whose receptionist has left without a word; how many.

        Else their patients would write to nobody. A case that was theirs waits for a person again,
        with a new alarm.
        """
        left = await threads.read(self.floor.abandoned, now - GONE)
        for one in left:
            who = Staff(one.staff_id or "", one.staff_name or "")
            try:
                await threads.write(self.floor.hand_back, one.id, who, now)
                await threads.write(self.casework.put_back, one.id, who, now)
            except (NotYourFloor, UnknownConversation):
                continue
            bell.ring(one.id)
            bell.ring(DESK)
            log.warning("an abandoned chat was given back to the bot", conversation=one.id)
        return len(left)

    async def watch(self, threads: Threads, bell: Bell, clock: Callable[[], datetime]) -> None:
        """Until cancelled: keep in mind who is at the desk, and relieve who has left.

        The first look is the caller's.
        """
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                self.attendance.renew(await threads.read(self.presence.present, clock()))
                await self.relieve(threads, bell, clock())
            except Exception as error:
                log.error("attendance unknown", **whereabouts(error))


def wire(
    settings: Settings,
    *,
    plan: Plan,
    store: DeskStore,
    threads: Threads,
    bell: Bell,
    clock: Callable[[], datetime],
    sender: Sender,
    library: Callable[[], Library],
) -> Desk:
    """The desk's services in one database."""
    casework, outbox = Casework(store), Outbox(store)
    return Desk(
        plan=plan,
        casework=casework,
        floor=Floor(store),
        presence=Presence(store),
        outbox=outbox,
        search=Search(store),
        corrections=Corrections(store),
        counting=Counting(store),
        feedback=Feedback(store),
        attendance=Attendance(plan.hours, settings, clock),
        typing=Typing(bell.ring),
        alerting=Alerting(
            plan=plan,
            outbox=outbox,
            casework=casework,
            sender=sender,
            threads=threads,
            clock=clock,
            desk_address=f"{settings.public_url.rstrip('/')}/desk",
        ),
        library=library,
    )
