"""Which words of a message stand behind each fact and each rule."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.explaining import explain, fitted
from bot.language import SymptomMention, read
from bot.triage import screen_reading
from bot.triage.assess import named

TODAY = date(2026, 6, 17)


def told(text: str) -> list[dict[str, object]]:
    assessment, _, reading = screen_reading(text, TODAY)
    return explain(reading, assessment.rules)


def test_each_fact_names_its_words() -> None:
    text = "chin botox 3 days ago, twitching is getting worse, no double vision"
    found = {(one["kind"], one["name"], one["status"]): one for one in told(text)}
    assert found["area", "chin", "treated"]["text"] == "chin"
    assert found["symptom", "twitching", "present"]["text"] == "twitching"
    assert "double" in str(found["symptom", "double_vision", "denied"]["text"])
    assert found["timing", "treatment", "present"]["days"] == [3, 3]
    assert "3 days ago" in str(found["timing", "treatment", "present"]["text"])
    assert "worse" in str(found["trend", "worsening", "present"]["text"])
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found.values())


def test_a_rule_names_its_words_its_urgency_and_its_source() -> None:
    fact, rule = told("I can't swallow my food")
    assert (fact["rule"], fact["source"]) == ("U01", "rules")
    assert (rule["kind"], rule["name"], rule["status"]) == ("rule", "U01", "urgent")
    assert "S16.P3" in str(rule["source"])
    assert (rule["start"], rule["end"]) == (fact["start"], fact["end"])


def test_a_rule_of_two_signs_names_both() -> None:
    spans = [one["text"] for one in told("I have a headache and a fever") if one["name"] == "U09"]
    assert len(spans) == 2


def test_a_lid_that_is_not_called_mild_counts_as_full() -> None:
    assert "U06" in {one["name"] for one in told("my eyelid is drooping")}
    assert "U06" not in {one["name"] for one in told("my eyelid is a tiny bit droopy")}


def test_what_is_denied_or_supposed_is_behind_no_rule() -> None:
    found = told("no trouble swallowing, but what if my lid drops?")
    assert not [one for one in found if one["kind"] == "rule" or "rule" in one]


def test_a_late_twitch_names_the_day() -> None:
    found = told("treated 20 days ago and my chin still twitches")
    spans = {one["text"] for one in found if one["name"] == "U15"}
    assert any("20 days ago" in str(span) for span in spans) and len(spans) == 2


def test_what_a_detector_found_says_so() -> None:
    text = "food just sits there"
    reading = read(text, TODAY).with_symptoms(
        SymptomMention("swallowing_difficulty", "present", 0, len(text), source="learned")
    )
    (fact, rule) = explain(reading, named(("U01",)))
    assert (fact["source"], fact["rule"], rule["text"]) == ("learned", "U01", text)


def test_a_rule_that_holds_from_before_has_no_words_here() -> None:
    (rule,) = explain(read("ok", TODAY), named(("E02",)))
    assert (rule["name"], rule["status"], rule["text"]) == ("E02", "emergency", "")
    assert "start" not in rule


def test_it_is_small() -> None:
    text = "chin botox 3 days ago, it twitches, I can't swallow and my speech is slurred " * 12
    assert len(json.dumps(told(text[:1000]))) < 30_000


def test_a_message_of_nothing_explains_nothing() -> None:
    assert told("") == told("hello") == []


def test_an_engines_explanation_is_moved_onto_the_text() -> None:
    text = "//my chin twitches"
    found = explain(read(text[2:], TODAY))
    moved = fitted(found, text, shift=2)
    assert moved
    assert [one["text"] for one in moved] == [one["text"] for one in found]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in moved)


@pytest.mark.parametrize(
    "change",
    [
        {"start": 500, "end": 504},
        {"start": -3},
        {"start": "0"},
        {"end": None},
        {"text": "other words"},
        {"name": None},
        {"kind": 5},
    ],
)
def test_what_does_not_fit_the_text_is_left_out(change: dict[str, object]) -> None:
    text = "my chin twitches"
    good, *_ = explain(read(text, TODAY))
    assert fitted([good], text) == [good]
    assert fitted([{**good, **change}, "nonsense", good], text) == [good]


@pytest.mark.parametrize("nonsense", [None, "text", {"why": []}, 5])
def test_what_is_no_list_explains_nothing(nonsense: object) -> None:
    assert fitted(nonsense, "my chin twitches") == []
