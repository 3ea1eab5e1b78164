"""Why a reply says what it says: the words of the message behind each fact and each rule. Pure.

For staff only. It holds the patient's words, so it is kept with the message and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.language.reading import Reading, SymptomMention
from bot.triage.assess import Rule

Explained = dict[str, Any]
KEY = "explain"
"""Where a Reply holds it; never sent to a patient."""
COUNTED = ("present", "other")
"""Statuses of a symptom that rules look at."""


def explain(reading: Reading, rules: Sequence[Rule] = ()) -> list[Explained]:
    """One item for each thing found in `reading`, then for each of the `rules` that hold.

    An item has `kind` ("area", "symptom", "timing", "trend", "rule"), `name`, `status`, `source`
    ("rules" or "learned": the detector; for a rule, where the table takes it from), and `start`,
    `end`, `text`: the characters of the message. A symptom may have finer `signs`, a timing has
    its `days`, and both name the most urgent `rule` that they are part of. A rule's status is its
    urgency; one that holds by what was said earlier has neither `start` nor `end`.
    """
    return [*_facts(reading, rules), *_rules(reading, rules)]


def fitted(explained: object, text: str, *, shift: int = 0) -> list[Explained]:
    """What an engine explains, moved by `shift` characters onto `text`.

    The engine isn't trusted: what has another form, or names other words than stand there in
    `text`, is left out.
    """
    if not isinstance(explained, list):
        return []
    moved = (_moved(one, shift) for one in explained if isinstance(one, dict))
    return [one for one in moved if _fits(one, text)]


def _moved(one: Explained, shift: int) -> Explained:
    places = {key: one[key] + shift for key in ("start", "end") if isinstance(one.get(key), int)}
    return {**one, **places}


def _fits(one: Explained, text: str) -> bool:
    if not all(isinstance(one.get(key), str) for key in ("kind", "name", "status", "source")):
        return False
    if "start" not in one and "end" not in one:
        return bool(one["kind"] == "rule")
    start, end = one.get("start"), one.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        return False
    return text[start:end] == one.get("text")


def _facts(reading: Reading, rules: Sequence[Rule]) -> Iterable[Explained]:
    for area in reading.areas:
        status = "withdrawn" if area.withdrawn else "treated" if area.treated else "felt"
        yield _item(reading, "area", area.name, status, "rules", area.start, area.end)
    for symptom in reading.symptoms:
        more: Explained = {"signs": sorted(symptom.signs)} if symptom.signs else {}
        if part_of := [rule.id for rule in rules if _triggers(symptom, rule)]:
            more["rule"] = part_of[0]
        yield {
            **_item(
                reading,
                "symptom",
                symptom.name,
                symptom.status,
                symptom.source,
                symptom.start,
                symptom.end,
            ),
            **more,
        }
    for timing in reading.timings:
        item = _item(
            reading, "timing", timing.kind, "present", "rules", timing.start, timing.end
        ) | {"days": list(timing.days)}
        dated = [rule.id for rule in rules if rule.days] if timing.kind == "treatment" else []
        yield item | ({"rule": dated[0]} if dated else {})
    if reading.trend and (where := reading.evidence.get("trend")):
        yield _item(reading, "trend", reading.trend, "present", "rules", *where)


def _rules(reading: Reading, rules: Sequence[Rule]) -> Iterable[Explained]:
    for rule in rules:
        places = dict.fromkeys(_places(reading, rule))
        for start, end in places:
            yield _item(reading, "rule", rule.id, rule.urgency, rule.source, start, end)
        if not places:
            yield {
                "kind": "rule",
                "name": rule.id,
                "status": rule.urgency,
                "source": rule.source,
                "text": "",
            }


def _places(reading: Reading, rule: Rule) -> Iterable[tuple[int, int]]:
    """The spans of `reading` that have a part in `rule`."""
    for symptom in reading.symptoms:
        if _triggers(symptom, rule):
            yield symptom.start, symptom.end
    if rule.trend and reading.trend == rule.trend and "trend" in reading.evidence:
        yield reading.evidence["trend"]
    if rule.days:
        for timing in reading.timings:
            if timing.kind == "treatment":
                yield timing.start, timing.end


def _triggers(symptom: SymptomMention, rule: Rule) -> bool:
    if symptom.status not in COUNTED:
        return False
    labels = {symptom.name, *(f"{symptom.name}:{sign}" for sign in symptom.signs)}
    if symptom.name == "eyelid_droop" and "mild" not in symptom.signs:
        labels.add("eyelid_droop:full")
    return not labels.isdisjoint(rule.any | rule.with_)


def _item(
    reading: Reading, kind: str, name: str, status: str, source: str, start: int, end: int
) -> Explained:
    return {
        "kind": kind,
        "name": name,
        "status": status,
        "source": source,
        "start": start,
        "end": end,
        "text": reading.text[start:end],
    }
