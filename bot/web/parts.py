"""What one app is made of; wired once, in `bot.web.app.create_app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from jinja2 import Environment
from starlette.requests import Request

from bot.desk.store import DeskStore
from bot.settings import Settings
from bot.staff.store import StaffRecords
from bot.web.admission import Admission
from bot.web.desk_parts import Desk
from bot.web.engine import Engine
from bot.web.events import Bell
from bot.web.intake import Intake
from bot.web.limits import Limits
from bot.web.metrics import Metrics
from bot.web.readiness import Readiness
from bot.web.signin_work import PasswordWork
from bot.web.threads import Threads


@dataclass(frozen=True)
class Parts:
    """The services that the endpoints call."""

    settings: Settings
    store: DeskStore
    engine: Engine
    intake: Intake
    threads: Threads
    bell: Bell
    metrics: Metrics
    pages: Environment
    clock: Callable[[], datetime]
    staff: StaffRecords
    passwords: PasswordWork
    desk: Desk
    limits: Limits
    admission: Admission
    readiness: Readiness


def parts_of(request: Request) -> Parts:
    """The parts of the app that serves `request`."""
    return cast(Parts, request.app.state.parts)
