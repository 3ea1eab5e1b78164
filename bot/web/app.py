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

from bot.desk.migrations import upgrade
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
    editing,
    guard,
    signin,
    signin_first,
    status,
    widget,
)
from bot.web.engine import Engine
from bot.web.errors import NoTrace, Refusal, http_error, whereabouts
from bot.web.events import Bell
from bot.web.headers import ChatFromOtherSites, SecurityHeaders
from bot.web.intake import Intake, Screen, UrgentReply
from bot.web.metrics import Metrics
from bot.web.parts import Parts
from bot.web.signin_state import StaffSessions
from bot.web.signin_work import PasswordWork
from bot.web.threads import Threads
from knowledge.editor.routes import routes as editor_routes
from knowledge.migrations import upgrade as upgrade_knowledge

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
    desk_token: str | None = None,
) -> Starlette:
    """The app, ready to be served; its tables are made when it starts.

    `screen` and `urgent_reply` are `bot.triage.screen` and `bot.conversation.urgent_reply` or
    stand-ins. Without `desk_token` the desk's password is kept in `settings.var`.
    """
    store, bell, metrics = DeskStore(database), Bell(), Metrics()
    threads = Threads(store.together)
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
    )
    pages = _pages(settings)
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
        desk_token=desk.token_from(settings.var / "desk-token", desk_token),
        staff=StaffRecords.of(
            store,
            idle=timedelta(minutes=settings.session_idle_minutes),
            longest=timedelta(hours=settings.session_hours),
        ),
        passwords=PasswordWork(),
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
        await intake.recover(at_start=True)
        sweeping = asyncio.create_task(_sweep(intake))
        try:
            yield
        finally:
            sweeping.cancel()
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
            Middleware(StaffSessions),
        ],
        exception_handlers={Refusal: guard.refused, HTTPException: http_error},
        lifespan=lifespan,
    )
    app.state.parts = parts
    app.state.editor = editing.wire(settings, database=database, pages=pages, clock=clock)
    app.state.widget = widget.files(settings)
    return app


async def _sweep(intake: Intake) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
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
