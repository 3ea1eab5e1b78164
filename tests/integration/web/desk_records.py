"""A desk's records with one chat, without an app around them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from bot.desk.migrations import upgrade
from bot.desk.store import DeskStore
from knowledge.engine import create

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ALICE = "A" * 22


def after(seconds: float) -> datetime:
    """Seconds past noon."""
    return NOON + timedelta(seconds=seconds)


def with_alices_chat(folder: Path) -> DeskStore:
    """A store on a new file."""
    engine = create(f"sqlite:///{folder / 'desk.db'}")
    upgrade(engine)
    store = DeskStore(engine)
    store.add_conversation(ALICE, "x", NOON)
    return store
