"""The words of a reply: an entry with its safety net, or a few words of glue. Cards are `bot.reply`'s."""

from __future__ import annotations

from collections.abc import Sequence

from bot.case import CaseFacts
from bot.conversation.timeline import timeline
from bot.conversation.turn import Turn
from bot.glue import CHOICES, glue
from bot.reply import Reply, numbers
from bot.triage.assess import Rule
from knowledge.entry import Entry
from knowledge.lookup import Match

_NET_ALWAYS = {"ask_symptom", "ask_symptom_worried", "not_covered", "hand_over", "over"}
_NET_FOR_SYMPTOMS = {"thank", "goodbye", "carry_on"}
"""Glue that says when to call: always, or once an after-effect is known."""


def from_entry(
    turn: Turn,
    match: Match,
    *,
    urgency: str,
    asks: str | None = None,
    besides: Sequence[Match] = (),
) -> Reply:
    """The reply of the entry found, at that urgency.

    `asks`: what its last paragraph asks for; `besides`: what answers the rest of the message.
    """
    entry = match.entry
    assert entry is not None
    entries = [entry, *(other.entry for other in besides if other.entry)]
    refs = dict.fromkeys(ref for one in entries for ref in one.sources)
    return Reply(
        text="\n\n".join(_paragraphs(turn, entries, asks)),
        urgency=urgency,
        facts=turn.facts,
        entries=tuple(one.id for one in entries),
        sources=tuple(
            {"section": ref, "title": turn.library.sections.get(ref.split(".")[0], "")}
            for ref in refs
        ),
        asks=asks,
        choices=tuple(CHOICES.get(asks or "", ())),
        hand_over=any(one.hand_over for one in entries),
        reason=match.reason,
        timeline=None if asks else timeline(turn.facts, entry),
        reviewed={"on": entry.reviewed_on.isoformat(), "by": entry.reviewed_by}
        if entry.reviewed_on
        else None,
        score=match.score,
        rules=tuple(rule.id for rule in turn.assessment.rules),
    )


def said(
    turn: Turn,
    key: str,
    *,
    urgency: str = "info",
    facts: CaseFacts | None = None,
    asks: str | None = None,
    hand_over: bool = False,
    rules: tuple[Rule, ...] = (),
) -> Reply:
    """The reply of one text of glue; `facts`: the case from now on, where that isn't the turn's."""
    parts = [glue(key, numbers(turn.settings))]
    if key in _NET_ALWAYS or (turn.facts.symptoms and key in _NET_FOR_SYMPTOMS):
        parts.append(_safety_net(turn))
    return Reply(
        text="\n\n".join(part for part in parts if part),
        urgency=urgency,
        facts=facts or turn.facts,
        asks=asks,
        choices=tuple(CHOICES.get(asks or "", ())),
        hand_over=hand_over,
        reason="vague" if key.startswith("ask_symptom") else key,
        rules=tuple(rule.id for rule in rules),
    )


def out_of_scope(turn: Turn) -> Reply:
    """The reply that declines other matters."""
    return said(turn, "out_of_scope", urgency="out_of_scope")


def hand_over(turn: Turn) -> Reply:
    """The reply that brings a person."""
    return said(turn, "hand_over", hand_over=True)


def _paragraphs(turn: Turn, entries: Sequence[Entry], asks: str | None) -> list[str]:
    """What a reply from `entries` says, in its order; a question back comes last.

    One safety net closes all, that of the first: each of them names the emergencies.
    """
    fill = numbers(turn.settings)
    parts = []
    if turn.facts.conflict and asks == "timing":
        parts.append(glue("timing_conflict", fill))
    parts.extend(entry.answer.format_map(fill) for entry in entries)
    if net := _safety_net(turn, entries[0].safety_net):
        parts.append(net)
    if asks is None and turn.intent == "refuse" and turn.refused:
        parts.append(glue("offer_person", fill))
    if turn.repeats:
        parts.append(glue("offer_person", fill))
    if any(entry.hand_over for entry in entries):
        parts.append(glue("handed_over", fill))
    if asks:
        parts.append(glue(f"ask_{asks}", fill))
    return parts


def _safety_net(turn: Turn, name: str = "general") -> str:
    """When to call, in the words of the net of that name, or else of the general one."""
    nets = turn.library.safety_nets
    net: str = nets.get(name) or nets.get("general") or ""
    return net.format_map(numbers(turn.settings)).strip()
