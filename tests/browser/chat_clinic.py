"""A clinic's app for the chat's browser tests: an engine that asks back, real cards, short patience."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from bot.desk.model import Staff
from bot.desk.store.floor import Floor
from bot.glue import CHOICES
from bot.reply import urgent_reply
from bot.triage import screen_case
from tests.integration.web.fakes import FakeEngine, make_app, reply

ANNA = Staff("a", "Anna")
RED = "I can't swallow"
SETTLING = {"today": [3, 3], "from": 2, "to": 9, "check": 10, "call": 15}


def answers(text: str) -> list[dict[str, Any]]:
    """As the product would: an area, then a day, then an answer with its timeline."""
    if "twitch" in text:
        ask = {"asks": "area", "choices": list(CHOICES["area"])}
        return [reply("A small twitch is common.\n\nWhich part was treated?", **ask)]
    if text in {choice["value"] for choice in CHOICES["area"]}:
        ask = {"asks": "timing", "choices": list(CHOICES["timing"])}
        return [reply("Thank you.\n\nHow many days ago were you treated?", **ask)]
    if any(word in text for word in ("ago", "yesterday", "treated on")):
        reviewed = {"on": "2026-11-20", "by": "Dr Elm"}
        today = [5, 9] if "5 to 9" in text else SETTLING["today"]
        timeline = {**SETTLING, "today": today}
        return [reply("It settles by itself.", timeline=timeline, reviewed=reviewed)]
    return [reply(f"A small bruise fades within days.\n\nYou wrote {len(text)} characters.")]


def clinic(folder: Path, engine: FakeEngine, **settings: Any) -> Starlette:
    """The app; the same folder again is a restart."""
    engine.answer = answers
    return make_app(
        folder, engine, screen=screen_case, urgent_reply=urgent_reply, rasa_timeout=1.5, **settings
    )


def says(app: Starlette, conversation_id: str, text: str) -> None:
    """Anna takes the chat, if it is not hers yet, and writes something."""
    floor, now = Floor(app.state.parts.store), datetime.now(timezone.utc)
    floor.join(conversation_id, ANNA, now)
    floor.say(conversation_id, text, text, ANNA, now)


def leaves(app: Starlette, conversation_id: str) -> None:
    """Anna gives the chat back to the bot."""
    Floor(app.state.parts.store).hand_back(conversation_id, ANNA, datetime.now(timezone.utc))
