"""The answer to an after-effect: the entry that fits the case, and what is still to be asked."""

from __future__ import annotations

from bot.conversation.asking_back import ask_what_is_felt, missing_piece
from bot.conversation.besides import besides
from bot.conversation.turn import Turn
from bot.conversation.wording import from_entry, said
from bot.reply import Reply
from knowledge.lookup import Match, Query


def answer_after_effect(turn: Turn) -> Reply:
    """The reply to what the patient feels, known from this message or from before."""
    facts, assessment = turn.facts, turn.assessment
    if not facts.symptoms:
        return ask_what_is_felt(turn)
    match = turn.find(
        Query(
            areas=_spoken_of(turn),
            symptoms=facts.symptoms,
            days=facts.days,
            trend=facts.trend,
            text=turn.told,
            kind="symptom",
            urgency=assessment.urgency,
        )
    )
    if match.entry is None:
        return said(
            turn,
            "not_covered",
            urgency=assessment.urgency,
            hand_over=True,
            rules=assessment.rules,
        )
    others = besides(turn, match.entry)
    urgency = _urgency(turn, match, *others)
    if others and match.entry.id in turn.dialogue.get("entries", ()):
        # "Also there's a bruise": what was just said is not said over again before it.
        match, *rest = others
        others = tuple(rest)
    return from_entry(
        turn,
        match,
        urgency=urgency,
        asks=missing_piece(turn),
        besides=others,
    )


def _spoken_of(turn: Turn) -> tuple[str, ...]:
    """The areas that the message singles out of the treated ones ("the lip one"), or else those that the
    days are of: of several treatments the one spoken of is answered."""
    facts = turn.facts
    named = tuple(a for a in facts.areas if a in turn.mentioned_areas)
    if named and len(facts.areas) > len(named):
        return named
    own = tuple(a for a in facts.areas if facts.treatments.get(a, facts.days) == facts.days)
    return own or facts.areas


def _urgency(turn: Turn, *matches: Match) -> str:
    """Triage rules; an entry may only raise self-care to review, where its own text says so."""
    triage = turn.assessment.urgency
    for match in matches:
        told = match.entry is not None and match.entry.urgency == "review"
        if triage == "self_care" and told and match.reason == "facts":
            return "review"
    return triage
