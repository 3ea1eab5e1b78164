"""Claims, takeovers and alerts in the database, where two people and two processes meet."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.desk.alarms import EVERYONE, Schedule
from bot.desk.cases import CaseMoved, NotPossible
from bot.desk.model import Need, Staff, Turn
from bot.desk.store import DeskStore
from bot.desk.store.casework import Casework
from bot.desk.store.floor import Floor, FloorTaken, NotYourFloor
from bot.desk.store.outbox import MOST_ATTEMPTS, Outbox
from bot.desk.store.presence import Presence
from tests.integration.web.desk_records import ALICE, NOON, after, with_alices_chat

ANNA, BEN = Staff("a", "Anna"), Staff("b", "Ben")
CARD = {"role": "bot", "text": "Call 911 now", "urgency": "emergency"}
BRUISE = {"role": "bot", "text": "It fades.", "urgency": "self_care", "asks": "area"}
ALARM = Turn((CARD,), need=Need("red_flag", "emergency", ("E02",)))
SCHEDULES = {"emergency": Schedule()}


@pytest.fixture
def store(tmp_path: Path) -> DeskStore:
    """A store with Alice's chat."""
    return with_alices_chat(tmp_path)


def alarm(store: DeskStore, at: datetime = NOON, client_id: str = "a") -> str:
    """A red flag in Alice's chat; gives its case."""
    message, _ = store.receive(ALICE, client_id, "I can't breathe", at)
    (reply,) = store.complete(message, ALARM, at)
    return str(reply["escalation"]["id"])


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each gave or raised, all begun at the same time."""
    barrier = threading.Barrier(len(works))
    results: list[object] = [None] * len(works)

    def run(number: int, work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results[number] = work()
        except Exception as error:
            results[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results


def test_of_two_who_claim_at_once_one_wins_and_the_other_learns_who(store: DeskStore) -> None:
    work, case = Casework(store), alarm(store)
    for _ in range(10):
        version = work.case(case).version
        results = at_once(
            lambda v=version: work.act(case, "claim", ANNA, after(1), version=v),
            lambda v=version: work.act(case, "claim", BEN, after(1), version=v),
        )
        (lost,) = [one for one in results if isinstance(one, Exception)]
        assert isinstance(lost, CaseMoved)
        assert lost.escalation.claimed_name == work.case(case).claimed_name in ("Anna", "Ben")
        now = work.case(case)
        winner = ANNA if now.claimed_by == "a" else BEN
        work.act(case, "release", winner, after(2), version=now.version)


def test_something_worse_meanwhile_stops_a_hasty_resolve(store: DeskStore) -> None:
    message, _ = store.receive(ALICE, "a", "a person please", NOON)
    (reply,) = store.complete(message, Turn((BRUISE,), need=Need("request", "review")), NOON)
    work, case = Casework(store), reply["escalation"]["id"]
    seen = work.act(case, "claim", ANNA, after(5), version=work.case(case).version)
    assert alarm(store, after(9), "b") == case
    with pytest.raises(CaseMoved):
        work.act(case, "resolve", ANNA, after(10), version=seen.version, outcome="advised")
    now = work.case(case)
    assert (now.status, now.urgency, now.claimed_name) == ("claimed", "emergency", "Anna")
    assert now.acknowledged_at is None and now.alarm_at == after(9)


def test_a_step_can_be_taken_back_until_something_else_happens(store: DeskStore) -> None:
    work, case = Casework(store), alarm(store)
    claimed = work.act(case, "claim", ANNA, after(1), version=1)
    work.act(case, "resolve", ANNA, after(2), version=claimed.version, outcome="advised")
    with pytest.raises(NotPossible):
        work.undo(case, BEN, after(3))
    back = work.undo(case, ANNA, after(3))
    assert (back.status, back.outcome, back.claimed_at) == ("claimed", None, after(1))
    kinds = [event.kind for event in work.history(ALICE)]
    assert kinds == ["opened", "claim", "resolve", "undone"]


def test_notes_and_calls_are_kept_and_a_call_takes_the_number_off(store: DeskStore) -> None:
    work, case = Casework(store), alarm(store)
    Floor(store).leave_contact(ALICE, "Alice", "555 1234", NOON)
    work.note(ALICE, "sounded calm", ANNA, after(5), case)
    work.called_back(ALICE, ANNA, after(6), case, reached=False)
    contact = work.contact(ALICE)
    assert contact is not None and contact.called_at is None
    work.called_back(ALICE, ANNA, after(7), case, reached=True)
    contact = work.contact(ALICE)
    assert contact is not None and contact.called_at == after(7)
    store.forget(ALICE, after(8))
    assert work.contact(ALICE) is None
    assert all(event.text is None for event in work.history(ALICE))


def test_of_two_who_join_at_once_one_has_the_floor(store: DeskStore) -> None:
    floor = Floor(store)
    results = at_once(lambda: floor.join(ALICE, ANNA, NOON), lambda: floor.join(ALICE, BEN, NOON))
    (lost,) = [one for one in results if isinstance(one, Exception)]
    conversation = store.conversation(ALICE)
    assert conversation is not None and conversation.held
    assert isinstance(lost, FloorTaken) and lost.name == conversation.staff_name


def test_only_who_joined_may_speak_and_says_a_thing_once(store: DeskStore) -> None:
    floor = Floor(store)
    with pytest.raises(NotYourFloor):
        floor.say(ALICE, "Hello", "1", ANNA, NOON)
    floor.join(ALICE, ANNA, NOON)
    with pytest.raises(NotYourFloor):
        floor.say(ALICE, "Hello", "1", BEN, NOON)
    said = floor.say(ALICE, "Hello", "1", ANNA, NOON)
    assert floor.say(ALICE, "Hello", "1", ANNA, after(1)) == said
    assert [(line.role, line.text) for line in store.after(ALICE)] == [("staff", "Hello")]
    assert said["by"] == "Anna"


@pytest.mark.parametrize("handed_back", [False, True])
def test_a_reply_worked_out_before_the_takeover_is_dropped(
    store: DeskStore, handed_back: bool
) -> None:
    message, _ = store.receive(ALICE, "a", "a bruise", NOON)
    Floor(store).join(ALICE, ANNA, after(1))
    if handed_back:
        Floor(store).hand_back(ALICE, ANNA, after(2))
    assert store.complete(message, Turn((BRUISE,), asked="area"), after(3)) == []
    assert store.answered(message)
    conversation = store.conversation(ALICE)
    assert conversation is not None and conversation.asked is None
    assert store.complete(message, Turn((BRUISE,)), after(4)) == []


def test_a_red_flag_while_staff_have_the_chat_still_gets_its_card_and_alarm(
    store: DeskStore,
) -> None:
    Floor(store).join(ALICE, ANNA, NOON)
    case = alarm(store, after(5))
    (card,) = [line for line in store.after(ALICE) if line.role != "patient"]
    assert card.role == "system" and card.text == "Call 911 now"
    assert Casework(store).case(case).acknowledged_at is None


def test_an_unacknowledged_alarm_sounds_again_until_somebody_takes_note(store: DeskStore) -> None:
    case, outbox = alarm(store), Outbox(store)
    sounded: list[tuple[int, int]] = []
    for second in range(400):
        outbox.sound(after(second), SCHEDULES, contacts=2)
        while alert := outbox.take(after(second)):
            sounded.append((second, alert.contact))
            outbox.done(alert, after(second))
    assert sounded == [(0, 0), (60, 0), (180, 0), (300, 1), (360, 1)]
    Casework(store).acknowledge(case, ANNA, after(400))
    assert outbox.sound(after(5000), SCHEDULES, contacts=2) == 0


def test_two_processes_sound_an_alarm_once(store: DeskStore) -> None:
    alarm(store)
    results = at_once(
        *(lambda: Outbox(store).sound(after(61), SCHEDULES, contacts=1) for _ in range(4))
    )
    assert sorted(results) == [0, 0, 0, 1]  # type: ignore[type-var]


def test_what_is_being_sent_is_not_sent_by_another_until_its_lease_is_over(
    store: DeskStore,
) -> None:
    alarm(store)
    outbox = Outbox(store)
    first = outbox.take(NOON)
    assert first is not None and outbox.take(after(59)) is None
    again = outbox.take(after(60))
    assert again is not None and (again.id, again.attempts) == (first.id, 2)


def test_failures_are_tried_again_with_pauses_and_then_shown_as_dead(store: DeskStore) -> None:
    alarm(store)
    outbox, now, tried = Outbox(store), NOON, []
    while alert := outbox.take(now):
        tried.append(int((now - NOON).total_seconds()))
        dead = outbox.failed(alert, now, "time-out", (0,))
        if not dead:
            next_at = outbox.recent()[0].next_at
            assert next_at is not None
            now = next_at
    assert tried == [0, 5, 15, 35, 75, 155, 315, 615] and len(tried) == MOST_ATTEMPTS
    (letter,) = outbox.dead()
    assert (letter.error, letter.sent) == ("time-out", (0,))
    outbox.again(letter.id)
    retried = outbox.take(now)
    assert retried is not None and retried.sent == (0,)
    outbox.dismiss(letter.id, now)
    assert outbox.dead() == [] and outbox.take(after(9999)) is None


def test_a_test_alert_goes_to_everyone(store: DeskStore) -> None:
    outbox = Outbox(store)
    outbox.test(NOON)
    alert = outbox.take(NOON)
    assert alert is not None and (alert.kind, alert.contact) == ("test", EVERYONE)


def test_who_is_present(store: DeskStore) -> None:
    presence = Presence(store)
    presence.seen(BEN, NOON)
    presence.seen(ANNA, after(30))
    assert presence.present(after(40)) == [ANNA, BEN]
    assert presence.present(after(50)) == [ANNA]
    presence.gone(ANNA)
    assert presence.present(after(50)) == []
