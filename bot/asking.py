"""A whole Aftercare in one process, for `aftercare ask`: the web process's own intake, the real
model and actions, and a database that is thrown away."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bot.settings import Settings


class NoAnswer(Exception):
    """A message that gets no reply, with what the patient's page would show; see `error`."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error.get("message", ""))
        self.error = error


class Desk:
    """Opens conversations and puts messages to them, on any day."""

    def __init__(self, intake: Any, store: Any, engine: Any) -> None:
        """The parts of the web process, already wired; `engine` also explains itself."""
        self._intake = intake
        self._store = store
        self._engine = engine
        self._messages = 0
        self.today: date | None = None

    def now(self) -> datetime:
        """Noon of the day that is asked about, or the real time."""
        if self.today is None:
            return datetime.now().astimezone()
        return datetime.combine(self.today, time(12)).astimezone()

    def open(self) -> str:
        """A new conversation's id."""
        from bot.desk import service

        conversation_id, token = service.mint()
        self._store.add_conversation(conversation_id, service.hashed(token), self.now())
        return conversation_id

    async def ask(self, conversation_id: str, text: str) -> list[dict[str, Any]]:
        """The replies to one message. Raises `NoAnswer`."""
        import json

        from bot.web import incoming
        from bot.web.errors import Refusal

        self._messages += 1
        body = json.dumps({"client_id": f"ask-{self._messages}", "text": text})
        try:
            message = incoming.parse(body.encode())
            conversation = self._store.conversation(conversation_id)
            return list(await self._intake.answer(conversation, message))
        except Refusal as refusal:
            raise NoAnswer(_error(refusal)) from None

    def for_staff(self, conversation_id: str) -> list[dict[str, Any]]:
        """The replies to the last message as the desk keeps them, with the words behind them."""
        lines = self._store.after(conversation_id)
        asked = max((one.seq for one in lines if one.role == "patient"), default=0)
        return [one.body for one in lines if one.body and one.answers == asked]

    async def explain(self, conversation_id: str, text: str) -> dict[str, Any]:
        """What the model reads out of a message, asked before the message itself is answered."""
        conversation = self._store.conversation(conversation_id)
        metadata = {"today": self.now().date().isoformat(), "asked": conversation.asked}
        parsed = await self._engine.read(text, metadata)
        ranking = parsed.get("intent_ranking") or []
        return {
            "intent": parsed["intent"]["name"],
            "ranking": {one["name"]: round(one["confidence"], 3) for one in ranking[:3]},
            "reading": parsed.get("reading"),
        }


@asynccontextmanager
async def desk(
    settings: Settings, model: Path, *, content: Path | None = None
) -> AsyncIterator[Desk]:
    """A desk with a fresh database and a folder's content (`knowledge/content`), warmed up."""
    from bot.conversation import urgent_reply
    from bot.desk.migrations import upgrade
    from bot.desk.store import DeskStore
    from bot.engine import InProcessEngine
    from bot.triage import screen_reading
    from bot.web.events import Bell
    from bot.web.intake import Intake
    from bot.web.metrics import Metrics
    from bot.web.threads import Threads
    from knowledge.engine import create
    from knowledge.files import CONTENT
    from knowledge.migrations import upgrade as upgrade_knowledge
    from knowledge.repository import Repository

    with tempfile.TemporaryDirectory(prefix="aftercare-ask-") as folder:
        url = f"sqlite:///{folder}/aftercare.db"
        # The actions wire themselves from the environment, as they do in their own process.
        os.environ["AFTERCARE_DATABASE_URL"] = url
        database = create(url)
        upgrade(database)
        upgrade_knowledge(database)
        Repository(database).import_yaml(content or CONTENT, author="ask")
        engine = InProcessEngine(model)
        store = DeskStore(database)
        threads = Threads(store.together)
        # Somebody waits at a terminal, not a patient: a busy machine is no reason for an apology.
        patient = replace(settings, database_url=url, rasa_timeout=60.0, screen_timeout=60.0)
        parts = Desk(None, store, engine)
        parts._intake = Intake(
            settings=patient,
            store=store,
            engine=engine,
            screen=screen_reading,
            urgent_reply=urgent_reply,
            clock=parts.now,
            threads=threads,
            bell=Bell(),
            metrics=Metrics(),
        )
        await parts.ask(parts.open(), "hello")
        try:
            yield parts
        finally:
            threads.close()
            database.dispose()


def _error(refusal: Any) -> dict[str, Any]:
    return {
        "code": refusal.code,
        "message": refusal.message,
        "what_to_do": refusal.what_to_do,
    }
