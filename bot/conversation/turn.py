"""One turn: the case, the message and what was remembered, and what each of them says at a glance."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.case import CaseFacts
from bot.language.reading import Reading
from bot.language.tokens import respelled
from bot.reply import Numbers
from bot.triage.assess import Assessment
from knowledge.lookup import Match, Query

_WHY = re.compile(
    r"(?i)\bwh?y (?:do|would|did) (?:you|u|ya|yous) (?:even |really )?(?:need|want|ask|have|care)\b"
)
"""Who asks why we ask has not said no."""


class Library(Protocol):
    """What an answer is taken from."""

    entries: Any
    safety_nets: Any
    sections: Any


@dataclass(frozen=True)
class Question:
    """One message as Rasa understood it."""

    text: str
    intent: str
    confidence: float
    reading: Reading
    intent_ranking: dict[str, float] = field(default_factory=dict)
    elsewhere: float | None = None
    """How much it is about other matters, over 0 for much; None when nothing could tell."""


@dataclass(frozen=True)
class Turn:
    """All that one reply is made from; nothing in it changes while the reply is sought.

    `facts`: the case with this message merged in, and `assessment` what triage says to it;
    `dialogue`: what was remembered of the turns before; `find`: the lookup.
    """

    facts: CaseFacts
    assessment: Assessment
    question: Question
    library: Library
    dialogue: dict[str, Any]
    settings: Numbers
    find: Callable[[Query], Match]

    @property
    def reading(self) -> Reading:
        """What the rules and detectors read in the message."""
        return self.question.reading

    @property
    def intent(self) -> str:
        """The likeliest intent of the message."""
        return self.question.intent

    def confident(self, least: float) -> bool:
        """Whether the intent is at least that sure."""
        return self.question.confidence >= least

    @property
    def language(self) -> str:
        """The language the message is written in, as a code of two letters."""
        return next(
            (f.split(":")[1] for f in self.reading.flags if f.startswith("language:")),
            "en",
        )

    @property
    def plain(self) -> str:
        """The question with its spelling put right, for the lookup by words."""
        if self.language != "en":
            return self.question.text
        return respelled(self.question.text)

    @property
    def told(self) -> str:
        """What tells of the symptom: "2 to 4 days ago", asked for, says nothing without what came before."""
        if self.open_question and not self.reported:
            return f"{self.dialogue.get('text', '')} {self.plain}".strip()
        return self.plain

    @property
    def reported(self) -> set[str]:
        """Symptoms the patient reports in this very message."""
        return {s.name for s in self.reading.symptoms if s.status == "present"}

    @property
    def others(self) -> bool:
        """Whether the message tells of somebody else's symptom."""
        return any(s.status == "other" for s in self.reading.symptoms)

    @property
    def gives_facts(self) -> bool:
        """Whether the message says when the treatment was, or where."""
        return any(t.kind == "treatment" for t in self.reading.timings) or any(
            a.treated for a in self.reading.areas
        )

    @property
    def wonders(self) -> bool:
        """Whether the message asks, supposes or looks ahead, rather than tells."""
        return bool({"question", "supposing", "not_yet_treated"} & self.reading.flags)

    @property
    def mentioned_areas(self) -> tuple[str, ...]:
        """Areas that the message names, in its order, without those it takes back."""
        return tuple(dict.fromkeys(a.name for a in self.reading.areas if not a.withdrawn))

    @property
    def mentioned_symptoms(self) -> tuple[str, ...]:
        """Symptoms that the message names, in its order, whoever has them, without those denied."""
        return tuple(dict.fromkeys(s.name for s in self.reading.symptoms if s.status != "denied"))

    @property
    def open_question(self) -> str | None:
        """What the reply before asked for: "area", "timing", "symptom"."""
        asked: str | None = self.dialogue.get("asked")
        return asked

    @property
    def wanted(self) -> str | None:
        """What was asked for, now or before, and not yet given: "area", "timing"."""
        piece: str | None = self.dialogue.get("wanted")
        return piece

    @property
    def refuses(self) -> bool:
        """Whether the message turns something down, rather than ask what it is for."""
        return self.intent == "refuse" and _WHY.search(self.question.text) is None

    @property
    def declines(self) -> bool:
        """Whether the message turns down the question that is open."""
        return self.refuses and bool(self.open_question)

    @property
    def refused(self) -> bool:
        """Whether the patient has turned down a question, now or before."""
        return self.declines or bool(self.dialogue.get("refused"))

    @property
    def repeats(self) -> bool:
        """Whether the message says the same as the one before."""
        before = str(self.dialogue.get("text", "")).lower().strip(" ?!.")
        return bool(before) and before == self.question.text.lower().strip(" ?!.")
