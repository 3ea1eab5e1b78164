"""What the product answered: the replies to one message, boiled down to what is scored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.gold import URGENCIES, Days, as_days

Reply = dict[str, Any]


@dataclass(frozen=True)
class Prediction:
    """One answer. `urgency` is None when nothing came back."""

    urgency: str | None = None
    areas: tuple[str, ...] = ()
    days: Days | None = None
    onset_days: Days | None = None
    symptoms: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    trend: str | None = None
    asks: str | None = None
    text: str = ""
    entries: tuple[str, ...] = ()

    @property
    def escalates(self) -> bool:
        """Whether a person is called at once."""
        return self.urgency in ("emergency", "urgent")


def rank(urgency: str | None) -> int:
    """0 for emergency, growing as the urgency falls; silence and unknown words come last."""
    return URGENCIES.index(urgency) if urgency in URGENCIES else len(URGENCIES)


def from_replies(replies: Iterable[Reply]) -> Prediction:
    """The prediction in all replies to one message: highest urgency, last facts, all words."""
    replies = [reply for reply in replies if reply.get("role", "bot") != "staff"]
    if not replies:
        return Prediction()
    facts: dict[str, Any] = next((r["facts"] for r in reversed(replies) if r.get("facts")), {})
    return Prediction(
        urgency=min((r.get("urgency") for r in replies), key=rank),
        areas=tuple(facts.get("areas") or ()),
        days=as_days(facts.get("days")),
        onset_days=as_days(facts.get("onset_days")),
        symptoms=tuple(facts.get("symptoms") or ()),
        denied=tuple(facts.get("denied") or ()),
        trend=facts.get("trend"),
        asks=next((r["asks"] for r in reversed(replies) if r.get("asks")), None),
        text="\n".join(visible_text(reply) for reply in replies),
        entries=tuple(entry for r in replies for entry in r.get("entries") or ()),
    )


def visible_text(reply: Reply) -> str:
    """What the patient reads: the text, and of a card's heading and points what it leaves out."""
    text = reply.get("text") or ""
    card = reply.get("card") or {}
    parts = [card.get("heading"), card.get("title"), *(card.get("points") or ())]
    return "\n".join([text, *(str(part) for part in parts if part and str(part) not in text)])


def load(lines: Iterable[str]) -> dict[str, list[Any]]:
    """`replies` by id from the lines `aftercare ask --jsonl` prints; blank lines are skipped."""
    rows = (json.loads(line) for line in lines if line.strip())
    return {str(row["id"]): row.get("replies") or [] for row in rows}


def save(replies: dict[str, list[Any]], path: Path) -> None:
    """Keep answers in the form that `load` reads, so that they can be scored again without asking."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"id": key, "replies": value}) for key, value in replies.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def of_turns(replies: list[Any], turns: int) -> list[Prediction]:
    """One prediction a turn; missing turns are silence. A flat list is taken as one reply a turn."""
    lists = [turn if isinstance(turn, list) else [turn] for turn in replies]
    lists += [[]] * (turns - len(lists))
    return [from_replies(turn) for turn in lists[:turns]]
