"""What is asked back and when, and whether a message answers what was asked.

A question back never holds up an answer: it is the last paragraph of one, or the whole reply only
where nothing is known that could be answered.
"""

from __future__ import annotations

import re

from bot.conversation.turn import Turn
from bot.conversation.wording import hand_over, said
from bot.language.reading import Reading
from bot.reply import Reply

_ASK_LIMIT = 2
_TWITCH = {"twitching", "lip_quiver", "chin_quiver"}
"""Whose answer depends on where it twitches."""
_NEEDS_TIMING = _TWITCH | {
    "bite_awkwardness",
    "brow_asymmetry",
    "chewing_difficulty",
    "heaviness",
    "no_effect",
    "smile_asymmetry",
}
"""Whose answer depends on the day."""
_NEEDS_NOTHING = {
    "anxiety",
    "bruising",
    "bumps",
    "headache",
    "itching",
    "pain",
    "swelling",
    "wearing_off",
}
"""What is answered alike wherever and whenever it is, alone or with each other."""
_TAG = re.compile(
    r"(?i)[.!,;]\s*(?:are you |you |is that |that )?(?:satisfied|happy|ok|okay|alright|all right|right|no|yes|yeah|innit|eh|good|good enough|enough)\s*\?\W*$"
)
"""A question that wants no answer: "Swallowing's fine. Satisfied?"."""
_QUESTIONS = {"ask_question", "ask_admin", "ask_not_covered"}


def missing_piece(turn: Turn) -> str | None:
    """What to ask for beside an answer to an after-effect: "timing", "area" or nothing."""
    facts = turn.facts
    if facts.conflict and _may_ask(turn, "timing"):
        return "timing"
    present = set(facts.symptoms)
    if present <= _NEEDS_NOTHING:
        # Of a word by itself ("bruise") even what is always the same needs a little more.
        alone = len(turn.question.text.split()) == 1 and facts.days is None and not facts.areas
        return "timing" if alone and turn.reported and _may_ask(turn, "timing") else None
    if present & _TWITCH and not facts.areas and _may_ask(turn, "area"):
        return "area"
    if present & _NEEDS_TIMING and facts.days is None and _may_ask(turn, "timing"):
        return "timing"
    return None


def ask_what_is_felt(turn: Turn) -> Reply:
    """The reply to a complaint or a bare fact without a symptom: a question back, at last a person."""
    if not _may_ask(turn, "symptom"):
        return hand_over(turn)
    key = "ask_symptom_worried" if turn.dialogue.get("vague") else "ask_symptom"
    return said(turn, key, asks="symptom")


def _may_ask(turn: Turn, piece: str) -> bool:
    """At most twice for each piece, and never after a refusal."""
    if turn.refused or turn.refuses:
        return False
    asked: int = turn.dialogue.get("counts", {}).get(piece, 0)
    return asked < _ASK_LIMIT


def answers_us(turn: Turn) -> bool:
    """Whether the message gives the piece that was asked for, or goes on about the known after-effect."""
    reading = turn.reading
    if (
        "supposing" in reading.flags
        or "not_yet_treated" in reading.flags
        or reading.about == "other"
        or turn.others
    ):
        return False
    asks_more = "question" in reading.flags or turn.intent in _QUESTIONS
    known = bool(turn.facts.symptoms)
    if turn.open_question and turn.intent == "refuse" and known:
        return True
    if turn.open_question and (turn.gives_facts or turn.intent == "inform"):
        return known or not asks_more
    if known and _gives_wanted(turn) and "question" not in reading.flags:
        return True
    return known and _goes_on(turn, asks_more=asks_more)


def _gives_wanted(turn: Turn) -> bool:
    """Whether the message gives at last what was asked for before: "fine. ten days"."""
    if turn.wanted == "timing":
        return any(t.kind == "treatment" for t in turn.reading.timings)
    return turn.wanted == "area" and any(a.treated for a in turn.reading.areas)


def _goes_on(turn: Turn, *, asks_more: bool) -> bool:
    """Whether the message corrects or adds to what is known, without having been asked."""
    reading = turn.reading
    corrects = "correction" in reading.flags
    tells = "question" not in reading.flags or _TAG.search(reading.text) is not None
    denies = tells and any(s.status == "denied" for s in reading.symptoms)
    return (
        "restored" in reading.flags
        or (corrects and _changes_facts(reading))
        or (turn.gives_facts and (corrects or not asks_more))
        or denies
        or (reading.trend is not None and not asks_more)
    )


def _changes_facts(reading: Reading) -> bool:
    """Whether a correction takes something back or puts something in its place."""
    return bool(reading.areas or reading.timings or reading.symptoms)
