"""A new model must be no worse in anything; and what editors wrote is sorted as the data is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot import training_questions
from bot.examination import Answer, Exam, Marks, exams, marks, right, worse
from knowledge import files
from knowledge.entry import Applies, Entry
from knowledge.replay_messages import messages

ENTRY = Entry(
    id="flying",
    title="Flying",
    answer="You may fly.",
    applies=Applies(topic="flying"),
    urgency="info",
    questions=("can i fly", "is flying ok", "plane tomorrow"),
    reviewed_on=date(2026, 11, 20),
    reviewed_by="Bob",
)
EXAMS = [
    Exam("a", "emergency"),
    Exam("b", "urgent"),
    Exam("c", "calm"),
    Exam("d", "example", "flying"),
]
PERFECT = [Answer("emergency"), Answer("urgent"), Answer("info"), Answer("info", ("flying",))]


@pytest.mark.parametrize(
    ("exam", "answer", "good"),
    [
        (EXAMS[0], Answer("emergency"), True),
        (EXAMS[0], Answer("urgent"), False),
        (EXAMS[1], Answer("emergency"), True),
        (EXAMS[1], Answer("review"), False),
        (EXAMS[2], Answer("urgent"), False),
        (EXAMS[2], Answer(None), True),
        (EXAMS[3], Answer("info", ("other", "flying")), True),
        (EXAMS[3], Answer("info"), False),
    ],
)
def test_what_will_do(exam: Exam, answer: Answer, good: bool) -> None:
    assert right(exam, answer) is good


def test_the_same_marks_are_no_worse() -> None:
    perfect = marks(EXAMS, PERFECT)
    assert (perfect.red_right, perfect.calm_right, perfect.reached, perfect.missed) == (2, 1, 1, ())
    assert worse(perfect, perfect) == []


@pytest.mark.parametrize(
    ("place", "answer", "says"),
    [
        (0, Answer("info"), "1 more of the 2 stored warning signs"),
        (1, Answer(None), "warning signs"),
        (2, Answer("urgent"), "1 more false alarms"),
        (3, Answer("info"), "fewer of 1 example questions"),
    ],
)
def test_any_loss_keeps_the_old_model(place: int, answer: Answer, says: str) -> None:
    new = marks(EXAMS, [*PERFECT[:place], answer, *PERFECT[place + 1 :]])
    (reason,) = worse(marks(EXAMS, PERFECT), new)
    assert says in reason
    assert worse(new, marks(EXAMS, PERFECT)) == []


@given(st.lists(st.sampled_from(["emergency", "urgent", "info", None]), min_size=4, max_size=4))
def test_worse_is_said_exactly_when_something_was_lost(urgencies: list[str | None]) -> None:
    new = marks(EXAMS, [Answer(urgency) for urgency in urgencies])
    old = marks(EXAMS, PERFECT)
    lost = new.red_right < 2 or new.calm_right < 1 or new.reached < 1
    assert bool(worse(old, new)) == lost


def test_one_gain_does_not_pay_for_another_loss() -> None:
    old = Marks(10, 9, 10, 10, 10, 5, ())
    assert worse(old, replace(old, red_right=8, reached=10))


def test_the_exams_are_the_stored_messages_and_every_entrys_first_question_first() -> None:
    second = replace(ENTRY, id="prices", questions=("what does it cost",))
    ill = replace(ENTRY, id="ill", urgency="self_care")
    found = exams(messages(), [ENTRY, second, ill])
    examples = [(exam.text, exam.entry) for exam in found if exam.kind == "example"]
    assert examples == [
        ("can i fly", "flying"),
        ("what does it cost", "prices"),
        ("is flying ok", "flying"),
        ("plane tomorrow", "flying"),
    ]
    assert sum(exam.kind in ("emergency", "urgent") for exam in found) == 25


@pytest.mark.parametrize(
    ("change", "intent"),
    [
        ({}, "ask_question"),
        ({"hand_over": True}, "ask_not_covered"),
        ({"urgency": "out_of_scope"}, "out_of_scope"),
        ({"urgency": "self_care", "applies": Applies(symptoms=("twitching",))}, "describe_symptom"),
        ({"applies": Applies(symptoms=("twitching",))}, "ask_question"),
    ],
)
def test_the_intent_of_an_entrys_questions(change: dict[str, object], intent: str) -> None:
    assert training_questions.intent_of(replace(ENTRY, **change)) == intent


def test_only_new_questions_are_added_each_once() -> None:
    double = replace(ENTRY, id="again", questions=("Can I fly?", "new one", "odd [one](x)"))
    found = training_questions.added([ENTRY, double], ["is flying OK?"])
    assert found == {"ask_question": ["can i fly", "plane tomorrow", "new one"]}


def test_the_shipped_content_adds_nothing() -> None:
    entries = files.read(files.CONTENT).entries
    assert training_questions.added(entries, training_questions.known()) == {}


def test_the_file_is_what_rasa_reads(tmp_path: Path) -> None:
    assert training_questions.write({}, tmp_path) is None
    path = training_questions.write({"ask_question": ["can i fly", "ünïcode “x”"]}, tmp_path)
    assert path is not None
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert data["nlu"] == [{"intent": "ask_question", "examples": "- can i fly\n- ünïcode “x”\n"}]
