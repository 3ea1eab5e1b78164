"""Each row of the decision table holds where it should, and not one finding, day or trend short of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.case import CaseFacts
from bot.triage.assess import URGENCIES, Assessment, Rule, assess, named, rank, rules, table

ROWS = rules()
rows = pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.id)


def holding(rule: Rule) -> CaseFacts:
    """The least case for which a row holds."""
    labels = [sorted(rule.any)[0], *sorted(rule.with_)[:1]]
    labels = ["eyelid_droop" if one == "eyelid_droop:full" else one for one in labels]
    return CaseFacts(
        symptoms=tuple(dict.fromkeys(one.split(":")[0] for one in labels)),
        signs=frozenset(one for one in labels if ":" in one),
        days=(0, rule.days) if rule.days else None,
        trend=rule.trend,
    )


@rows
def test_a_row_holds_for_its_least_case(rule: Rule) -> None:
    found = assess(holding(rule))
    assert rule.id in [one.id for one in found.rules]
    assert rank(found.urgency) <= rank(rule.urgency)
    assert found.urgency == found.rules[0].urgency


@rows
def test_a_row_does_not_hold_a_day_early_without_its_trend_or_its_second_finding(
    rule: Rule,
) -> None:
    facts = holding(rule)
    short = []
    if rule.days:
        short += [replace(facts, days=(0, rule.days - 1)), replace(facts, days=None)]
    if rule.trend:
        short += [replace(facts, trend="stable"), replace(facts, trend=None)]
    if rule.with_:
        first = facts.symptoms[:1]
        short.append(
            replace(facts, symptoms=first, signs=frozenset(s for s in facts.signs if s in rule.any))
        )
    short.append(CaseFacts(days=facts.days, trend=facts.trend))
    for one in short:
        assert rule.id not in [row.id for row in assess(one).rules]


def test_rules_are_the_table_row_by_row() -> None:
    for rule, row in zip(ROWS, table()["rules"], strict=True):
        assert (rule.id, rule.urgency, rule.source) == (row["id"], row["urgency"], row["source"])
        assert (rule.any, rule.with_) == (frozenset(row["any"]), frozenset(row.get("with", ())))
        assert (rule.days, rule.trend, rule.card) == (
            row.get("days", 0), row.get("trend"), row.get("card"),
        )  # fmt: skip
    assert rules() is ROWS, "read once"


def test_the_most_urgent_row_comes_first_then_the_tables_order() -> None:
    found = assess(CaseFacts(symptoms=("brow_droop", "fever", "rash", "hives", "chest_pain")))
    assert [one.id for one in found.rules] == ["E04", "E05", "U11", "U12", "R07"]
    assert (found.urgency, found.card) == ("emergency", "allergy")
    assert [one.id for one in named(["R07", "none", "U11", "E04"])] == ["E04", "U11", "R07"]


@pytest.mark.parametrize(
    ("facts", "urgency"),
    [
        (CaseFacts(), "info"),
        (CaseFacts(symptoms=("bruising",)), "self_care"),
        (CaseFacts(areas=("chin",), days=(20, 20)), "info"),
        (CaseFacts(symptoms=("eyelid_droop",)), "urgent"),
        (CaseFacts(symptoms=("eyelid_droop",), signs=frozenset({"eyelid_droop:mild"})), "review"),
        (CaseFacts(symptoms=("twitching",), days=(14, 14)), "review"),
        (CaseFacts(symptoms=("twitching",), days=(2, 15)), "urgent"),
        # What the treatment brought on can't be older than it.
        (CaseFacts(symptoms=("twitching",), onset_days=(15, 15)), "urgent"),
        (CaseFacts(symptoms=("twitching",), days=(3, 3), onset_days=(15, 15)), "self_care"),
        (
            CaseFacts(symptoms=("twitching",), days=(3, 3), onset_days=(15, 15), conflict=True),
            "urgent",
        ),
        (
            CaseFacts(symptoms=("twitching",), days=(20, 20), onset_days=(1, 1), conflict=True),
            "urgent",
        ),
        (CaseFacts(symptoms=("twitching",), signs=frozenset({"twitching:spreading"})), "urgent"),
        (CaseFacts(symptoms=("bruising",), signs=frozenset({"bruising:spreading"})), "self_care"),
        # Of somebody else only what gets a card counts, whatever the day.
        (CaseFacts(others=("hives",)), "emergency"),
        (CaseFacts(others=("eyelid_droop",)), "urgent"),
        (CaseFacts(others=("brow_droop",)), "info"),
        (CaseFacts(others=("twitching",), days=(30, 30), trend="worsening"), "info"),
        (CaseFacts(symptoms=("swallowing_difficulty",), others=("speech_difficulty",)), "urgent"),
    ],
)  # fmt: skip
def test_the_urgency_of_a_case(facts: CaseFacts, urgency: str) -> None:
    assert assess(facts).urgency == urgency


def test_only_what_is_red_has_a_card() -> None:
    assert URGENCIES == ("emergency", "urgent", "review", "self_care", "info", "out_of_scope")
    assert assess(CaseFacts(symptoms=("brow_droop",))).card is None
    assert assess(CaseFacts()).card is None
    assert [one for one in URGENCIES if Assessment(one).red] == ["emergency", "urgent"]
    assert Assessment("emergency").card is None, "no row, no card"
    with pytest.raises(ValueError):
        rank("terrible")


@pytest.mark.parametrize("symptom", ["breathing_difficulty", "chest_pain", "collapse", "seizure"])
def test_what_kills_within_minutes_goes_before_the_crisis_line(symptom: str) -> None:
    """The crisis line can't send an ambulance; its number stands on the card as well (the widget's test)."""
    found = assess(CaseFacts(symptoms=("suicidal_thoughts", symptom)))
    assert found.card not in (None, "crisis")
    assert found.urgency == "emergency"
    assert "E01" in [rule.id for rule in found.rules]
    assert assess(CaseFacts(symptoms=("suicidal_thoughts", "double_vision"))).card == "crisis"
