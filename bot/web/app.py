"""The web process: chat API, chat page, desk. Wired here and nowhere else."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import jinja2
import structlog
from sqlalchemy.engine import Engine as Database
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.desk.delivery import AppriseSender, Sender
from bot.desk.migrations import upgrade
from bot.desk.plan import Plan
from bot.desk.plan import load as load_plan
from bot.desk.store import DeskStore
from bot.settings import Settings
from bot.staff.migrations import upgrade as upgrade_staff
from bot.staff.store import StaffRecords
from bot.web import (
    accounts,
    accounts_own,
    api,
    audit,
    chat_pages,
    desk,
    desk_parts,
    editing,
    guard,
    signin,
    signin_first,
    status,
    widget,
)
from bot.web.admission import Admission
from bot.web.engine import Engine
from bot.web.errors import NoTrace, Refusal, whereabouts
from bot.web.events import Bell
from bot.web.headers import ChatFromOtherSites, SecurityHeaders
from bot.web.intake import Intake, Screen, UrgentReply
from bot.web.leading import Leading
from bot.web.limits import Limits
from bot.web.metrics import Metrics
from bot.web.parts import Parts
from bot.web.readiness import Readiness
from bot.web.relay import Relay
from bot.web.retention import Retention
from bot.web.signin_state import StaffSessions
from bot.web.signin_work import PasswordWork
from bot.web.threads import Threads
from bot.web.throttling import InTime, Throttling
from knowledge.editor.routes import routes as editor_routes
from knowledge.library import Library
from knowledge.migrations import upgrade as upgrade_knowledge
from knowledge.repository import Repository

HERE = Path(__file__).parent
SWEEP_SECONDS = 60.0

log = structlog.get_logger(__name__)


def now() -> datetime:
    """The present moment."""
    return datetime.now(timezone.utc)


def create_app(
    settings: Settings,
    *,
    engine: Engine,
    database: Database,
    screen: Screen,
    urgent_reply: UrgentReply,
    clock: Callable[[], datetime] = now,
    plan: Plan | None = None,
    sender: Sender | None = None,
    library: Callable[[], Library] | None = None,
) -> Starlette:
    """The app, ready to be served; its tables are made when it starts.

    `screen` and `urgent_reply` are `bot.triage.screen` and `bot.conversation.urgent_reply` or
    stand-ins. `plan` is how the desk works (by default the file that the settings name), `sender`
    carries its alerts, `library` gives what is published. Raises `bot.desk.plan.BadPlan`.
    """
    store, bell, metrics = DeskStore(database), Bell(), Metrics()
    threads = Threads(store.together)
    front = desk_parts.wire(
        settings,
        plan=plan or load_plan(settings.desk_plan),
        store=store,
        threads=threads,
        bell=bell,
        clock=clock,
        sender=sender or AppriseSender(),
        library=library or Repository(database).library,
    )
    # A SQLite file is one machine's, and one web process serves it.
    alone = bell.hears_others = database.dialect.name == "sqlite"
    leading, relay = Leading(store, threads, alone=alone), None
    if settings.redis_url:
        broken = metrics.failures.labels("relay", "redis").inc
        relay = Relay(settings.redis_url, bell, typing=front.typing.heard, failed=broken)
    questions = editing.questions(settings, database=database, clock=clock)
    intake = Intake(
        settings=settings,
        store=store,
        engine=engine,
        screen=screen,
        urgent_reply=urgent_reply,
        clock=clock,
        threads=threads,
        bell=bell,
        metrics=metrics,
        away=front.attendance.away,
        questions=questions,
    )
    pages, limits = _pages(settings), Limits(settings, metrics)
    parts = Parts(
        settings=settings,
        store=store,
        engine=engine,
        intake=intake,
        threads=threads,
        bell=bell,
        metrics=metrics,
        pages=pages,
        clock=clock,
        staff=StaffRecords.of(
            store,
            idle=timedelta(minutes=settings.session_idle_minutes),
            longest=timedelta(hours=settings.session_hours),
        ),
        passwords=PasswordWork(),
        desk=front,
        limits=limits,
        admission=Admission(limits=limits, intake=intake, settings=settings, metrics=metrics),
        readiness=Readiness(engine=engine, store=store, desk=front, threads=threads, clock=clock),
    )
    retention = Retention(
        settings, database=database, intake=intake, threads=threads, clock=clock, metrics=metrics
    )

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await threads.write(upgrade, database)
        await threads.write(upgrade_staff, database)
        await threads.write(upgrade_knowledge, database)
        # The first screening loads word lists; a patient's should not.
        with contextlib.suppress(Exception):
            today = clock().astimezone().date()
            await threads.screen(lambda: screen("warming up", today, facts=None, asked=None))
        front.attendance.renew(await threads.read(front.presence.present, clock()))
        await intake.recover(at_start=True)
        running = [
            asyncio.create_task(work)
            for work in (
                leading.run(),
                *([relay.run()] if relay else []),
                _sweep(intake, leading),
                questions.run(),
                retention.run(leading.leads),
                front.alerting.run(leading.leads),
                front.watch(threads, bell, clock),
            )
        ]
        try:
            yield
        finally:
            for task in running:
                task.cancel()
            await leading.resign()
            front.alerting.close()
            await app.state.editor.close()
            await questions.keep()
            await engine.close()
            parts.passwords.close()
            threads.close()

    app = Starlette(
        routes=[
            *chat_pages.ROUTES,
            *widget.ROUTES,
            *api.ROUTES,
            *desk.ROUTES,
            *signin.ROUTES,
            *signin_first.ROUTES,
            *accounts.ROUTES,
            *accounts_own.ROUTES,
            *audit.ROUTES,
            *status.ROUTES,
            *editor_routes(guard.staff),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(ChatFromOtherSites, origins=settings.allowed_origins),
            Middleware(
                NoTrace,
                what_to_do=f"Try again, or call {settings.clinic_phone}. "
                f"In an emergency call {settings.emergency_number}.",
            ),
            Middleware(InTime),
            Middleware(StaffSessions),
            Middleware(Throttling),
        ],
        exception_handlers={Refusal: guard.refused, HTTPException: guard.http_refused},
        lifespan=lifespan,
    )
    app.state.parts = parts
    app.state.questions = questions
    app.state.retention = retention
    app.state.editor = editing.wire(settings, database=database, pages=pages, clock=clock)
    app.state.widget = widget.files(settings)
    return app


async def _sweep(intake: Intake, leading: Leading) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            if leading.leads():
                await intake.sweep()
        except Exception as error:
            log.error("sweep failed", **whereabouts(error))


def _pages(settings: Settings) -> jinja2.Environment:
    editor = HERE.parents[1] / "knowledge/editor/templates"
    pages = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PrefixLoader({"editor": jinja2.FileSystemLoader(editor)}),
                jinja2.FileSystemLoader(HERE / "templates"),
            ]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.globals["settings"] = settings
    pages.filters["tel"] = lambda number: re.sub(r"[^\d+*#]", "", number)
    pages.filters["readable"] = lambda value: (
        ", ".join(str(one).replace("_", " ") for one in value)
        if isinstance(value, list)
        else str(value).replace("_", " ")
    )
    return pages
