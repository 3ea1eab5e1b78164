"""The outbox by itself: what is posted, who takes it, when it is tried again and given up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk.alarms import EVERYONE, Schedule, backoff
from bot.desk.model import Need, Turn
from bot.desk.store import DeskStore
from bot.desk.store.outbox import LEASE, LONGEST_WAIT, MOST_ATTEMPTS, SET_BACK, SHOWN, Outbox
from bot.desk.tables import escalations, outbox
from tests.integration.web.desk_records import ALICE, NOON, after, with_alices_chat
from tests.integration.web.fakes import reply

PLAN = {"emergency": Schedule()}


@pytest.fixture
def store(tmp_path: Path) -> DeskStore:
    """A desk with one chat."""
    return with_alices_chat(tmp_path)


@pytest.fixture
def box(store: DeskStore) -> Outbox:
    """Its outbox."""
    return Outbox(store)


def alarm(store: DeskStore, urgency: str = "emergency", chat: str = ALICE) -> str:
    """A case of that urgency, as a message raises it; its id."""
    message, _ = store.receive(chat, urgency, "words", NOON)
    turn = Turn((reply(urgency=urgency),), need=Need("red_flag", urgency))
    (one,) = store.complete(message, turn, NOON)
    return one["escalation"]["id"]


def change(store: DeskStore, **values: object) -> None:
    with store.transaction() as connection:
        connection.execute(escalations.update().values(**values))


def kinds(box: Outbox) -> list[tuple[str, int]]:
    return [(one.kind, one.contact) for one in reversed(box.recent())]


def test_an_alarm_sounds_by_its_schedule_until_somebody_takes_note(
    store: DeskStore, box: Outbox
) -> None:
    case = alarm(store)
    assert kinds(box) == [("escalation_opened", 0)]
    posted = [s for s in range(0, 700, 10) if box.sound(after(s), PLAN, contacts=1)]
    first = posted[0]
    assert posted[-3:] == [60, 180, 300] and first in (0, 60)
    assert kinds(box)[-1] == ("alarm", EVERYONE)
    assert {one.escalation_id for one in box.recent()} == {case}
    change(store, acknowledged_at=after(700))
    assert [s for s in range(700, 3000, 100) if box.sound(after(s), PLAN, contacts=1)] == []


@pytest.mark.parametrize("values", [{"status": "resolved"}, {"urgency": "review"}])
def test_what_is_resolved_or_has_no_schedule_does_not_sound(
    store: DeskStore, box: Outbox, values: dict[str, str]
) -> None:
    alarm(store)
    change(store, sounded=0, **values)
    assert box.sound(after(1000), PLAN, contacts=1) == 0
    change(store, status="claimed", urgency="emergency")
    assert box.sound(after(1000), PLAN, contacts=1) == 1


def test_of_two_processes_one_sounds(store: DeskStore, box: Outbox) -> None:
    alarm(store)
    other = Outbox(store)
    assert box.sound(after(61), PLAN, contacts=1) + other.sound(after(61), PLAN, contacts=1) == 1


def test_a_case_that_was_acknowledged_meanwhile_does_not_sound(
    store: DeskStore, box: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.desk import alarms

    alarm(store)
    due = alarms.due

    def late(*args: object, **more: object) -> object:
        change(store, acknowledged_at=after(60))
        return due(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(alarms, "due", late)
    before = len(box.recent())
    assert box.sound(after(61), PLAN, contacts=1) == 0
    assert len(box.recent()) == before


def test_several_alarms_are_counted(store: DeskStore, box: Outbox) -> None:
    store.add_conversation("d" * 22, "hash", NOON)
    alarm(store)
    alarm(store, chat="d" * 22)
    assert box.sound(after(61), PLAN, contacts=1) == 2


@pytest.mark.parametrize(
    ("ahead", "anew"), [(SET_BACK, False), (SET_BACK + timedelta(seconds=1), True)]
)
def test_an_alarm_from_the_future_begins_anew(
    store: DeskStore, box: Outbox, ahead: timedelta, anew: bool
) -> None:
    alarm(store)
    change(store, alarm_at=NOON + ahead, sounded=3)
    assert box.sound(NOON, PLAN, contacts=1) == int(anew)
    assert box.sound(NOON, PLAN, contacts=1) == 0
    assert box.sound(after(60), PLAN, contacts=1) == int(anew)


def test_what_counts_as_a_clock_that_was_set_back() -> None:
    assert timedelta(seconds=60) == SET_BACK, "more than two machines' clocks differ"
    assert timedelta(seconds=360) == LONGEST_WAIT > max(backoff(99), LEASE)


def test_only_the_alarm_that_lies_ahead_begins_anew(store: DeskStore, box: Outbox) -> None:
    store.add_conversation("d" * 22, "hash", NOON)
    first, second = alarm(store), alarm(store, chat="d" * 22)
    with store.transaction() as connection:
        connection.execute(
            escalations.update().where(escalations.c.id == first).values(alarm_at=after(3600))
        )
    box.sound(NOON, PLAN, contacts=1)
    with store.reading() as connection:
        rows = dict(connection.execute(escalations.select().with_only_columns(escalations.c.id, escalations.c.alarm_at)).all())  # fmt: skip
    assert rows == {first: NOON, second: NOON}


def test_an_alert_is_taken_by_one_sender_for_a_minute(store: DeskStore, box: Outbox) -> None:
    alarm(store)
    one = box.take(NOON)
    assert one is not None
    assert (one.kind, one.attempts, one.contact, one.sent) == ("escalation_opened", 1, 0, ())
    assert (one.created_at, one.delivered_at, one.failed_at, one.error) == (NOON, None, None, None)
    assert timedelta(seconds=60) == LEASE
    assert box.take(NOON + LEASE - timedelta(seconds=1)) is None
    again = box.take(NOON + LEASE)
    assert again is not None and (again.id, again.attempts) == (one.id, 2)


def test_the_oldest_is_taken_first_and_only_alerts_are(store: DeskStore, box: Outbox) -> None:
    with store.transaction() as connection:
        connection.execute(outbox.insert().values(kind="forget", conversation_id=ALICE, created_at=NOON))  # fmt: skip
    box.test(NOON)
    alarm(store)
    taken = [box.take(NOON), box.take(NOON), box.take(NOON)]
    assert [one and one.kind for one in taken] == ["test", "escalation_opened", None]
    assert kinds(box) == [("test", EVERYONE), ("escalation_opened", 0)]


def test_what_is_delivered_is_not_sent_again(box: Outbox) -> None:
    box.test(NOON)
    one = box.take(NOON)
    assert one is not None
    box.done(one, after(1), "nobody to tell")
    assert box.take(after(10_000)) is None
    (kept,) = box.recent()
    assert (kept.delivered_at, kept.error, kept.next_at) == (after(1), "nobody to tell", None)


def test_what_failed_is_tried_again_and_in_the_end_given_up(box: Outbox) -> None:
    box.test(NOON)
    now, tries = NOON, 0
    while (one := box.take(now)) is not None:
        tries += 1
        dead = box.failed(one, now, "no answer " * 30, sent=(0, 2))
        assert dead is (tries == MOST_ATTEMPTS)
        (kept,) = box.recent()
        assert kept.sent == (0, 2) and len(kept.error or "") == 200
        if not dead:
            wait = timedelta(seconds=min(300, 5 * 2 ** (tries - 1)))
            assert kept.next_at == now + wait and kept.failed_at is None
            assert box.take(now + wait - timedelta(seconds=1)) is None
            assert box.dead() == []
            now += wait
    assert tries == MOST_ATTEMPTS == 8
    (kept,) = box.dead()
    assert (kept.failed_at, kept.next_at) == (now, None)


def test_a_try_that_lies_too_far_ahead_is_due(box: Outbox) -> None:
    box.test(NOON + LONGEST_WAIT)
    assert box.take(NOON + LONGEST_WAIT - LEASE) is not None
    assert box.take(NOON) is None
    assert box.take(NOON - timedelta(seconds=1)) is not None


def test_what_was_given_up_can_be_sent_again_or_dismissed(box: Outbox) -> None:
    for _ in range(2):
        box.test(NOON)
    while (one := box.take(after(9000))) is not None:
        with box._records.transaction() as connection:
            connection.execute(outbox.update().values(attempts=MOST_ATTEMPTS))
        box.failed(box.recent()[-1] if one.id == 1 else box.recent()[0], after(9000), "no", ())
    second, first = box.dead()
    assert (first.id, second.id) == (1, 2)
    box.again(first.id)
    assert [one.id for one in box.dead()] == [2]
    one = box.take(NOON)
    assert one is not None and (one.id, one.attempts) == (1, 1)
    box.dismiss(second.id, after(9001))
    assert box.dead() == []
    assert box.recent()[0].delivered_at == after(9001) and box.recent()[0].failed_at is None


def test_lists_show_the_newest_first_and_not_without_end(box: Outbox) -> None:
    for _ in range(SHOWN + 5):
        box.test(NOON)
    with box._records.transaction() as connection:
        connection.execute(outbox.update().values(failed_at=NOON))
    for listed in (box.recent(), box.dead()):
        assert [one.id for one in listed] == list(range(SHOWN + 5, 5, -1))
    assert SHOWN == 100
