"""Whether a new model answers at least as well as the old one. Pure: what was answered comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from knowledge.entry import Entry

Kind = Literal["emergency", "urgent", "calm", "example"]
RED = ("emergency", "urgent")
SAMPLED = 240
"""Example questions put to each model: every entry's first before any entry's second."""


@dataclass(frozen=True)
class Exam:
    """A message and what is right: a red flag at least so urgent, no red flag, or an entry."""

    text: str
    kind: Kind
    entry: str = ""


@dataclass(frozen=True)
class Answer:
    """What a model's reply said: its urgency and the entries it came from."""

    urgency: str | None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marks:
    """How many of each were right, with the messages that were not."""

    red_flags: int
    red_right: int
    calm: int
    calm_right: int
    examples: int
    reached: int
    missed: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As it is stored and shown."""
        return asdict(self)


def exams(messages: Mapping[str, Sequence[str]], entries: Iterable[Entry]) -> list[Exam]:
    """The stored messages, and a sample of the live entries' example questions.

    A question about a present symptom may rightly get a card or a question back, so only entries
    that answer questions are sampled.
    """
    found = [Exam(text, "emergency") for text in messages["emergency"]]
    found += [Exam(text, "urgent") for text in messages["urgent"]]
    calm = (*messages["about_warning_signs"], *messages["everyday"])
    found += [Exam(text, "calm") for text in calm]
    asked = [entry for entry in entries if entry.urgency == "info" and not entry.applies.symptoms]
    longest = max((len(entry.questions) for entry in asked), default=0)
    sample = [
        Exam(entry.questions[place], "example", entry.id)
        for place in range(longest)
        for entry in asked
        if place < len(entry.questions)
    ]
    return found + sample[:SAMPLED]


def right(exam: Exam, answer: Answer) -> bool:
    """Whether `answer` will do."""
    if exam.kind == "emergency":
        return answer.urgency == "emergency"
    if exam.kind == "urgent":
        return answer.urgency in RED
    if exam.kind == "calm":
        return answer.urgency not in RED
    return exam.entry in answer.entries


def marks(exams: Sequence[Exam], answers: Sequence[Answer]) -> Marks:
    """The marks of one model; `answers` in the order of `exams`."""
    told = list(zip(exams, answers, strict=True))

    def count(*kinds: Kind) -> tuple[int, int]:
        some = [(exam, answer) for exam, answer in told if exam.kind in kinds]
        return len(some), sum(right(exam, answer) for exam, answer in some)

    red, calm, examples = count("emergency", "urgent"), count("calm"), count("example")
    return Marks(
        red_flags=red[0],
        red_right=red[1],
        calm=calm[0],
        calm_right=calm[1],
        examples=examples[0],
        reached=examples[1],
        missed=tuple(exam.text for exam, answer in told if not right(exam, answer)),
    )


def worse(old: Marks, new: Marks) -> list[str]:
    """Why the new model must not go live, in words; empty when it answers no worse."""
    found = []
    if lost := new.red_flags - new.red_right - (old.red_flags - old.red_right):
        if lost > 0:
            found.append(f"It misses {lost} more of the {new.red_flags} stored warning signs.")
    if (alarms := old.calm_right - new.calm_right) > 0:
        found.append(f"It raises {alarms} more false alarms in {new.calm} ordinary messages.")
    if (fewer := old.reached - new.reached) > 0:
        found.append(
            f"{fewer} fewer of {new.examples} example questions reach their entry "
            f"({new.reached} instead of {old.reached})."
        )
    return found
