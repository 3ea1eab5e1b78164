"""Who is to be alerted, who carries the alerts, and a fake clock that makes them due."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.desk.delivery import NotDelivered
from bot.desk.plan import Plan, Reach, load
from tests.integration.web.fakes import Clinic

DUTY, HEAD = Reach("Duty", ("duty://1", "duty://2")), Reach("Head", ("head://1",))


@dataclass
class Carrier:
    """Takes alerts, and refuses those for `down` addresses."""

    taken: list[tuple[str, str, str]] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    hangs: float = 0.0

    def send(self, url: str, title: str, body: str) -> None:
        """See `bot.desk.delivery.Sender`."""
        time.sleep(self.hangs)
        if url in self.down:
            raise NotDelivered("duty: not accepted, or no answer in time")
        self.taken.append((url, title, body))


def plan(*contacts: Reach) -> Plan:
    """The plan that comes with the product, with somebody to alert."""
    return replace(load(), contacts=contacts)


async def ticks(clinic: Clinic, seconds: int, *, step: int = 1) -> None:
    """Let the fake clock run, with what the alerting does at each tick."""
    alerting = clinic.app.state.parts.desk.alerting
    for _ in range(0, seconds, step):
        await alerting.tick()
        await alerting.settle()
        clinic.clock.now += timedelta(seconds=step)
