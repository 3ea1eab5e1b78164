"""Two people, the right ones, and nothing a patient reads without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from knowledge_samples import VALID, entry

from knowledge import publishing
from knowledge.caution import calls_to_act, cautions, is_red
from knowledge.publishing import (
    ApproverNeeded,
    BadTime,
    Blocked,
    NotAllowed,
    NotReplayed,
    OwnWork,
    Person,
    Revision,
    StaleRevision,
    WrongStep,
)

NOW = datetime.fromisoformat("2026-11-23T12:00:00")
TODAY = NOW.date()
ALICE = Person("a", "Alice", frozenset({"editor"}))
EVE = Person("e", "Eve", frozenset({"editor"}))
BOB = Person("b", "Bob", frozenset({"approver"}))
ADA = Person("d", "Ada", frozenset({"admin"}))
CHARLIE = Person("c", "Charlie", frozenset({"front_desk"}))


def imported(one=VALID) -> list[Revision]:
    """A history of one import."""
    return [Revision(one, 1, "published", "up", "import", NOW - timedelta(days=1), step="imported")]


def changed(history: list[Revision], by: Person = ALICE, **changes: object) -> list[Revision]:
    """`history` with a draft that differs, sent for review."""
    words = replace(history[0].entry, **changes)
    drafted = publishing.save(history, words, by=by, now=NOW, based_on=history[0].number)
    return [publishing.submit([drafted, *history], by=by, now=NOW), drafted, *history]


def approved(history: list[Revision], by: Person = BOB, **more: object) -> list[Revision]:
    """`history` with its review approved."""
    given = {"now": NOW, "today": TODAY, "blocked": (), **more}
    return [publishing.approve(history, by=by, **given), *history]


def test_a_change_goes_live_when_somebody_else_approves_it() -> None:
    history = approved(changed(imported(), title="New"), by=EVE)
    current = publishing.live(history, NOW)
    assert current is not None and current.entry.title == "New"
    assert (current.author, current.entry.reviewed_by, current.entry.reviewed_on) == (
        "Eve",
        "Eve",
        TODAY,
    )


@pytest.mark.parametrize("own", [ALICE, BOB, ADA], ids=lambda person: person.name)
def test_nobody_approves_their_own(own: Person) -> None:
    if own is BOB:
        own = Person("b", "Bob", frozenset({"approver", "editor"}))
    with pytest.raises(OwnWork):
        approved(changed(imported(), by=own, title="New"), by=own)


def test_whoever_touched_the_draft_counts_as_its_author() -> None:
    history = imported()
    first = publishing.save(history, replace(VALID, title="A"), by=BOB, now=NOW, based_on=1)
    history = changed([first, *history], by=ALICE, title="B")
    assert publishing.writers(history) == {"a", "b"}
    with pytest.raises(OwnWork):
        approved(history, by=BOB)


@pytest.mark.parametrize(
    "change",
    [
        {"urgency": "review"},
        {"safety_net": "none"},
        {"hand_over": True},
        {"answer": VALID.answer + " Call {clinic_phone} today."},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_touches_urgency_needs_a_clinical_approver(change: dict[str, object]) -> None:
    history = changed(imported(), **change)
    assert publishing.needs_approver(history, NOW)
    with pytest.raises(ApproverNeeded, match="because"):
        approved(history, by=EVE)
    assert publishing.live(approved(history, by=BOB), NOW).number == 4
    assert publishing.live(approved(history, by=ADA), NOW).number == 4


@pytest.mark.parametrize(
    "one",
    [
        entry(symptoms=("double_vision",)),
        entry(topic="what-if-speech"),
        entry(urgency="urgent"),
    ],
)
def test_a_warning_sign_needs_a_clinical_approver_for_any_change(one) -> None:
    assert is_red(one)
    assert cautions(one, replace(one, title="Other"))
    assert cautions(VALID, replace(one, title=VALID.title))


def test_an_ordinary_change_needs_no_clinical_approver() -> None:
    assert cautions(VALID, replace(VALID, title="Other", questions=("one", "two"))) == ()


def test_a_new_entry_and_a_retirement_need_one() -> None:
    assert cautions(None, VALID)
    assert cautions(VALID, VALID, aim="retired")


def test_the_sentences_that_say_whom_to_call_are_found() -> None:
    told = replace(VALID, answer="It fades. If not, call\n{clinic_phone} today. Rest.")
    assert calls_to_act(told) == ("If not, call {clinic_phone} today.",)


def test_the_outsider_may_do_nothing() -> None:
    history = changed(imported(), title="New")
    steps = [
        lambda: publishing.save(imported(), VALID, by=CHARLIE, now=NOW, based_on=1),
        lambda: publishing.submit(history[1:], by=CHARLIE, now=NOW),
        lambda: publishing.send_back(history, by=CHARLIE, now=NOW, note="no"),
        lambda: approved(history, by=CHARLIE),
        lambda: publishing.restore(history, 1, by=CHARLIE, now=NOW),
        lambda: publishing.put_back(history, 1, by=CHARLIE, now=NOW, today=TODAY, blocked=()),
        lambda: publishing.unschedule(history, by=CHARLIE, now=NOW),
    ]
    for step in steps:
        with pytest.raises(NotAllowed):
            step()


def test_a_replay_must_have_run_and_found_nothing() -> None:
    history = changed(imported(), title="New")
    with pytest.raises(NotReplayed):
        approved(history, blocked=None)
    with pytest.raises(Blocked, match="a red flag"):
        approved(history, blocked=["a red flag moves"])


def test_a_scheduled_change_waits_for_its_time_and_not_longer() -> None:
    at = NOW + timedelta(hours=2)
    history = approved(changed(imported(), title="New"), live_from=at)
    assert publishing.state(history, NOW) == "scheduled"
    assert publishing.live(history, at - timedelta(seconds=1)).entry.title == VALID.title
    assert publishing.live(history, at).entry.title == "New"
    assert publishing.state(history, at) == "published"


def test_a_scheduled_change_can_be_called_off() -> None:
    at = NOW + timedelta(hours=2)
    history = approved(changed(imported(), title="New"), live_from=at)
    history = [publishing.unschedule(history, by=ALICE, now=NOW), *history]
    assert publishing.live(history, at).entry.title == VALID.title
    with pytest.raises(WrongStep):
        publishing.unschedule(history, by=ALICE, now=NOW)


def test_a_new_entry_called_off_stays_unseen() -> None:
    draft = publishing.save([], VALID, by=ALICE, now=NOW, based_on=None)
    history = [publishing.submit([draft], by=ALICE, now=NOW), draft]
    at = NOW + timedelta(hours=2)
    history = approved(history, live_from=at)
    history = [publishing.unschedule(history, by=BOB, now=NOW), *history]
    assert publishing.live(history, at) is None


def test_a_later_decision_overtakes_a_scheduled_one() -> None:
    at = NOW + timedelta(hours=2)
    history = approved(changed(imported(), title="Later"), live_from=at)
    history = approved(changed(history, title="Now"))
    assert publishing.live(history, at).entry.title == "Now"
    assert publishing.scheduled(history, NOW) is None


@pytest.mark.parametrize("live_from", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=400)])
def test_a_change_is_scheduled_for_a_time_to_come(live_from: datetime) -> None:
    with pytest.raises(BadTime):
        approved(changed(imported(), title="New"), live_from=live_from)


def test_sending_back_says_what_should_change() -> None:
    history = changed(imported(), title="New")
    with pytest.raises(ValueError, match="what should change"):
        publishing.send_back(history, by=BOB, now=NOW, note="  ")
    back = publishing.send_back(history, by=BOB, now=NOW, note="Shorter, please")
    assert (back.status, back.note, back.entry.title) == ("draft", "Shorter, please", "New")
    assert publishing.writers([back, *history]) == {"a"}


def test_an_edit_on_an_old_revision_is_refused() -> None:
    history = changed(imported(), title="New")
    with pytest.raises(StaleRevision):
        publishing.save(history, VALID, by=EVE, now=NOW, based_on=1)
    with pytest.raises(StaleRevision):
        publishing.save(history, VALID, by=EVE, now=NOW, based_on=None)


def test_taking_down_asks_two_people_and_keeps_the_words() -> None:
    history = imported()
    history = [publishing.submit(history, by=ALICE, now=NOW, aim="retired"), *history]
    with pytest.raises(ApproverNeeded):
        approved(history, by=EVE)
    history = approved(history, by=BOB)
    assert publishing.live(history, NOW) is None
    assert history[0].entry.answer == VALID.answer


def test_what_was_live_once_is_put_back_in_one_step() -> None:
    history = approved(changed(imported(), title="Worse"))
    back = publishing.put_back(history, 1, by=BOB, now=NOW, today=TODAY, blocked=())
    assert publishing.live([back, *history], NOW).entry.title == VALID.title
    with pytest.raises(WrongStep, match="never answered"):
        publishing.put_back(history, 2, by=BOB, now=NOW, today=TODAY, blocked=())
    with pytest.raises(NotReplayed):
        publishing.put_back(history, 1, by=BOB, now=NOW, today=TODAY, blocked=None)
    with pytest.raises(Blocked):
        publishing.put_back(history, 1, by=BOB, now=NOW, today=TODAY, blocked=["x"])


@pytest.mark.parametrize("number", [0, 9])
def test_a_revision_that_is_not_there_is_named(number: int) -> None:
    with pytest.raises(WrongStep, match=str(number)):
        publishing.restore(imported(), number, by=ALICE, now=NOW)


def test_steps_out_of_turn_are_refused() -> None:
    history = changed(imported(), title="New")
    with pytest.raises(WrongStep, match="in review already"):
        publishing.submit(history, by=ALICE, now=NOW)
    with pytest.raises(WrongStep, match="no draft"):
        publishing.submit(imported(), by=ALICE, now=NOW)
    with pytest.raises(WrongStep, match="not in review"):
        approved(imported())
    draft = publishing.save([], VALID, by=ALICE, now=NOW, based_on=None)
    with pytest.raises(WrongStep, match="nothing to take down"):
        publishing.submit([draft], by=ALICE, now=NOW, aim="retired")


def test_a_day_for_the_next_look_outlives_the_review_unless_it_has_passed() -> None:
    soon, gone = TODAY + timedelta(days=30), TODAY - timedelta(days=1)
    assert approved(changed(imported(), review_by=soon))[0].entry.due_on == soon
    assert approved(changed(imported(), review_by=gone))[0].entry.due_on == date(2027, 11, 23)
    assert approved(changed(imported(), title="N"), review_by=soon)[0].entry.due_on == soon


PEOPLE = st.sampled_from([ALICE, EVE, BOB, ADA, CHARLIE])
REFUSALS = (NotAllowed, WrongStep, StaleRevision, BadTime, NotReplayed, Blocked, ValueError)


class AnyOrder(RuleBasedStateMachine):
    """People pressing buttons in any order: some steps are refused, none breaks a law."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.history: list[Revision] = imported()

    def take(self, step, *arguments: object, **more: object) -> None:
        """A step, if it is allowed."""
        before = list(self.history)
        try:
            after = step(self.history, *arguments, now=self.now, **more)
        except REFUSALS:
            assert self.history == before
            return
        self.history = [after, *self.history]

    @rule(by=PEOPLE, title=st.sampled_from("ABC"), lag=st.integers(0, 2))
    def save(self, by: Person, title: str, lag: int) -> None:
        """Somebody saves, maybe on top of an old revision."""
        words = replace(VALID, title=title, urgency="review" if title == "C" else "self_care")
        self.take(publishing.save, words, by=by, based_on=self.history[0].number - lag)

    @rule(by=PEOPLE, aim=st.sampled_from(["published", "retired"]))
    def submit(self, by: Person, aim: str) -> None:
        """Somebody sends for review."""
        self.take(publishing.submit, by=by, aim=aim)

    @rule(by=PEOPLE, note=st.sampled_from(["", "shorter"]))
    def send_back(self, by: Person, note: str) -> None:
        """Somebody sends back."""
        self.take(publishing.send_back, by=by, note=note)

    @rule(
        by=PEOPLE,
        blocked=st.sampled_from([(), None, ("a red flag moves",)]),
        hours=st.sampled_from([None, -1, 1, 30]),
    )
    def approve(self, by: Person, blocked: tuple[str, ...] | None, hours: int | None) -> None:
        """Somebody approves."""
        live_from = None if hours is None else self.now + timedelta(hours=hours)
        self.take(
            publishing.approve, by=by, today=TODAY, blocked=blocked, live_from=live_from, note=""
        )

    @rule(by=PEOPLE, number=st.integers(1, 12))
    def restore(self, by: Person, number: int) -> None:
        """Somebody restores as a draft."""
        self.take(publishing.restore, number, by=by)

    @rule(by=PEOPLE, number=st.integers(1, 12))
    def put_back(self, by: Person, number: int) -> None:
        """Somebody puts a revision back live."""
        self.take(publishing.put_back, number, by=by, today=TODAY, blocked=())

    @precondition(lambda self: publishing.scheduled(self.history, self.now))
    @rule(by=PEOPLE)
    def unschedule(self, by: Person) -> None:
        """Somebody calls a scheduled decision off."""
        self.take(publishing.unschedule, by=by)

    @rule(hours=st.integers(1, 40))
    def wait(self, hours: int) -> None:
        """Time passes."""
        self.now += timedelta(hours=hours)

    @invariant()
    def revisions_are_numbered_without_a_gap(self) -> None:
        """History is only added to."""
        numbers = [r.number for r in self.history]
        assert numbers == list(range(len(numbers), 0, -1))
        assert all(r.entry.revision == r.number for r in self.history[:-1])

    @invariant()
    def every_approval_was_by_another_and_by_the_right_role(self) -> None:
        """The law of two people."""
        roles = {p.id: p.roles for p in (ALICE, EVE, BOB, ADA, CHARLIE)}
        for place, revision in enumerate(self.history):
            if revision.step != "approved":
                continue
            before = self.history[place + 1 :]
            assert revision.author_id not in publishing.writers(before)
            if publishing.needs_approver(before, revision.created_at):
                assert roles[revision.author_id] & publishing.APPROVERS

    @invariant()
    def patients_read_only_what_was_let_through(self) -> None:
        """What is live came by import or approval, word for word."""
        current = publishing.live(self.history, self.now)
        if current is None:
            return
        assert current.step in ("imported", "approved", "put_back", "unscheduled")
        let_through = {
            (r.entry.title, r.entry.urgency)
            for r in self.history
            if r.step in ("imported", "approved")
        }
        assert (current.entry.title, current.entry.urgency) in let_through

    @invariant()
    def nothing_is_live_before_its_time(self) -> None:
        """Scheduled means later."""
        current = publishing.live(self.history, self.now)
        assert current is None or current.live_from is None or current.live_from <= self.now


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
