"""A clinic whose patients' words lie in every place that keeps any."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from starlette.applications import Starlette

from bot.desk.model import Staff
from bot.desk.store.corrections import Corrections
from bot.desk.tables import events
from bot.operations import tracker
from bot.settings import Settings
from bot.web.app import create_app
from knowledge.engine import create, writing
from knowledge.workbench import Workbench
from tests.integration.web.fakes import (
    EMERGENCY,
    FakeEngine,
    Patient,
    library,
    reply,
    screen,
    settings_in,
    urgent_reply,
)

CANARY = "zebrafinch"


@dataclass
class House:
    """One running app and a way in."""

    app: Starlette
    client: httpx.AsyncClient
    settings: Settings
    engine: FakeEngine

    async def patient(self) -> Patient:
        """Someone who opens a chat."""
        return Patient(self.client, **(await self.client.post("/api/conversations")).json())


@asynccontextmanager
async def house(folder: Path, url: str = "", **more: Any) -> AsyncIterator[House]:
    """An app on files in `folder`, or on a database elsewhere."""
    settings = settings_in(folder, **more)
    if url:
        settings = replace(settings, database_url=url)
    engine, database = FakeEngine(), create(settings.database_url)
    engine.answer = lambda words: [reply(f"about {words}", urgency="emergency")]
    app = create_app(
        settings,
        engine=engine,
        database=database,
        screen=screen,
        urgent_reply=urgent_reply,
        library=library,
    )
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://clinic.test") as client,
    ):
        yield House(app, client, settings, engine)
    database.dispose()


async def spread(place: House, who: Patient, word: str = CANARY) -> None:
    """Have a patient's word in every table, and Rasa's, that keeps any."""
    now = datetime.now(timezone.utc)
    parts = place.app.state.parts
    for number in range(3):
        one = await who.says(f"{word} {EMERGENCY} {number}")
    contact = {"name": f"{word} Jones", "phone": "555 0199", "consent": True}
    (
        await who.client.post(who.path("contact"), json=contact, headers=who.headers)
    ).raise_for_status()
    thumb = {"reply": one["id"], "thumb": "down", "words": f"{word} did not help"}
    (
        await who.client.post(who.path("feedback"), json=thumb, headers=who.headers)
    ).raise_for_status()
    by = Staff("a1", "Anna")
    Corrections(parts.store).correct(who.id, "areas", ["chin"], by, now)
    with parts.store.transaction() as connection:
        connection.execute(
            events.insert().values(
                conversation_id=who.id, at=now, kind="note", text=f"called, {word}", version=1
            )
        )
    place.app.state.questions.note(who.id, f"is {word} normal?", "no_answer")
    await place.app.state.questions.keep()
    database = create(place.settings.database_url)
    workbench = Workbench(database, now=lambda: now.replace(tzinfo=None))
    with writing(database) as connection:
        connection.execute(
            text("INSERT INTO knowledge_entry (id, created_at) VALUES (:id, :at)"),
            {"id": f"entry-{who.id}", "at": now.replace(tzinfo=None)},
        )
    workbench.begin_replay(f"entry-{who.id}", 1, "key")
    workbench.end_replay(f"entry-{who.id}", 1, "key", {"changed": [f"is {word} normal?"]})
    database.dispose()
    keep_in_rasa(place.settings, who.id, word)


def keep_in_rasa(settings: Settings, conversation_id: str, word: str, at: float = 4e9) -> None:
    """Rasa's row about a conversation, in its table as `bot.tracker_store` makes it."""
    database = create(tracker.address(settings))
    with writing(database) as connection:
        connection.execute(
            text(
                "CREATE TABLE IF NOT EXISTS rasa_tracker (sender_id VARCHAR(128) PRIMARY KEY, "
                "slots TEXT NOT NULL, changed_at FLOAT NOT NULL)"
            )
        )
        connection.execute(
            text("INSERT INTO rasa_tracker VALUES (:id, :slots, :at)"),
            {"id": conversation_id, "slots": f'{{"case": "{word}"}}', "at": at},
        )
    database.dispose()


def files_with(folder: Path, word: str = CANARY) -> list[str]:
    """The files below a folder that hold a word."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and word.encode() in path.read_bytes()
    ]
