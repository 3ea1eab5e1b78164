"""What Aftercare answers: from the case so far and this message to one reply.

The order is the safety argument. A red flag comes first, before any question, form, wish or failure to
understand; then what the patient asks of us (a person, deletion); then an answer from the knowledge base
for what they feel; then for what they ask; and an honest "not in our information" at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bot.case import CaseFacts
from bot.glue import CHOICES, glue
from bot.language.reading import Reading
from bot.language.tokens import respelled, tokenize
from bot.other_matters import ENOUGH, Hints, score
from bot.reply import Numbers, Reply, card_reply, card_text, numbers, urgent_card, urgent_reply
from bot.taking_up import names_nothing, taken_up, wondered
from bot.timeline import timeline
from bot.triage.assess import Assessment, assess
from knowledge.lookup import Match, Query

__all__ = [
    "Library",
    "Numbers",
    "Question",
    "Reply",
    "card_text",
    "respond",
    "urgent_card",
    "urgent_reply",
]

_ASK_LIMIT = 2
_SAID = 0.8
"""Closeness to a known question from which a statement is taken for that question."""
_STRAY, _STRAY_SURELY = -0.2, 0.2
"""Likeness to other matters: over the first lie 89 % of such messages and 2 % of ours, over the second
63 % and none (1,194 labelled messages, most of them ours to learn from)."""
_ANYWHERE = frozenset({"pain", "bumps", "itching", "swelling", "bruising", "headache", "anxiety"})
_TWITCH = {"twitching", "lip_quiver", "chin_quiver"}
_NEEDS_TIMING = _TWITCH | {"no_effect", "chewing_difficulty", "bite_awkwardness", "heaviness"}
_SKIN = {"bruising", "swelling", "bumps", "itching", "pain", "headache"}
_TOP_UP = "top-up"
_SMALL_TALK = {"greet", "thank", "goodbye", "ask_about_bot", "affirm", "deny"}


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


def respond(
    facts: CaseFacts,
    question: Question,
    *,
    library: Library,
    dialogue: dict[str, Any],
    settings: Numbers,
    find: Callable[[Query], Match],
) -> Reply:
    """The one reply to a message. `facts`: the case with this message merged in; `find`: the lookup."""
    facts = taken_up(facts, question.reading, dialogue or {})
    turn = _Turn(facts, question, library, dict(dialogue or {}), settings, find)
    reply = turn.answer()
    memory = {
        **turn.dialogue,
        "asked": reply.asks,
        "counts": turn.counts(reply.asks),
        "entries": list(reply.entries) or turn.dialogue.get("entries", []),
        "urgency": reply.urgency,
        "text": question.text[:200],
        "topic": turn.topic,
        "vague": reply.reason == "vague",
        "wondered": wondered(question.reading, turn.dialogue),
    }
    return replace(reply, dialogue=memory)


@dataclass
class _Turn:
    facts: CaseFacts
    question: Question
    library: Library
    dialogue: dict[str, Any]
    settings: Numbers
    find: Callable[[Query], Match]
    topic: str = ""

    def counts(self, asks: str | None) -> dict[str, int]:
        counts = dict(self.dialogue.get("counts", {}))
        if asks:
            counts[asks] = counts.get(asks, 0) + 1
        return counts

    def may_ask(self, what: str) -> bool:
        """At most twice, never twice in a row without an answer in between, never after a refusal."""
        if self.dialogue.get("refused") or self.question.intent == "refuse":
            return False
        return self.dialogue.get("counts", {}).get(what, 0) < _ASK_LIMIT

    @property
    def language(self) -> str:
        return next(
            (f.split(":")[1] for f in self.question.reading.flags if f.startswith("language:")),
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
        if self.dialogue.get("asked") and not self.reported:
            return f"{self.dialogue.get('text', '')} {self.plain}".strip()
        return self.plain

    @property
    def reported(self) -> set[str]:
        """Symptoms the patient reports in this very message."""
        return {s.name for s in self.question.reading.symptoms if s.status == "present"}

    @property
    def others(self) -> bool:
        return any(s.status == "other" for s in self.question.reading.symptoms)

    @property
    def under_way(self) -> bool:
        """Whether an after-effect is being talked about, or a question of ours is open."""
        return bool(self.facts.symptoms or self.dialogue.get("asked"))

    def answer(self) -> Reply:
        assessment = assess(self.facts)
        intent = self.question.intent
        if assessment.red and not (intent == "request_deletion" and not self.reported):
            extra = (
                glue("not_a_diagnosis", numbers(self.settings))
                if "language:en" in self.question.reading.flags
                else ""
            )
            return card_reply(
                assessment, self.facts, self.settings, language=self.language, extra=extra
            )
        if intent == "request_deletion" and self.confident(0.4):
            return self.said("deletion", facts=CaseFacts(), urgency="info")
        if intent == "refuse" and self.dialogue.get("asked"):
            self.dialogue["refused"] = True
            return self.symptom_answer(assessment)
        if (
            intent == "request_human"
            and self.confident(0.4)
            and not self.reported
            and "fiction" not in self.question.reading.flags
        ):
            return self.said("hand_over", urgency="info", hand_over=True)
        if self.language != "en":
            return self.foreign(assessment)
        if self.reported and self.ails_elsewhere():
            return self.said("out_of_scope", urgency="out_of_scope")
        if self.reported or self.answers_question():
            return self.symptom_answer(assessment)
        return self.ask_or_answer(assessment)

    def confident(self, least: float) -> bool:
        return self.question.confidence >= least

    def answers_question(self) -> bool:
        """Whether this message gives the piece that was asked for, or corrects one."""
        reading = self.question.reading
        gave = bool(reading.timings and any(t.kind == "treatment" for t in reading.timings)) or any(
            a.treated for a in reading.areas
        )
        asks_more = "question" in reading.flags or self.question.intent in {
            "ask_question",
            "ask_admin",
            "ask_not_covered",
        }
        if (
            "supposing" in reading.flags
            or "not_yet_treated" in reading.flags
            or reading.about == "other"
            or self.others
        ):
            return False
        if self.dialogue.get("asked") and (gave or self.question.intent == "inform"):
            return bool(self.facts.symptoms) or not asks_more
        if "correction" in reading.flags and facts_changed(reading) and self.facts.symptoms:
            return True
        denies = (
            any(s.status == "denied" for s in reading.symptoms) and "question" not in reading.flags
        )
        return bool(self.facts.symptoms) and (
            gave
            and ("correction" in reading.flags or not asks_more)
            or denies
            or (reading.trend is not None and not asks_more)
        )

    def symptom_answer(self, assessment: Assessment) -> Reply:
        facts = self.facts
        if not facts.symptoms:
            return self.vague()
        missing = self.missing()
        match = self.find(
            Query(
                areas=facts.areas,
                symptoms=facts.symptoms,
                days=facts.days,
                trend=facts.trend,
                text=self.told,
                kind="symptom",
                urgency=assessment.urgency,
            )
        )
        if match.entry is None:
            return self.said(
                "not_covered", urgency=assessment.urgency, hand_over=True, rules=assessment
            )
        return self.from_entry(
            match, urgency=self.level(assessment, match), asks=missing, assessment=assessment
        )

    def level(self, assessment: Assessment, match: Match) -> str:
        """Triage rules; an entry may only raise self-care to review, where its own text says so."""
        assert match.entry is not None
        if (
            assessment.urgency == "self_care"
            and match.entry.urgency == "review"
            and match.reason == "facts"
        ):
            return "review"
        return assessment.urgency

    def missing(self) -> str | None:
        facts = self.facts
        if facts.conflict and self.may_ask("timing"):
            return "timing"
        present = set(facts.symptoms)
        if present <= _SKIN | {"anxiety", "wearing_off"}:
            return None
        if present & _TWITCH and not facts.areas and self.may_ask("area"):
            return "area"
        if present & _NEEDS_TIMING and facts.days is None and self.may_ask("timing"):
            return "timing"
        return None

    def vague(self) -> Reply:
        """A complaint or a bare fact without a symptom: ask what they feel, once more if need be."""
        if self.may_ask("symptom"):
            key = "ask_symptom_worried" if self.dialogue.get("vague") else "ask_symptom"
            return self.said(key, urgency="info", asks="symptom")
        return self.said("hand_over", urgency="info", hand_over=True)

    def ask_or_answer(self, assessment: Assessment) -> Reply:
        intent = self.question.intent
        wordless = not any(
            len(t.norm) > 1
            and t.norm.isalpha()
            and len(set(t.norm)) > 1
            and set(t.norm) & set("aeiouy")
            for t in tokenize(self.question.text).items
        )
        if wordless and intent not in {"thank", "goodbye", "greet"} and not self.facts_given():
            return self.said("out_of_scope", urgency="out_of_scope")
        if (
            intent in _SMALL_TALK
            and self.confident(0.5)
            and not self.facts_given()
            and "fiction" not in self.question.reading.flags
        ):
            return self.said(
                intent if intent not in {"affirm", "deny"} else "carry_on", urgency="info"
            )
        if names_nothing(self.question.text) and not (
            self.facts.symptoms or self.dialogue.get("entries")
        ):
            return self.vague()
        match = self.find(
            Query(
                areas=self.mentioned_areas(),
                symptoms=self.mentioned_symptoms(),
                days=self.facts.days,
                trend=None,
                text=self.plain,
                kind="question",
                urgency="info",
            )
        )
        if self.off_topic(match):
            return self.said("out_of_scope", urgency="out_of_scope")
        if self.follows_up(match):
            if self.facts.symptoms:
                return self.symptom_answer(assessment)
            again = self.again()
            if again is not None:
                return again
        if self.only_facts(match):
            return self.vague()
        if match.entry is not None:
            self.topic = match.entry.applies.topic
            urgency = (
                "info"
                if assessment.urgency in {"self_care", "info"} or not self.reported
                else assessment.urgency
            )
            urgency = self.spoken_level(match, urgency)
            return self.from_entry(match, urgency=urgency, asks=None, assessment=assessment)
        if self.facts_given():
            return self.vague()
        if self.facts.symptoms and intent not in {"ask_admin", "ask_not_covered"}:
            return self.symptom_answer(assessment)
        if intent == "describe_symptom" or self.dialogue.get("asked") == "symptom":
            return self.vague()
        return self.said("not_covered", urgency="info", hand_over=True)

    def only_facts(self, match: Match) -> bool:
        """A place or a day, perhaps "something feels off", and no question: what they feel is asked."""
        told = self.question.intent in {"inform", "describe_symptom", "affirm"}
        return (
            told
            and not self.facts.symptoms
            and self.facts_given()
            and not {"question", "supposing", "not_yet_treated"} & self.question.reading.flags
            and not self.mentioned_symptoms()
            and match.score < _SAID
            and not (match.entry is not None and match.entry.applies.topic == _TOP_UP)
        )

    def spoken_level(self, match: Match, urgency: str) -> str:
        """The level of an after-effect that has no name in our vocabulary, told rather than asked.

        Wanting more at day 10 or later is for the review, as the article has it (S10.P2).
        """
        entry = match.entry
        assert entry is not None
        reading = self.question.reading
        if entry.applies.topic == _TOP_UP and self.facts.days and self.facts.days[1] >= 10:
            return "review"
        told = (
            self.question.intent == "describe_symptom"
            and self.facts_given()
            and not {"supposing", "not_yet_treated", "question"} & reading.flags
        )
        if (
            told
            and not self.others
            and entry.urgency in {"self_care", "review"}
            and urgency == "info"
        ):
            return entry.urgency
        return urgency

    def facts_given(self) -> bool:
        reading = self.question.reading
        return any(t.kind == "treatment" for t in reading.timings) or any(
            a.treated for a in reading.areas
        )

    def mentioned_areas(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a.name for a in self.question.reading.areas if not a.withdrawn))

    def mentioned_symptoms(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(s.name for s in self.question.reading.symptoms if s.status != "denied")
        )

    def off_topic(self, match: Match) -> bool:
        """Other matters: the intent says so and the knowledge base does not clearly know better."""
        ranking = self.question.intent_ranking
        out = ranking.get(
            "out_of_scope",
            self.question.confidence if self.question.intent == "out_of_scope" else 0.0,
        )
        if "fiction" in self.question.reading.flags:
            return True
        stray = self.question.elsewhere
        if stray is None:
            return out >= 0.8
        answered = self.dialogue.get("urgency") not in {None, "out_of_scope"}
        few = answered and len(self.question.text.split()) <= 6
        if self.under_way or few:
            # "Everyone at uni keeps filming me" belongs to what is talked about, "what about my
            # retinol" to what was asked before.
            return out >= 0.8 and stray > _STRAY_SURELY
        reading = self.question.reading
        hints = Hints(
            likeness=stray,
            ranking=ranking,
            closeness=match.score,
            topical="topical" in reading.flags,
            facts=self.facts_given(),
            symptoms=bool(self.mentioned_symptoms()) or self.others,
            areas=bool(self.mentioned_areas()),
            entry=match.entry is not None,
            uncovered=match.entry is not None and match.entry.hand_over,
        )
        return score(hints) > ENOUGH

    def ails_elsewhere(self) -> bool:
        """A complaint that no treated place, day or earlier word ties to the treatment: a bad knee."""
        stray = self.question.elsewhere
        reading = self.question.reading
        return (
            stray is not None
            and stray > _STRAY
            and self.reported <= _ANYWHERE
            and not self.facts.areas
            and self.facts.days is None
            and "topical" not in reading.flags
            and not self.dialogue.get("asked")
        )

    def follows_up(self, match: Match) -> bool:
        """A short question back ("how long?", "will it go?") about what was just said."""
        words = [w for w in self.question.text.split() if w.strip("?!.,")]
        if (
            not self.dialogue.get("entries")
            or len(words) > 9
            or self.question.intent in {"ask_admin", "ask_not_covered", "out_of_scope"}
        ):
            return False
        return match.entry is None or (
            match.score < 0.6 and not self.mentioned_areas() and not self.mentioned_symptoms()
        )

    def again(self) -> Reply | None:
        """The last answer once more, for a question repeated or pressed."""
        last = self.dialogue.get("entries") or []
        entry = self.library.entries.get(last[0]) if last else None
        if entry is None:
            return None
        match = Match(entry, score=1.0, reason="words")
        return self.from_entry(match, urgency="info", asks=None, assessment=assess(self.facts))

    def foreign(self, assessment: Assessment) -> Reply:
        """A few words in the patient's language, above the English answer if there is one."""
        text = glue(f"foreign_{self.language}", numbers(self.settings))
        if self.reported or self.answers_question():
            reply = self.symptom_answer(assessment)
            text = f"{text}\n\n{reply.text}"
            return replace(reply, text=text, hand_over=True, language=self.language)
        match = self.find(
            Query(
                areas=self.mentioned_areas(),
                symptoms=self.mentioned_symptoms(),
                days=self.facts.days,
                trend=None,
                text=self.plain,
                kind="question",
                urgency="info",
            )
        )
        if match.entry is None:
            return Reply(
                text=text,
                urgency="info",
                facts=self.facts,
                hand_over=True,
                reason="foreign",
                language=self.language,
            )
        reply = self.from_entry(match, urgency="info", asks=None, assessment=assess(self.facts))
        text = f"{text}\n\n{reply.text}"
        return replace(reply, text=text, hand_over=True, language=self.language)

    def from_entry(
        self, match: Match, *, urgency: str, asks: str | None, assessment: Assessment
    ) -> Reply:
        entry = match.entry
        assert entry is not None
        fill = numbers(self.settings)
        parts = [entry.answer.format_map(fill)]
        net = self.library.safety_nets.get(entry.safety_net) or self.library.safety_nets.get(
            "general", ""
        )
        if self.facts.conflict and asks == "timing":
            parts.insert(0, glue("timing_conflict", fill))
        if net:
            parts.append(net.format_map(fill).strip())
        if self.dialogue.get("refused") and asks is None and self.question.intent == "refuse":
            parts.append(glue("offer_person", fill))
        if self.repeated():
            parts.append(glue("offer_person", fill))
        if entry.hand_over:
            parts.append(glue("handed_over", fill))
        if asks:
            parts.append(glue(f"ask_{asks}", fill))
        return Reply(
            text="\n\n".join(parts),
            urgency=urgency,
            facts=self.facts,
            entries=(entry.id,),
            sources=tuple(
                {"section": ref, "title": self.library.sections.get(ref.split(".")[0], "")}
                for ref in entry.sources
            ),
            asks=asks,
            choices=tuple(CHOICES.get(asks or "", ())),
            hand_over=entry.hand_over,
            reason=match.reason,
            timeline=None if asks else timeline(self.facts, entry),
            reviewed={"on": entry.reviewed_on.isoformat(), "by": entry.reviewed_by}
            if entry.reviewed_on
            else None,
            score=match.score,
            rules=tuple(rule.id for rule in assessment.rules),
        )

    def repeated(self) -> bool:
        before = str(self.dialogue.get("text", "")).lower().strip(" ?!.")
        return bool(before) and before == self.question.text.lower().strip(" ?!.")

    def said(
        self,
        key: str,
        *,
        urgency: str,
        facts: CaseFacts | None = None,
        asks: str | None = None,
        hand_over: bool = False,
        rules: Assessment | None = None,
    ) -> Reply:
        fill = numbers(self.settings)
        parts = [glue(key, fill)]
        if (
            self.facts.symptoms
            and key in {"thank", "goodbye", "hand_over", "not_covered", "carry_on"}
            or key in {"ask_symptom", "ask_symptom_worried", "not_covered", "hand_over"}
        ):
            parts.append((self.library.safety_nets.get("general") or "").format_map(fill).strip())
        return Reply(
            text="\n\n".join(p for p in parts if p),
            urgency=urgency,
            facts=facts or self.facts,
            asks=asks,
            choices=tuple(CHOICES.get(asks or "", ())),
            hand_over=hand_over,
            reason="vague" if key.startswith("ask_symptom") else key,
            rules=tuple(rule.id for rule in rules.rules) if rules else (),
        )


def facts_changed(reading: Reading) -> bool:
    """Whether a correction takes something back or puts something in its place."""
    return bool(reading.areas or reading.timings or reading.symptoms)
