"""What the language layer reads out of one patient message: plain, immutable data.

Every mention carries the characters that triggered it, so that staff can see why.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

Status = Literal["present", "denied", "hypothetical", "past", "other"]
Days = tuple[int, int]
STATUSES: tuple[Status, ...] = ("present", "denied", "hypothetical", "past", "other")


@dataclass(frozen=True)
class Clause:
    """A stretch of the message with one scope; `start` and `end` are character offsets."""

    start: int
    end: int
    text: str
    status: Status = "present"


@dataclass(frozen=True)
class AreaMention:
    """A treated area (or, when `treated` is false, only a place where something is felt)."""

    name: str
    start: int
    end: int
    treated: bool = True
    withdrawn: bool = False


@dataclass(frozen=True)
class SymptomMention:
    """A symptom and what the patient says of it.

    `signs` are finer clinical features that triage needs (for example `airway`, `widespread`,
    `mild`, `one_sided`, `worst_ever`); `source` tells which detector raised it.
    """

    name: str
    status: Status
    start: int
    end: int
    signs: frozenset[str] = frozenset()
    source: Literal["rules", "learned"] = "rules"


@dataclass(frozen=True)
class TimingMention:
    """Days before today as a closed range, and what they date.

    `treatment`: when the injections were; `onset`: when the symptom began; `other`: neither
    (an earlier session, a booking to come, how long something lasts).
    """

    kind: Literal["treatment", "onset", "other"]
    days: Days
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reading:
    """Everything found in one message."""

    text: str
    clauses: tuple[Clause, ...] = ()
    areas: tuple[AreaMention, ...] = ()
    symptoms: tuple[SymptomMention, ...] = ()
    timings: tuple[TimingMention, ...] = ()
    trend: str | None = None
    about: Literal["self", "other"] = "self"
    flags: frozenset[str] = frozenset()
    """Facts about the message itself: `question`, `correction`, `new_treatment`, `not_yet_treated`,
    `language:es`, …"""
    evidence: dict[str, tuple[int, int]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form; `from_dict` restores it exactly."""
        data = asdict(self)
        data["flags"] = sorted(self.flags)
        for mention in data["symptoms"]:
            mention["signs"] = sorted(mention["signs"])
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Reading:
        """The inverse of `to_dict`; raises `KeyError` or `TypeError` on data of another form."""
        return cls(
            text=data["text"],
            clauses=tuple(Clause(**c) for c in data["clauses"]),
            areas=tuple(AreaMention(**a) for a in data["areas"]),
            symptoms=tuple(
                SymptomMention(**{**s, "signs": frozenset(s["signs"])}) for s in data["symptoms"]
            ),
            timings=tuple(
                TimingMention(**{**t, "days": tuple(t["days"])}) for t in data["timings"]
            ),
            trend=data["trend"],
            about=data["about"],
            flags=frozenset(data["flags"]),
            evidence={k: tuple(v) for k, v in data["evidence"].items()},
        )

    def with_symptoms(self, *more: SymptomMention) -> Reading:
        """A copy that also holds `more`."""
        return replace(self, symptoms=self.symptoms + more)
