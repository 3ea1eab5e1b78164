"""Folds over our own training sentences."""

from __future__ import annotations

from collections import Counter

from bot.evaluation.concept_folds import concept_lines, judge_concepts
from bot.evaluation.intent_folds import intent_lines
from bot.evaluation.own_data import FOLDS, folds
from bot.training_sentences import Sentence, sentences

FILE = """
version: "3.1"
nlu:
- intent: describe_symptom
  metadata: {concept: fever, present: true}
  examples: |
    - I am burning up
    - i am  burning UP
- intent: describe_symptom
  metadata: {concept: fever, present: false}
  examples: |
    - football fever here
- lookup: area
  examples: |
    - chin
"""


def test_sentences_keep_their_marks_and_are_read_once(tmp_path):
    (tmp_path / "fever.yml").write_text(FILE)
    rows = sentences(tmp_path)
    assert [(row.text, row.concept, row.present) for row in rows] == [
        ("I am burning up", "fever", True),
        ("football fever here", "fever", False),
    ]


def rows_of(concept, present, count):
    return [
        Sentence(f"{concept or 'talk'} {present} {n}", "any", concept, present)
        for n in range(count)
    ]


def test_each_kind_is_spread_over_all_folds_in_short_runs():
    rows = rows_of("fever", True, 40) + rows_of("", False, 40)
    dealt = folds(rows)
    assert dealt[:5] == [0, 0, 0, 0, 1]
    assert set(Counter(dealt).values()) == {80 // FOLDS}


def test_every_sentence_is_judged_by_a_detector_that_has_not_seen_it():
    rows = rows_of("fever", True, 20) + rows_of("fever", False, 20) + rows_of("", False, 20)

    def train(seen):
        known = {row.text for row in seen}
        assert len(known) == 48
        return lambda text: frozenset() if text in known else frozenset({"fever"})

    judged = judge_concepts(rows, train, rules=lambda text: "True" in text)
    assert len(judged) == 60
    table = "\n".join(concept_lines(judged))
    assert "| fever | 100.0 % (20/20" in table
    assert "raised on ordinary sentences | | 100.0 % (20/20" in table


def test_intents_are_listed_weakest_first():
    row = {"precision": 1.0, "recall": 1.0, "f1-score": 1.0, "support": 3}
    report = {
        "greet": row,
        "thank": {**row, "f1-score": 0.5, "confused_with": {"greet": 2}},
        "accuracy": 0.9,
        "micro avg": row,
    }
    lines = intent_lines(report)
    assert lines[2].startswith("| thank") and "greet 2" in lines[2]
    assert lines[-1].startswith("| accuracy")
