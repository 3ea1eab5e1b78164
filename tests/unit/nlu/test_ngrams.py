"""Counting letter groups as scikit-learn does, only faster."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.ngrams import Weights, groups, letter_groups, normalise


@given(st.text(max_size=60))
def test_letter_groups_are_those_of_scikit_learn(text: str) -> None:
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)).build_analyzer()
    # Their analyzer collapses runs of white space and lower-cases; ours is given that done.
    assert sorted(letter_groups(" ".join(text.lower().split()))) == sorted(theirs(text))


def test_weights_are_those_of_scikit_learn() -> None:
    texts = ["my throat is closing", "my throat is fine", "closing my account", "fine"]
    theirs = TfidfVectorizer(analyzer=lambda t: list(groups(t)), sublinear_tf=True)
    expected = theirs.fit_transform(texts).toarray()
    weights = Weights.learn(texts, min_texts=1)
    order = [weights.vocabulary[feature] for feature in theirs.get_feature_names_out()]
    assert np.allclose(weights.matrix(texts).toarray()[:, order], expected, atol=1e-6)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("CAN’T", "can't"), ("sooooo heavy", "soo heavy"), ("", ""), ("11 days", "11 days")],
)
def test_typing_habits_are_evened_out(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_a_text_of_unknown_features_has_an_empty_row() -> None:
    columns, values = Weights.learn(["abc abc", "abc"]).row("xyz")
    assert len(columns) == len(values) == 0
