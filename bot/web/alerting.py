"""Brings alerts out of the outbox to people, again and again until somebody acknowledges.

Runs beside the answering of patients, in threads of its own: no patient waits for a delivery.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import structlog

from bot.desk.alarms import EVERYONE
from bot.desk.delivery import NotDelivered, Sender
from bot.desk.model import Escalation
from bot.desk.plan import Plan, Reach
from bot.desk.store import UnknownCase
from bot.desk.store.casework import Casework
from bot.desk.store.outbox import Alert, Outbox
from bot.web.errors import whereabouts
from bot.web.threads import Threads

log = structlog.get_logger(__name__)
TICK_SECONDS = 1.0
SEND_SECONDS = 30.0
MOST_AT_ONCE = 4


class Alerting:
    """Sends what the outbox holds."""

    def __init__(
        self,
        *,
        plan: Plan,
        outbox: Outbox,
        casework: Casework,
        sender: Sender,
        threads: Threads,
        clock: Callable[[], datetime],
        desk_address: str,
    ) -> None:
        """`desk_address` is where staff open the desk, for the link in an alert."""
        self._plan = plan
        self._outbox = outbox
        self._casework = casework
        self._sender = sender
        self._threads = threads
        self._clock = clock
        self._desk_address = desk_address
        self._senders = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="alert")
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self, leads: Callable[[], bool] = lambda: True) -> None:
        """Until cancelled: post repeats that are due, and start sending what is due.

        Only while this process `leads`; that two do so for a moment doubles nothing.
        """
        while True:
            try:
                if leads():
                    await self.tick()
            except Exception as error:
                log.error("alerting failed", **whereabouts(error))
            await asyncio.sleep(TICK_SECONDS)

    async def tick(self) -> None:
        """One round; sending goes on in the background, see `settle`."""
        now = self._clock()
        schedules = dict(self._plan.alarms)
        await self._threads.write(self._outbox.sound, now, schedules, len(self._plan.contacts))
        while len(self._under_way) < MOST_AT_ONCE:
            alert = await self._threads.write(self._outbox.take, now)
            if alert is None:
                return
            task = asyncio.create_task(self._deliver(alert))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def settle(self) -> None:
        """Wait for what is being sent."""
        if self._under_way:
            await asyncio.wait(set(self._under_way))

    def close(self) -> None:
        """Leave what hangs behind; its alert is tried again after the next start."""
        for task in self._under_way:
            task.cancel()
        self._senders.shutdown(wait=False, cancel_futures=True)

    async def _deliver(self, alert: Alert) -> None:
        try:
            case = await self._case(alert)
            if needless := self._needless(alert, case):
                await self._threads.write(self._outbox.done, alert, self._clock(), needless)
                return
            urls = [url for reach in self._reached(alert) for url in reach.urls]
            sent, errors = set(alert.sent), []
            for place, url in enumerate(urls):
                if place in sent:
                    continue
                if error := await self._send(url, *self._words(alert, case)):
                    errors.append(error)
                else:
                    sent.add(place)
            if not errors:
                await self._threads.write(self._outbox.done, alert, self._clock(), None)
                return
            words = f"{len(errors)} of {len(urls)} not delivered; {errors[0]}"
            dead = await self._threads.write(
                self._outbox.failed, alert, self._clock(), words, tuple(sorted(sent))
            )
            log.error("alert not delivered", alert=alert.id, given_up=dead)
        except Exception as error:
            log.error("alert not delivered", alert=alert.id, **whereabouts(error))

    async def _case(self, alert: Alert) -> Escalation | None:
        if alert.escalation_id is None:
            return None
        try:
            return await self._threads.read(self._casework.case, alert.escalation_id)
        except UnknownCase:
            return None

    def _needless(self, alert: Alert, case: Escalation | None) -> str | None:
        """Why an alert need not be sent after all."""
        if not self._plan.contacts:
            return "no contact is set up"
        if alert.kind == "test":
            return None
        if case is None or case.urgency not in self._plan.alarms:
            return "shown at the desk only"
        if case.acknowledged_at is not None:
            return "acknowledged before"
        return None

    def _reached(self, alert: Alert) -> tuple[Reach, ...]:
        contacts = self._plan.contacts
        if alert.contact == EVERYONE:
            return contacts
        return (contacts[min(alert.contact, len(contacts) - 1)],)

    async def _send(self, url: str, title: str, body: str) -> str | None:
        loop = asyncio.get_running_loop()
        sending = loop.run_in_executor(self._senders, self._sender.send, url, title, body)
        try:
            await asyncio.wait_for(asyncio.shield(sending), SEND_SECONDS)
        except NotDelivered as error:
            return str(error)
        except asyncio.TimeoutError:
            sending.add_done_callback(lambda done: done.cancelled() or done.exception())
            return f"{url.partition(':')[0][:20]}: no answer in {SEND_SECONDS:.0f} s"
        return None

    def _words(self, alert: Alert, case: Escalation | None) -> tuple[str, str]:
        """Title and text. Never a patient's words: an alert leaves the clinic's own machines."""
        if case is None:
            return (
                "Aftercare: test alert",
                f"This is a test from the front desk. Nothing is wrong. {self._desk_address}",
            )
        waited = max(0, int((self._clock() - case.alarm_at).total_seconds()))
        again = f" Nobody has acknowledged it for {_minutes(waited)}." if waited >= 30 else ""
        raised = "A case has become more urgent." if alert.kind == "escalation_upgraded" else ""
        return (
            f"Aftercare: {case.urgency} case at the front desk",
            f"{raised or 'A patient needs a person.'}{again} "
            f"Open it: {self._desk_address}/cases/{case.id}",
        )


def _minutes(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
