"""The clinical facts of one conversation's current treatment episode."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Days = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """What was told of one treatment among several: its days, and the after-effects."""

    days: Days
    symptoms: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseFacts:
    """What is known so far, merged over the turns of a conversation.

    `days` and `onset_days` are closed ranges of days before today. `signs` holds the finer features
    triage needs, written `symptom:sign` (for example `swelling:airway`). `treatments` keeps the days
    of each area when several were treated at different times; `days` then follows the one spoken of.
    """

    areas: tuple[str, ...] = ()
    days: Days | None = None
    onset_days: Days | None = None
    symptoms: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    trend: str | None = None
    about: Literal["self", "other"] = "self"
    signs: frozenset[str] = frozenset()
    treatments: dict[str, Days] = field(default_factory=dict)
    felt_at: tuple[str, ...] = ()
    episode: int = 1
    others: tuple[str, ...] = ()
    """Labels of somebody else, while the talk is of them: they get their advice, not a place in this case."""
    conflict: bool = False
    """Two statements about the time can't both hold: ask, and assume the longer until known."""
    told: dict[str, Told] = field(default_factory=dict)
    """The after-effects of each treatment when there were several, by its area: whichever is spoken
    of, triage counts each by its own days."""
    spoken: str = ""
    """The place last spoken of, treated or not: what "it" means next."""
    replaced: Days | None = None
    """The days before the last correction, for "I was right the first time"."""

    def labels(self) -> frozenset[str]:
        """Present symptoms and their `symptom:sign` labels, as triage rules name them."""
        return frozenset(self.symptoms) | self.signs

    def public(self) -> dict[str, Any]:
        """The `facts` object of the Reply contract."""
        return {
            "areas": list(self.areas),
            "days": list(self.days) if self.days else None,
            "onset_days": list(self.onset_days) if self.onset_days else None,
            "symptoms": list(self.symptoms),
            "denied": list(self.denied),
            "trend": self.trend,
            "about": self.about,
        }

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form for the `case` slot; `from_dict` restores it exactly."""
        return {
            **self.public(),
            "signs": sorted(self.signs),
            "treatments": {area: list(days) for area, days in self.treatments.items()},
            "felt_at": list(self.felt_at),
            "episode": self.episode,
            "others": list(self.others),
            "conflict": self.conflict,
            "told": {
                area: {"days": list(one.days), "symptoms": list(one.symptoms)}
                for area, one in self.told.items()
            },
            "spoken": self.spoken,
            "replaced": list(self.replaced) if self.replaced else None,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any] | None) -> CaseFacts:
        """The inverse of `to_dict`; an empty case for None."""
        if not data:
            return cls()

        def days(value: list[int] | None) -> Days | None:
            return (int(value[0]), int(value[1])) if value else None

        return cls(
            areas=tuple(data["areas"]),
            days=days(data["days"]),
            onset_days=days(data["onset_days"]),
            symptoms=tuple(data["symptoms"]),
            denied=tuple(data["denied"]),
            trend=data["trend"],
            about=data["about"],
            signs=frozenset(data["signs"]),
            treatments={area: (int(d[0]), int(d[1])) for area, d in data["treatments"].items()},
            felt_at=tuple(data["felt_at"]),
            episode=data["episode"],
            others=tuple(data.get("others", ())),
            conflict=bool(data.get("conflict", False)),
            told={
                area: Told((int(one["days"][0]), int(one["days"][1])), tuple(one["symptoms"]))
                for area, one in data.get("told", {}).items()
            },
            spoken=data.get("spoken", ""),
            replaced=days(data.get("replaced")),
        )
