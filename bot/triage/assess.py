"""From the facts of a case to how urgent it is, by the decision table in `red_flags.yml`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.case.facts import CaseFacts

URGENCIES = ("emergency", "urgent", "review", "self_care", "info", "out_of_scope")
TABLE = Path(__file__).parent / "red_flags.yml"


@dataclass(frozen=True)
class Rule:
    """One row of the table."""

    id: str
    any: frozenset[str]
    urgency: str
    source: str
    with_: frozenset[str] = frozenset()
    days: int = 0
    trend: str | None = None
    card: str | None = None


@dataclass(frozen=True)
class Assessment:
    """How urgent a case is, the rows that say so (most urgent first) and the card to show."""

    urgency: str
    rules: tuple[Rule, ...] = ()

    @property
    def red(self) -> bool:
        """Whether this is answered with a card and handed to a person at once."""
        return self.urgency in ("emergency", "urgent")

    @property
    def card(self) -> str | None:
        return self.rules[0].card if self.rules and self.red else None


def rank(urgency: str) -> int:
    """0 is the most urgent. Raises `ValueError` for a word that is no urgency."""
    return URGENCIES.index(urgency)


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The parsed decision table: `rules` and `cards`."""
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rows of the table, in its order."""
    return tuple(
        Rule(
            id=row["id"],
            any=frozenset(row["any"]),
            urgency=row["urgency"],
            source=row["source"],
            with_=frozenset(row.get("with", ())),
            days=row.get("days", 0),
            trend=row.get("trend"),
            card=row.get("card"),
        )
        for row in table()["rules"]
    )


def named(ids: Collection[str]) -> tuple[Rule, ...]:
    """The rows of these ids, most urgent first; an id that is in no row is left out."""
    found = [rule for rule in rules() if rule.id in ids]
    return tuple(sorted(found, key=lambda rule: rank(rule.urgency)))


def _labels(symptoms: frozenset[str]) -> frozenset[str]:
    """A lid that isn't called mild counts as a full droop until more is known (labelling)."""
    if "eyelid_droop" in symptoms and "eyelid_droop:mild" not in symptoms:
        return symptoms | {"eyelid_droop:full"}
    return symptoms


def _holds(rule: Rule, labels: frozenset[str], days: int | None, trends: frozenset[str]) -> bool:
    if not rule.any & labels or (rule.with_ and not rule.with_ & labels):
        return False
    if rule.days and (days is None or days < rule.days):
        return False
    return rule.trend is None or rule.trend in trends


def _days(rule: Rule, facts: CaseFacts) -> int | None:
    """The days that count for a row: of the treatment spoken of, or of those its symptom was told of."""
    days = facts.days[1] if facts.days else None
    if facts.onset_days and (facts.conflict or days is None):
        # What the treatment brought on cannot be older than the treatment.
        days = max(days or 0, facts.onset_days[1])
    names = {label.split(":")[0] for label in rule.any}
    told = [one.days[1] for one in facts.told.values() if names.intersection(one.symptoms)]
    return max(told) if told else days


def assess(facts: CaseFacts) -> Assessment:
    """The urgency of a case. A range of days counts by its later end, so more days never lower it."""
    trends = {facts.trend} if facts.trend else set()
    trends |= {sign.split(":")[1] for sign in facts.signs if sign.startswith("twitching:")}
    own = _labels(facts.labels())
    others = _labels(frozenset(facts.others))
    held = [rule for rule in rules() if _holds(rule, own, _days(rule, facts), frozenset(trends))]
    theirs = frozenset(
        label.split(":")[1] for label in facts.others if label.startswith("twitching:")
    )
    # Days told of somebody else are theirs while the writer has told of no after-effect.
    since = facts.days[1] if facts.days and facts.about == "other" and not facts.symptoms else None
    held += [
        rule
        for rule in rules()
        if rule not in held and rule.card and _holds(rule, others, since, theirs)
    ]
    if held:
        order = {rule.id: number for number, rule in enumerate(rules())}
        held.sort(key=lambda rule: (rank(rule.urgency), order[rule.id]))
        return Assessment(held[0].urgency, tuple(held))
    return Assessment("self_care" if facts.symptoms else "info")
