"""The learned detectors, on a handful of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.concept_model import ConceptModel
from bot.nlu.concept_training import (
    FOLDS,
    Example,
    fit,
    folds_of,
    labels_of,
    threshold,
    train,
)
from bot.nlu.concept_training import features as features_of

BREATHS = ("air", "breath", "lungs", "wind")
SIGHTS = ("double", "two of everything", "twins", "copies")
EXAMPLES = [
    *(Example(f"I just can't get enough {word} {when}", "breathing_difficulty")
      for word in BREATHS for when in ("today", "lying down", "on the stairs", "at night")),
    *(Example(f"I keep seeing {word} {when}", "double_vision")
      for word in SIGHTS for when in ("today", "on the road", "when I read", "at night")),
    *(Example(f"{what} {when}")
      for what in ("what does it cost", "my chin is sore", "thank you", "can I run")
      for when in ("today", "on Monday", "this week", "at night")),
]  # fmt: skip


class Hashed:
    """A stand-in for the sentence model: the same few numbers for the same words."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[sum(map(ord, word)) % 384] += 1
            row /= max(float(np.linalg.norm(row)), 1e-9)
        return rows


@pytest.fixture(scope="module")
def model() -> ConceptModel:
    return train(EXAMPLES, Hashed())


@pytest.mark.parametrize("embedder", [None, Hashed()])
@pytest.mark.parametrize(
    ("clause", "concept"),
    [
        ("I can't get enough air on the bus", "breathing_difficulty"),
        ("I cant get enuff air", "breathing_difficulty"),
        ("seeing double since lunch", "double_vision"),
    ],
)
def test_a_paraphrase_is_found(
    model: ConceptModel, clause: str, concept: str, embedder: Hashed | None
) -> None:
    (found,) = model.found([clause], embedder)
    assert max(found, key=found.__getitem__) == concept


@pytest.mark.parametrize("embedder", [None, Hashed()])
@pytest.mark.parametrize("clause", ["what does it cost on Friday", "my chin is sore", "", "👍"])
def test_ordinary_clauses_raise_nothing(
    model: ConceptModel, clause: str, embedder: Hashed | None
) -> None:
    assert model.found([clause], embedder) == [{}]


def test_what_is_stored_judges_alike(model: ConceptModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    stored = ConceptModel.load(tmp_path)
    texts = [e.text for e in EXAMPLES]
    assert stored.found(texts, Hashed()) == model.found(texts, Hashed())
    assert stored.found(texts) == model.found(texts)


def test_nothing_stored_can_run_code(model: ConceptModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}
    with np.load(tmp_path / "concepts.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind == "f" for name in arrays)


def test_training_twice_gives_the_same_model(model: ConceptModel) -> None:
    again = train(EXAMPLES, Hashed())
    assert np.array_equal(again.letters.coefficients, model.letters.coefficients)
    assert np.array_equal(again.thresholds, model.thresholds)


def test_the_threshold_keeps_false_alarms_within_their_share() -> None:
    labels = np.array([-1] * 100 + [0] * 10)
    scores = np.concatenate([np.arange(100), np.full(10, 97)]).reshape(-1, 1)
    cut = threshold(scores, labels, false_alarms=0.05)
    assert (scores[labels < 0] > cut).mean() <= 0.05


def test_no_example_is_judged_by_a_model_that_saw_it() -> None:
    concepts = ("breathing_difficulty", "double_vision")
    labels = labels_of(EXAMPLES, concepts)
    folds = folds_of(labels)
    assert all(len(set(folds[labels == label])) == FOLDS for label in (-1, 0, 1))
    _, rows = features_of(EXAMPLES, None)
    shuffled = np.random.RandomState(1).permutation(labels)
    first = len(labels) * 3 // 4
    *_, judged = fit(rows, shuffled, len(concepts), first)
    own = judged.letters[:, 0][shuffled[first:] >= 0]
    others = judged.letters[:, 0][shuffled[first:] < 0]
    # With labels that mean nothing, unseen examples can't be told apart.
    assert own.mean() < others.mean() + 0.5


@pytest.mark.parametrize("examples", [[], [Example("a b c")], [Example("a b c", "fever")]])
def test_training_needs_both_sides(examples: list[Example]) -> None:
    with pytest.raises(ValueError, match="at least one concept and negatives"):
        train(examples)
