"""Records of the desk in the form that its templates show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from bot import explaining
from bot.desk.cases import OUTCOMES, Wait, wait
from bot.desk.highlight import Piece, Span, excerpt, pieces
from bot.desk.model import Contact, Escalation, Event, Message
from bot.language import read
from bot.triage.assess import Rule, rules

KINDS: Mapping[str, str] = {
    "red_flag": "Red flag",
    "request": "Asked for a person",
    "hand_over": "Question for staff",
    "incident": "The bot could not answer",
}
STATUSES: Mapping[str, str] = {"open": "Waiting", "claimed": "Taken", "resolved": "Resolved"}
HAPPENED: Mapping[str, str] = {
    "opened": "Case opened",
    "upgraded": "Became more urgent",
    "reopened": "Opened again by a new message",
    "claim": "took the case",
    "assign": "gave the case to",
    "release": "put the case back",
    "acknowledged": "has seen the alarm",
    "resolve": "resolved it:",
    "reopen": "opened the case again",
    "undone": "took the last step back",
    "note": "noted:",
    "called_back": "called the patient back",
    "call_not_reached": "called; nobody answered",
    "joined": "joined the chat; the bot is silent",
    "handed_back": "handed the chat back to the bot",
    "left_contact": "The patient left a number to be called on",
    "corrected": "corrected a fact:",
}
WHO: Mapping[str, str] = {
    "patient": "Patient",
    "bot": "Aftercare",
    "staff": "Front desk",
    "system": "System",
}
_SHOWN_FACTS = ("areas", "days", "onset_days", "symptoms", "denied", "trend", "about")


@dataclass(frozen=True)
class CaseView:
    """A case as a page shows it."""

    case: Escalation
    wait: Wait
    facts: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]
    pieces: tuple[Piece, ...]
    contact: Contact | None

    @property
    def kind(self) -> str:
        """Why there is a case, in words."""
        return KINDS[self.case.kind]

    @property
    def status(self) -> str:
        """Where the case is in its life, in words."""
        if self.case.status == "claimed":
            return f"{self.case.claimed_name} has it"
        if self.case.status == "resolved":
            return f"Resolved: {OUTCOMES.get(self.case.outcome or '', 'no outcome')}"
        return "Nobody has it yet"

    @property
    def alarming(self) -> bool:
        """A red flag that nobody has taken note of yet."""
        return (
            self.case.acknowledged_at is None
            and self.case.status != "resolved"
            and self.case.urgency in ("emergency", "urgent")
        )


@dataclass(frozen=True)
class LineView:
    """A line of a transcript: something said, or something that happened at the desk."""

    at: datetime
    who: str
    role: str
    pieces: tuple[Piece, ...]
    seq: int = 0
    body: dict[str, Any] | None = None
    pending: bool = False


def case_view(
    case: Escalation,
    now: datetime,
    targets: Mapping[str, int],
    *,
    contact: Contact | None = None,
    whole: bool = False,
) -> CaseView:
    """A case; with its whole message, or the part of it around the words that raised it."""
    text = case.message or ""
    spans = marked(text)
    return CaseView(
        case=case,
        wait=wait(case, now, targets),
        facts=fact_lines(case.facts),
        rules=held(case.reasons),
        pieces=tuple(pieces(text, spans) if whole else excerpt(text, spans)),
        contact=contact,
    )


def held(reasons: Sequence[str]) -> tuple[Rule, ...]:
    """The rows of the triage table among a case's reasons."""
    return tuple(rule for rule in rules() if rule.id in reasons)


def marked(text: str, body: Mapping[str, Any] | None = None) -> list[Span]:
    """The words of a patient's message that were taken for a symptom, a rule or another fact.

    What the reply to it, `body`, explains comes first, for that knows the learned detectors, too;
    else our own rules read the text once more, for symptoms.
    """
    why = (body or {}).get(explaining.KEY)
    if isinstance(why, list):
        return [_span(one) for one in why if {"start", "end"} <= set(one)]
    return list(_read(text)) if text else []


def _span(one: Mapping[str, Any]) -> Span:
    kind, status, name = one["kind"], one["status"], str(one["name"])
    if kind in ("area", "timing"):
        name = f"{kind}: {name}"
    elif kind == "rule":
        name = f"rule {name}"
    elif status not in explaining.COUNTED:
        name = f"{status}: {name}"
    elif one["source"] == "learned":
        name = f"{name} (learned detector)"
    alarming = kind in ("rule", "trend") or (kind == "symptom" and status in explaining.COUNTED)
    return Span(one["start"], one["end"], name, alarming)


@lru_cache(maxsize=2048)
def _read(text: str) -> tuple[Span, ...]:
    # The day only matters for timings, which are not marked.
    reading = read(text, date(2000, 1, 1))
    return tuple(
        Span(one.start, one.end, one.name)
        for one in reading.symptoms
        if one.status in ("present", "other")
    )


def lines(messages: Sequence[Message], events: Sequence[Event]) -> list[LineView]:
    """What was said and what happened in a chat, in order of time."""
    answers = {one.answers: one.body for one in messages if one.answers}
    said = [
        LineView(
            at=one.at,
            who=(one.body or {}).get("by") or WHO[one.role],
            role=one.role,
            pieces=tuple(
                pieces(one.text, marked(one.text, answers.get(one.seq)))
                if one.role == "patient"
                else (Piece(one.text),)
            ),
            seq=one.seq,
            body=one.body,
            pending=one.role == "patient" and one.answered_at is None,
        )
        for one in messages
    ]
    happened = [
        LineView(at=one.at, who="", role="event", pieces=(Piece(happening(one)),))
        for one in events
        if one.kind in ("joined", "handed_back", "left_contact", "opened", "upgraded", "reopened")
    ]
    return sorted([*said, *happened], key=lambda line: (line.at, line.seq))


def happening(event: Event) -> str:
    """What happened, in a sentence."""
    words = HAPPENED.get(event.kind, event.kind)
    detail = event.text or ""
    if event.kind == "resolve":
        detail = OUTCOMES.get(detail, detail)
    if event.kind == "note" and event.text is None:
        detail = "(deleted with the chat)"
    return " ".join(filter(None, (event.account_name, words, detail)))


def fact_lines(facts: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    """The known facts as pairs of name and words; what is not known is left out."""
    told = []
    for name in _SHOWN_FACTS:
        value = (facts or {}).get(name)
        if value in (None, [], "", "self"):
            continue
        told.append((FACT_NAMES[name], fact_words(name, value)))
    return tuple(told)


FACT_NAMES: Mapping[str, str] = {
    "areas": "Treated area",
    "days": "Days since treatment",
    "onset_days": "Days since it began",
    "symptoms": "Symptoms",
    "denied": "Denied",
    "trend": "Trend",
    "about": "About",
}


def fact_words(name: str, value: Any) -> str:
    """One fact's value in words."""
    if name in ("days", "onset_days"):
        low, high = value
        return str(low) if low == high else f"{low} to {high}"
    if name == "about":
        return "somebody else"
    if isinstance(value, list):
        return ", ".join(str(one).replace("_", " ") for one in value)
    return str(value).replace("_", " ")


def duration(time: timedelta | float) -> str:
    """A time in words, as coarse as a person needs it."""
    seconds = max(0, int(time.total_seconds() if isinstance(time, timedelta) else time))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min"
    if seconds < 48 * 3600:
        return f"{seconds // 3600} h {seconds % 3600 // 60} min"
    return f"{seconds // 86400} days"


def local(moment: datetime, zone: ZoneInfo, *, day: bool = True) -> str:
    """A moment on the clinic's own clock."""
    here = moment.astimezone(zone)
    return f"{here:%a} {here.day} {here:%b %Y, %H:%M}" if day else f"{here:%H:%M}"
