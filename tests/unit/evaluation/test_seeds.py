"""Another seed raises the same red flags; where it does not, the message is listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation import seeds
from bot.evaluation.gold import load
from bot.nlu.concept_training import train
from bot.settings import ROOT
from bot.training_sentences import sentences

MESSAGES = [
    {"id": "a", "text": "food just sits there and nothing goes past my gullet"},
    {"id": "b", "text": "I cant swallow my lunch"},
    {"id": "c", "text": "can I go to the gym tomorrow?"},
    {"id": "d", "text": "is a small bruise normal"},
    {"id": "e", "text": "the room comes in two copies since this morning"},
    {"id": "f", "text": "how much is a top up"},
]
TALK = {
    "id": "t",
    "turns": [
        {"user": "hello", "expect": {"urgency": "info"}},
        {"user": "I can't breathe", "expect": {"urgency": "emergency"}},
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    rows = [{**one, "urgency": "info"} for one in MESSAGES] + [TALK]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    return path


def test_two_seeds_on_a_sample_of_the_real_data_give_the_same_alarms(file: Path) -> None:
    learned = seeds.examples(sentences(ROOT / "data" / "nlu"))[::12]
    rows = load(file)
    found = {seed: seeds.alarms(rows, train(learned, seed=seed)) for seed in (1, 2)}
    assert found[1] == found[2]
    assert found[1]["b"] == "urgent" and found[1]["t.2"] == "emergency"
    assert found[1]["c"] == found[1]["d"] == found[1]["t.1"] == "none"
    assert seeds.differences(rows, found) == []


def test_a_difference_is_listed_with_its_words(file: Path) -> None:
    rows = load(file)
    same = dict.fromkeys(("a", "b", "c", "d", "e", "f", "t.1", "t.2"), "none")
    other = {**same, "a": "urgent"}
    (one,) = seeds.differences(rows, {1: same, 2: other})
    assert (one.id, one.found) == ("a", ((1, "none"), (2, "urgent")))
    page = "\n".join(seeds.lines(rows, {1: same, 2: other}))
    assert "1 of 8 messages and turns differ" in page
    assert "a: seed 1 none, seed 2 urgent: food just sits there" in page


def test_plain_reports_teach_the_detectors_nothing() -> None:
    from bot.training_sentences import Sentence

    rows = [
        Sentence("my chin twitches", "describe_symptom"),
        Sentence("can't swallow", "describe_symptom", "swallowing_difficulty", True),
        Sentence("hard to swallow the bill", "describe_symptom", "swallowing_difficulty", False),
        Sentence("thanks", "thank"),
    ]
    assert [one.concept for one in seeds.examples(rows)] == ["swallowing_difficulty", "", ""]
