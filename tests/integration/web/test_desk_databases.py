"""The desk's stores on both kinds of database: what SQLite allows, PostgreSQL may not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.case.facts import CaseFacts
from bot.desk.alarms import Schedule
from bot.desk.cases import CaseMoved
from bot.desk.migrations import upgrade
from bot.desk.model import Need, Staff, Turn
from bot.desk.store import DeskStore
from bot.desk.store.casework import Casework
from bot.desk.store.corrections import Corrections
from bot.desk.store.figures import Counting
from bot.desk.store.floor import Floor, FloorTaken
from bot.desk.store.outbox import Outbox
from bot.desk.store.presence import Presence
from bot.desk.store.search import Search, Wanted
from knowledge.engine import create
from tests import postgres

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ALICE, BOB = "A" * 22, "B" * 22
ANNA, BEN = Staff("a", "Anna"), Staff("b", "Ben")
CASE = CaseFacts(areas=("chin",), symptoms=("pain",), days=(3, 3))
CARD = {"role": "bot", "text": "Call 911 now", "urgency": "emergency", "entries": ["bruising"]}
ALARM = Turn(
    (CARD,),
    need=Need("red_flag", "emergency", ("E02",)),
    facts=CASE.public(),
    case=CASE.to_dict(),
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server; skips where none is installed."""
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    with postgres.server(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DeskStore]:
    """A store with Alice's and Bob's chats."""
    url = (
        f"sqlite:///{tmp_path / 'desk.db'}"
        if request.param == "sqlite"
        else postgres.fresh_database(request.getfixturevalue("server"))
    )
    engine = create(url)
    upgrade(engine)
    store = DeskStore(engine)
    for number, one in enumerate((ALICE, BOB)):
        store.add_conversation(one, "x", NOON + timedelta(days=number))
    yield store
    engine.dispose()


def alarm(store: DeskStore, client_id: str = "a") -> str:
    """A red flag in Alice's chat; gives its case."""
    message, _ = store.receive(ALICE, client_id, "I can't breathe 100%", NOON)
    (reply,) = store.complete(message, ALARM, NOON)
    return str(reply["escalation"]["id"])


def both(*works: Callable[[], object]) -> list[object]:
    """What each gave or raised, all begun at the same time."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(number: int, work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results[number] = work()  # type: ignore[call-overload]
        except Exception as error:
            results[number] = error  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return list(results)


def test_one_wins_a_claim_and_one_the_floor(store: DeskStore) -> None:
    case, work, floor = alarm(store), Casework(store), Floor(store)
    lost = [
        one
        for one in both(
            lambda: work.act(case, "claim", ANNA, NOON, version=1),
            lambda: work.act(case, "claim", BEN, NOON, version=1),
        )
        if isinstance(one, Exception)
    ]
    assert [type(one) for one in lost] == [CaseMoved]
    lost = [
        one
        for one in both(lambda: floor.join(ALICE, ANNA, NOON), lambda: floor.join(ALICE, BEN, NOON))
        if isinstance(one, Exception)
    ]
    assert [type(one) for one in lost] == [FloorTaken]


def test_an_episode_has_one_case_however_many_messages_come_at_once(store: DeskStore) -> None:
    messages = [store.receive(ALICE, f"m{n}", "help", NOON)[0] for n in range(4)]
    both(*(lambda m=message: store.complete(m, ALARM, NOON) for message in messages))
    assert len(Casework(store).of_conversation(ALICE)) == 1
    assert store.unanswered(NOON + timedelta(hours=1)) == []


def test_an_alert_is_sounded_taken_and_retried_once(store: DeskStore) -> None:
    alarm(store)
    outbox, later = Outbox(store), NOON + timedelta(seconds=61)
    sounded = both(*(lambda: outbox.sound(later, {"emergency": Schedule()}, 1) for _ in range(3)))
    assert sorted(sounded) == [0, 0, 1]  # type: ignore[type-var]
    taken = both(*(lambda: outbox.take(later) for _ in range(4)))
    ids = [one.id for one in taken if one is not None]  # type: ignore[attr-defined]
    assert len(ids) == len(set(ids)) == 2
    outbox.failed(taken[0] or taken[1] or taken[2], later, "x", (0,))  # type: ignore[arg-type]
    assert {one.kind for one in outbox.recent()} == {"escalation_opened", "alarm"}


def test_search_finds_by_everything(store: DeskStore) -> None:
    alarm(store)
    search = Search(store)
    for wanted in (
        Wanted(text="BREATHE 100%"),
        Wanted(area="chin"),
        Wanted(urgency="emergency"),
        Wanted(outcome="open"),
        Wanted(kind="red_flag"),
        Wanted(rule="E02"),
        Wanted(entry="bruising"),
        Wanted(end=NOON + timedelta(hours=1)),
    ):
        found, total = search.find(wanted)
        assert [one.conversation.id for one in found] == [ALICE] and total == 1, wanted
    assert search.find(Wanted(outcome="none"))[0][0].conversation.id == BOB
    for wanted in (Wanted(thumb="up"), Wanted(taken_over=True), Wanted(unanswered=True)):
        assert search.find(wanted) == ([], 0)
    assert [found.lines for found, _ in search.whole(Wanted())] == [0, 2]


def test_undo_corrections_presence_figures_and_deletion(store: DeskStore) -> None:
    case, work = alarm(store), Casework(store)
    claimed = work.act(case, "claim", ANNA, NOON, version=1)
    work.act(case, "resolve", ANNA, NOON, version=claimed.version, outcome="advised")
    assert work.undo(case, ANNA, NOON).status == "claimed"
    Corrections(store).correct(ALICE, "areas", ["neck"], ANNA, NOON)
    assert next(Corrections(store).export())["should_be"] == ["neck"]
    Presence(store).seen(ANNA, NOON)
    Presence(store).seen(ANNA, NOON)
    assert Presence(store).present(NOON) == [ANNA]
    figures = Counting(store).figures(NOON, NOON + timedelta(days=2), ZoneInfo("UTC"))
    assert (figures.chats, figures.red_flags, figures.rules) == (2, 1, {"E02": 1})
    assert work.pulse()["alarms"] == [] and work.chat_pulse(ALICE)["answered"] == 1
    Floor(store).leave_contact(ALICE, "Alice", "555 0100", NOON)
    store.forget(ALICE, NOON)
    assert work.contact(ALICE) is None and store.conversation(ALICE) is None
    assert store.finished_calls(NOON) == []
