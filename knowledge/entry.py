"""An entry: one unit of knowledge that a patient can be answered with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

STATUSES = ("draft", "in_review", "published", "retired")
URGENCIES = ("emergency", "urgent", "review", "self_care", "info", "out_of_scope")
REVIEW_EVERY = timedelta(days=365)


@dataclass(frozen=True)
class Applies:
    """When an entry fits a case: empty means "any". `days` is a closed range since treatment."""

    areas: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    days: tuple[int, int] | None = None
    trends: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True)
class Entry:
    """One unit of knowledge; one YAML file in `knowledge/content/`, one row for each revision.

    `review_by`: the day by which somebody must look at it again; None means a year after its review.
    """

    id: str
    title: str
    answer: str
    applies: Applies
    urgency: str
    questions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()
    safety_net: str = "general"
    hand_over: bool = False
    status: str = "published"
    reviewed_on: date | None = None
    reviewed_by: str = ""
    review_by: date | None = None
    revision: int = field(default=1, compare=False)

    @property
    def due_on(self) -> date | None:
        """The day by which it must be looked at again; None while it was never reviewed."""
        if self.review_by is not None:
            return self.review_by
        return self.reviewed_on + REVIEW_EVERY if self.reviewed_on else None

    def to_dict(self) -> dict[str, Any]:
        """The form of its YAML file, without the revision; `from_dict` restores it exactly."""
        return {
            "id": self.id,
            "title": self.title,
            "answer": self.answer,
            "applies": {
                "areas": list(self.applies.areas),
                "symptoms": list(self.applies.symptoms),
                "days": list(self.applies.days) if self.applies.days else None,
                "trends": list(self.applies.trends),
                "topic": self.applies.topic,
            },
            "urgency": self.urgency,
            "questions": list(self.questions),
            "sources": list(self.sources),
            "facts": list(self.facts),
            "safety_net": self.safety_net,
            "hand_over": self.hand_over,
            "status": self.status,
            "reviewed_on": self.reviewed_on.isoformat() if self.reviewed_on else None,
            "reviewed_by": self.reviewed_by,
            "review_by": self.review_by.isoformat() if self.review_by else None,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, revision: int = 1) -> Entry:
        """An entry from its YAML form. Raises `KeyError`, `TypeError` or `ValueError`."""
        applies = data.get("applies") or {}
        days = applies.get("days")
        reviewed, review_by = data.get("reviewed_on"), data.get("review_by")
        return cls(
            id=data["id"],
            title=data["title"],
            answer=data["answer"].strip(),
            applies=Applies(
                areas=tuple(applies.get("areas") or ()),
                symptoms=tuple(applies.get("symptoms") or ()),
                days=(int(days[0]), int(days[1])) if days else None,
                trends=tuple(applies.get("trends") or ()),
                topic=applies.get("topic") or "",
            ),
            urgency=data["urgency"],
            questions=tuple(data.get("questions") or ()),
            sources=tuple(data.get("sources") or ()),
            facts=tuple(int(n) for n in data.get("facts") or ()),
            safety_net=data.get("safety_net") or "general",
            hand_over=bool(data.get("hand_over", False)),
            status=data.get("status") or "published",
            reviewed_on=date.fromisoformat(str(reviewed)) if reviewed else None,
            reviewed_by=data.get("reviewed_by") or "",
            review_by=date.fromisoformat(str(review_by)) if review_by else None,
            revision=revision,
        )
