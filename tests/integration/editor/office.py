"""The editors' pages with a small knowledge base and people who are signed in by a header or cookie."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.settings import load
from bot.web import app as web
from bot.web.headers import SecurityHeaders
from knowledge import files
from knowledge.editor.parts import EditorParts, prepare
from knowledge.editor.routes import routes
from knowledge.entry import Applies, Entry
from knowledge.inbox import Group, Inbox, Question, grouped
from knowledge.lookup import Query
from knowledge.replay import Understood, live_key
from knowledge.replaying import run
from knowledge.repository import Repository
from knowledge.similarity import CharacterSimilarity
from knowledge.trainings import Trainings
from knowledge.workbench import Workbench

CSRF = "form-token"
SECTIONS = {"S04": "Small quirks that pass", "S06": "Warning signs to act on"}
NETS = {
    "general": "We cannot see you here. Call the clinic on {clinic_phone} today if it grows. "
    "Call {emergency_number} at once for trouble breathing.",
    "urgent": "Call {emergency_number} at once if you feel worse.",
}


@dataclass(frozen=True)
class Account:
    """Somebody who is signed in."""

    id: str
    name: str
    roles: frozenset[str]
    email: str = ""

    def may(self, *roles: str) -> bool:
        return not roles or "admin" in self.roles or not self.roles.isdisjoint(roles)


PEOPLE = {
    "alice": Account("a", "Alice", frozenset({"editor"})),
    "eve": Account("e", "Eve", frozenset({"editor"})),
    "bob": Account("b", "Bob", frozenset({"approver"})),
    "ada": Account("d", "Ada", frozenset({"admin"})),
    "charlie": Account("c", "Charlie", frozenset({"front_desk"})),
}


def made(entry_id: str, title: str, answer: str, questions: tuple[str, ...], **more: Any) -> Entry:
    """A valid, published entry."""
    applies = Applies(
        symptoms=more.pop("symptoms", ()), areas=more.pop("areas", ()), topic=entry_id
    )
    given: dict[str, Any] = {"urgency": "info", "sources": ("S04.P1",), "facts": (40,)}
    return Entry(
        id=entry_id,
        title=title,
        answer=answer,
        applies=applies,
        questions=questions,
        reviewed_on=date(2026, 11, 20),
        reviewed_by="Clinic",
        **{**given, **more},
    )


ENTRIES = [
    made(
        "small-twitch",
        "A small twitch",
        "A small twitch is common at first. It comes and goes. It fades in a week.",
        (
            "is a small twitch normal",
            "my eyelid keeps jumping",
            "flicker near the eye",
            "it twitches a bit",
            "why does it flutter",
        ),
    ),
    made(
        "sleeping",
        "How to sleep",
        "Sleep on your back the first night. Do not press on the spots.",
        (
            "can i sleep on my side",
            "which pillow is best",
            "sleeping on my face",
            "how should i lie in bed",
            "nap after the appointment",
        ),
    ),
    made(
        "what-if-swallowing",
        "If swallowing gets hard",
        "Call {emergency_number} now. Do not wait to see if it goes.",
        (
            "what if swallowing gets hard",
            "food stuck in my throat",
            "trouble swallowing one day",
            "can it affect swallowing",
            "is it bad if i cannot swallow",
        ),
        symptoms=("swallowing_difficulty",),
        sources=("S06.P2",),
        facts=(58,),
        safety_net="urgent",
    ),
]


def understand(text: str) -> Understood:
    """Everything is a question."""
    return Understood(Query(text=text))


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.now

    def naive(self) -> datetime:
        """The same for the tables."""
        return self.now.replace(tzinfo=None)

    def pass_by(self, **time: float) -> None:
        """Time goes by."""
        self.now += timedelta(**time)


class SignedIn:
    """Stands in for the middleware that knows who is there: header `x-as`, or cookie `as`."""

    def __init__(self, app: ASGIApp, noted: list[tuple[str, str, str]]) -> None:
        self.app = app
        self.noted = noted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        name = request.headers.get("x-as") or request.cookies.get("as", "")
        account = PEOPLE.get(name)

        def audit(action: str, subject: str, details: dict[str, Any] | None = None) -> None:
            self.noted.append((account.name if account else "", action, subject))

        scope["state"] = {
            **scope.get("state", {}),
            "account": account,
            "csrf": CSRF,
            "audit": audit,
        }
        await self.app(scope, receive, send)


Endpoint = Callable[[Request], Awaitable[Response]]


def guard(*roles: str) -> Callable[[Endpoint], Endpoint]:
    """The contract of `bot.web.guard.staff` in a few lines."""

    def decorate(endpoint: Endpoint) -> Endpoint:
        async def guarded(request: Request) -> Response:
            account = request.state.account
            if account is None:
                return RedirectResponse(f"/signin?next={request.url.path}", 303)
            if not account.may(*roles):
                return JSONResponse({"error": {"code": "wrong_role"}}, 403)
            return await endpoint(request)

        return guarded

    return decorate


@dataclass
class Office:
    """The pages, their knowledge base, and what was recorded."""

    app: Starlette
    repository: Repository
    workbench: Workbench
    clock: Clock
    noted: list[tuple[str, str, str]]
    inbox: Inbox
    trainings: Trainings
    started: list[int]
    replays: list[tuple[str, int]] = field(default_factory=list)

    def person(self, name: str) -> httpx.AsyncClient:
        """Somebody's browser; "" is an outsider's."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://clinic.test",
            headers={"x-as": name, "accept": "text/html"},
        )


def open_office(
    database: Engine, folder: Path, entries: list[Entry] | None = None, **more: Any
) -> Office:
    """An office on `database`, whose tables are there; replays run in this process."""
    clock = Clock()
    repository = Repository(database, now=clock.naive)
    files.write(
        folder / "content",
        entries=entries or ENTRIES,
        sections=SECTIONS,
        safety_nets=NETS,
        unused_facts={},
    )
    done = repository.import_yaml(folder / "content", author="up")
    assert done.problems == (), done.problems
    workbench = Workbench(database, now=clock.naive)
    pages = web._pages(load())
    prepare(pages)
    noted: list[tuple[str, str, str]] = []
    replays: list[tuple[str, int]] = []

    def replay(entry_id: str, number: int) -> None:
        if workbench.begin_replay(entry_id, number, live_key(repository.library())):
            replays.append((entry_id, number))
            run(
                repository,
                workbench,
                entry_id,
                number,
                understand=understand,
                similarity=CharacterSimilarity,
            )

    async def start_replay(entry_id: str, number: int) -> None:
        await asyncio.to_thread(replay, entry_id, number)

    inbox = Inbox(database, now=clock.naive)

    async def group(questions: Sequence[Question]) -> list[Group]:
        return grouped(questions, CharacterSimilarity(), lambda text: ["sleeping"])

    trainings = Trainings(database, now=clock.naive)
    started: list[int] = []

    async def start_training(training_id: int) -> None:
        started.append(training_id)

    async def close() -> None:
        """Nothing runs elsewhere."""

    given: dict[str, Any] = {
        "close": close,
        "warm_up": close,
        "trainings": trainings,
        "start_training": start_training,
        "inbox": inbox,
        "group": group,
        "repository": repository,
        "workbench": workbench,
        "pages": pages,
        "numbers": {"clinic_phone": "555-0100", "emergency_number": "911"},
        "start_replay": start_replay,
        "clock": clock,
    }
    static = Path(web.__file__).parent / "static"
    app = Starlette(
        routes=[*routes(guard), Mount("/static", StaticFiles(directory=static))],
        middleware=[Middleware(SecurityHeaders), Middleware(SignedIn, noted=noted)],
    )
    app.state.editor = EditorParts(**{**given, **more})
    return Office(app, repository, workbench, clock, noted, inbox, trainings, started, replays)
