"""What is stored of a turn: its replies, the case after it, and why a person is needed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot import explaining
from bot.desk import service
from bot.desk.model import Turn
from bot.triage.assess import named
from bot.web import fallback
from bot.web.incoming import Incoming, for_engine
from bot.web.intake.screening import Screened


def composed(
    incoming: Incoming,
    source: service.Source,
    screened: Screened | None,
    replies: Sequence[dict[str, Any]],
) -> Turn:
    """The turn in which `incoming` gets `replies`, which are the `source`'s."""
    if not replies:
        # A person has the chat, and there is no red flag: nothing is said.
        return Turn((), case=screened.facts.to_dict() if screened else None)
    last = replies[-1]
    # The engine's own case knows more than the screen's: its detectors were trained.
    case = last.get("case") if source == "engine" else None
    if not case and screened is not None:
        case = screened.facts.to_dict()
    hand_over = next((_hand_over(r) for r in replies if _hand_over(r)), None)
    rules = tuple(str(rule) for r in replies for rule in r.get("rules") or ())
    need = service.need(
        source=source,
        urgency=max((r.get("urgency") for r in replies), key=service.rank),
        hand_over=hand_over,
        wants_person=incoming.wants_person,
        rules=rules or (screened.rules if screened else ()),
    )
    episode = (case or {}).get("episode")
    return Turn(
        replies=tuple(fallback.public(reply) for reply in replies),
        need=need,
        facts=last.get("facts") or None,
        case=case or None,
        asked=last.get("asks"),
        episode=episode if isinstance(episode, int) and episode > 0 else None,
    )


def explained(
    turn: Turn,
    text: str,
    source: service.Source,
    screened: Screened | None,
    replies: Sequence[dict[str, Any]],
) -> Turn:
    """`turn`, whose replies say for staff by which words of `text` they came about."""
    if source == "engine":
        shift = len(text) - len(for_engine(text))
        whys = [explaining.fitted(r.get(explaining.KEY), text, shift=shift) for r in replies]
    elif screened is not None and screened.reading is not None:
        whys = [explaining.explain(screened.reading, named(screened.rules))] * len(replies)
    else:
        return turn
    pairs = zip(turn.replies, whys, strict=True)
    return replace(
        turn,
        replies=tuple({**one, explaining.KEY: why} if why else one for one, why in pairs),
    )


def told_away(turn: Turn, away: str) -> Turn:
    """`turn`, whose last reply also says, in the words of `away`, that nobody is at the desk."""
    *before, last = turn.replies
    told: dict[str, Any] = {"text": f"{last['text']}\n\n{away}"}
    if card := last.get("card"):
        # A card's page shows the card and its note, not the text again.
        note = "\n\n".join(filter(None, (card.get("note"), away)))
        told["card"] = {**card, "note": note}
    return replace(turn, replies=(*before, {**last, **told}))


def _hand_over(reply: dict[str, Any]) -> str | None:
    """ "request" when the patient asked for a person, else why staff should look, if they should."""
    if not reply.get("hand_over"):
        return None
    reason = str(reply.get("reason") or reply["hand_over"])
    return "request" if reason == "hand_over" else reason
