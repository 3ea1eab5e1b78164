"""What Rasa keeps of a conversation."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.utils.endpoints import EndpointConfig

from bot.settings import ROOT
from bot.tracker_store import CaseTrackerStore

pytestmark = pytest.mark.integration

WORDS = "my chin is doing the canary thing"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_path(str(ROOT / "bot" / "domain"))


@pytest.fixture
def store(tmp_path: Path, domain: Domain) -> CaseTrackerStore:
    endpoint = EndpointConfig(
        url=f"sqlite:///{tmp_path / 'rasa.db'}", type="bot.tracker_store.CaseTrackerStore"
    )
    made = TrackerStore.create(endpoint, domain)
    assert isinstance(made, CaseTrackerStore)
    return made


async def turn(store: CaseTrackerStore, who: str, case: dict[str, object]) -> None:
    tracker = await store.get_or_create_tracker(who)
    tracker.update(UserUttered(WORDS))
    tracker.update(ActionExecuted("action_aftercare_reply"))
    tracker.update(SlotSet("case", case))
    tracker.update(SlotSet("dialogue", {"asked": "area"}))
    tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)


async def test_slots_come_back_and_rasa_listens(store: CaseTrackerStore) -> None:
    await turn(store, "alice", {"areas": ["chin"]})
    tracker = await store.retrieve("alice")
    assert tracker is not None
    assert tracker.get_slot("case") == {"areas": ["chin"]}
    assert tracker.get_slot("dialogue") == {"asked": "area"}
    assert tracker.latest_action_name == "action_listen"
    assert tracker.applied_events()


async def test_the_hundredth_turn_is_as_small_as_the_first(store: CaseTrackerStore) -> None:
    for number in range(100):
        await turn(store, "alice", {"areas": ["chin"], "episode": number})
    tracker = await store.retrieve("alice")
    assert tracker is not None
    assert len(tracker.events) < 10
    assert tracker.get_slot("case")["episode"] == 99


async def test_the_patients_words_are_not_kept(store: CaseTrackerStore, tmp_path: Path) -> None:
    await turn(store, "alice", {"areas": ["chin"]})
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"canary" not in kept


async def test_conversations_are_apart(store: CaseTrackerStore) -> None:
    await turn(store, "alice", {"areas": ["chin"]})
    await turn(store, "bob", {"areas": ["jawline"]})
    assert (await store.retrieve("alice")).get_slot("case") == {"areas": ["chin"]}  # type: ignore[union-attr]
    assert await store.retrieve("charlie") is None
    assert sorted(await store.keys()) == ["alice", "bob"]


async def test_replacing_all_events_by_none_forgets(
    store: CaseTrackerStore, tmp_path: Path
) -> None:
    # What the web process asks of Rasa's API when a patient wants to be forgotten.
    await turn(store, "alice", {"areas": ["chin"]})
    tracker = await store.get_or_create_tracker("alice")
    await store.save(type(tracker).from_events("alice", [], store.domain.slots))
    assert await store.retrieve("alice") is None
    rows = sqlite3.connect(tmp_path / "rasa.db").execute("SELECT count(*) FROM rasa_tracker")
    assert rows.fetchone() == (0,)
