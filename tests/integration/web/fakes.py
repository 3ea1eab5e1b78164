"""Stand-ins for the language engine, the screen and the card, and an app made with them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy.engine import Engine as Database
from starlette.applications import Starlette

from bot.case.facts import CaseFacts
from bot.settings import Settings, load
from bot.web.app import create_app
from bot.web.engine import EngineUnavailable
from knowledge.engine import create
from knowledge.entry import Applies, Entry
from knowledge.library import Library
from tests.integration.web.staffing import Colleague, colleague

EMERGENCY = "I can't breathe properly"
URGENT = "my eyelid hangs down"
LIMITS = (
    "rate_chats", "rate_messages", "rate_address", "rate_sign_in", "most_turns", "most_streams",
)  # fmt: skip
ORDINARY = "is a small bruise normal?"


def reply(text: str = "A small bruise fades within days.", **more: Any) -> dict[str, Any]:
    """A Reply as the action makes it."""
    return {
        "id": None,
        "role": "bot",
        "text": text,
        "urgency": "self_care",
        "facts": CaseFacts(areas=("forehead",), symptoms=("bruising",)).public(),
        "entries": ["bruising"],
        "sources": [{"section": "S04", "title": "Small quirks that pass"}],
        "asks": None,
        "choices": [],
        "escalation": None,
        "at": None,
        **more,
    }


FAULTS: dict[str, Any] = {
    "dead": EngineUnavailable("ConnectError"),
    "broken": RuntimeError("boom"),
    "empty": [],
    "nothing": None,
    "text": "hello",
    "garbled": [{"unexpected": 1}],
    "garbled text": [reply(text=None)],
    "garbled urgency": [reply(urgency=["emergency"])],
    "blank": [reply(text=" ")],
    "reassuring": [reply("That is quite normal.", urgency="self_care")],
    "unknown urgency": [reply(urgency="terrible")],
    "no urgency": [reply(urgency=None)],
}
"""What an engine may do instead of answering well; for `FakeEngine.answer`."""


class FakeEngine:
    """Answers as told: a list of replies, an exception, or a function of the text."""

    def __init__(self) -> None:
        self.answer: Any = [reply()]
        self.delay = 0.0
        self.up = True
        self.forget_error: Exception | None = None
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.gone: list[str] = []

    async def reply(
        self, conversation_id: str, text: str, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """See `Engine`."""
        self.asked.append((conversation_id, text, metadata))
        answer = self.answer(text) if callable(self.answer) else self.answer
        if self.delay:
            await asyncio.sleep(self.delay)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def forget(self, conversation_id: str) -> None:
        """See `Engine`."""
        if self.forget_error:
            raise self.forget_error
        self.gone.append(conversation_id)

    async def ready(self) -> bool:
        """See `Engine`."""
        return self.up

    async def close(self) -> None:
        """See `Engine`."""

    def die(self) -> None:
        """Refuse connections from now on."""
        self.answer = EngineUnavailable("ConnectError")
        self.up = False


@dataclass(frozen=True)
class FakeAssessment:
    """As much of an assessment as the web process looks at."""

    urgency: str
    rules: tuple[str, ...] = ()


def screen(
    text: str, today: date, *, facts: CaseFacts | None = None, asked: str | None = None
) -> FakeAssessment:
    """Two red flags by two words."""
    if "breathe" in text:
        return FakeAssessment("emergency", ("airway",))
    if "eyelid hangs" in text:
        return FakeAssessment("urgent", ("lid",))
    return FakeAssessment("info")


def urgent_reply(
    assessment: FakeAssessment, facts: CaseFacts, settings: Settings
) -> dict[str, Any]:
    """A card with one action in its heading."""
    emergency = assessment.urgency == "emergency"
    number = settings.emergency_number if emergency else settings.clinic_phone
    heading = f"Call {number} now"
    points = ["Do not drive yourself.", "Do not wait for a reply here."]
    return reply(
        heading + ".\n" + "\n".join(f"• {p}" for p in points) + "\n\nThe team has been told.",
        urgency=assessment.urgency,
        facts=facts.public(),
        entries=[],
        sources=[],
        card={"heading": heading, "points": points, "phone": number},
    )


def library() -> Library:
    """One published answer."""
    entry = Entry(
        "bruising",
        "Bruising",
        "A bruise goes away by itself. Call {clinic_phone} if it grows.",
        Applies(symptoms=("bruising",), topic="bruising"),
        "self_care",
        questions=("is a bruise normal",),
    )
    return Library({entry.id: entry})


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 10, 12, 0, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.now


def settings_in(folder: Path, **more: Any) -> Settings:
    """Settings whose files are all in `folder`, without limits: every test is one address."""
    free = dict.fromkeys(LIMITS, 0)
    changed = {"var": folder, "database_url": f"sqlite:///{folder / 'desk.db'}", **free, **more}
    return replace(load(), **changed)


@dataclass
class Clinic:
    """One app with its fakes, as a patient and the staff meet it."""

    app: Starlette
    client: httpx.AsyncClient
    engine: FakeEngine
    database: Database
    clock: Clock
    settings: Settings
    observer: Colleague | None = None

    async def patient(self) -> Patient:
        """Someone who opens a chat."""
        answer = await self.client.post("/api/conversations")
        return Patient(self.client, **answer.json())

    async def cases(self) -> list[dict[str, Any]]:
        """What the staff see."""
        if self.observer is None:
            self.observer = self.receptionist("Olga")
        answer = await self.observer.fetch("/api/desk/escalations")
        assert answer.status_code == 200, answer.text
        return answer.json()["escalations"]

    def receptionist(self, name: str = "Anna", *roles: str) -> Colleague:
        """Somebody signed in, by default for the front desk."""
        return colleague(self.app, self.client, name, *roles)

    def rows(self, table: str) -> list[Any]:
        """A table's rows."""
        with self.database.connect() as connection:
            return connection.exec_driver_sql(f"SELECT * FROM {table}").all()


_AGAIN = 3
"""How often a patient's page sends a message again before it gives up."""


@dataclass
class Patient:
    """One browser with one chat."""

    client: httpx.AsyncClient
    id: str
    token: str
    sent: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """What proves that the chat is theirs."""
        return {"Authorization": f"Bearer {self.token}"}

    async def send(self, text: str, client_id: str | None = None, **more: Any) -> httpx.Response:
        """Send a message."""
        self.sent += 1
        body = {"client_id": client_id or f"m{self.sent}", "text": text, **more}
        return await self.client.post(self.path("messages"), json=body, headers=self.headers)

    async def says(self, text: str, **more: Any) -> dict[str, Any]:
        """The one reply to a message, sent again as the chat page does when it was not saved in time.

        A machine whose disk stalls for a second answers a red flag with its card and "send it again".
        """
        number = more.pop("client_id", None) or f"m{self.sent + 1}"
        answer = await self.send(text, number, **more)
        for _ in range(_AGAIN):
            if answer.status_code != 503 or answer.json()["error"]["code"] != "not_saved":
                break
            answer = await self.send(text, number, **more)
        assert answer.status_code == 200, answer.text
        (one,) = answer.json()["replies"]
        return one

    async def transcript(self) -> dict[str, Any]:
        """The chat so far."""
        return (await self.client.get(self.path("transcript"), headers=self.headers)).json()

    def path(self, end: str) -> str:
        """An address below the conversation."""
        return f"/api/conversations/{self.id}/{end}"


def make_app(
    folder: Path,
    engine: FakeEngine,
    *,
    clock: Callable[[], datetime] | None = None,
    database: Database | None = None,
    **more: Any,
) -> Starlette:
    """An app with the fakes; `more` goes into its settings or takes a fake's place."""
    parts = {
        "screen": more.pop("screen", screen),
        "urgent_reply": more.pop("urgent_reply", urgent_reply),
    }
    parts["library"] = more.pop("library", library)
    for name in ("plan", "sender"):
        if name in more:
            parts[name] = more.pop(name)
    settings = settings_in(folder, **more)
    if clock:
        parts["clock"] = clock
    return create_app(
        settings,
        engine=engine,
        database=database if database is not None else create(settings.database_url),
        **parts,
    )
