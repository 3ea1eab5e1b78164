"""One contract for both ways to compare sentences, and what each adds."""

from __future__ import annotations

import threading
from importlib import metadata
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
import structlog

from knowledge import minilm as module
from knowledge.similarity import (
    CharacterSimilarity,
    MiniLmSimilarity,
    ModelUnavailable,
    Similarity,
    best_available,
)

QUESTIONS = (
    "my eyelid keeps twitching",
    "eye flickers in the sun",
    "can i drink wine tonight",
    "is alcohol allowed",
    "when may i go to the gym",
    "can i exercise",
)
GROUPS = (0, 0, 1, 1, 2, 2)


@pytest.fixture(scope="module")
def minilm() -> MiniLmSimilarity:
    try:
        return MiniLmSimilarity()
    except ModelUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture(params=["characters", "minilm"])
def similarity(request: pytest.FixtureRequest) -> Similarity:
    if request.param == "characters":
        return CharacterSimilarity()
    minilm: Similarity = request.getfixturevalue("minilm")
    return minilm


def test_the_same_words_score_one(similarity: Similarity) -> None:
    scores = similarity.rank("Can I exercise", QUESTIONS)
    assert scores.shape == (6,)
    assert scores[5] == pytest.approx(1, abs=0.02)
    assert scores.argmax() == 5


def test_scores_lie_between_nought_and_one(similarity: Similarity) -> None:
    for text in ("zzz qqq", "eyelid", "!!!", "ß 🙂", "wine " * 400):
        scores = similarity.rank(text, QUESTIONS)
        assert ((scores >= 0) & (scores <= 1)).all()


def test_an_empty_text_is_like_nothing(similarity: Similarity) -> None:
    assert not similarity.rank("  ", QUESTIONS).any()
    assert not similarity.fit("", QUESTIONS, GROUPS).closeness.any()


def test_no_questions_no_scores(similarity: Similarity) -> None:
    assert similarity.rank("anything", ()).shape == (0,)
    assert similarity.fit("anything", (), ()).order.shape == (0,)


def test_each_group_is_judged_by_its_questions(similarity: Similarity) -> None:
    fit = similarity.fit("is alcohol allowed tonight", QUESTIONS, GROUPS)
    assert fit.order.shape == fit.closeness.shape == (3,)
    assert fit.order.argmax() == fit.closeness.argmax() == 1


def test_words_everybody_uses_do_not_count(similarity: Similarity) -> None:
    with_them = similarity.rank("my botox injections: can i exercise", QUESTIONS)
    assert with_them[5] == pytest.approx(1, abs=0.1)


def test_a_changed_list_is_noticed(similarity: Similarity) -> None:
    similarity.prepare(QUESTIONS)
    assert similarity.rank("sunscreen", (*QUESTIONS, "sunscreen"))[6] == pytest.approx(1, abs=0.02)


def test_odd_questions_do_no_harm(similarity: Similarity) -> None:
    assert similarity.rank("wine", ("?", "!", "")).shape == (3,)


def test_threads_may_share_it(similarity: Similarity) -> None:
    expected = similarity.rank("wine", QUESTIONS)
    wrong: list[int] = []

    def ask(extra: int) -> None:
        for n in range(5):
            questions = (*QUESTIONS, f"question {extra} {n}")
            if not np.allclose(similarity.rank("wine", questions)[:3] > 0.5, expected[:3] > 0.5):
                wrong.append(extra)

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_model_understands_other_words(minilm: MiniLmSimilarity) -> None:
    fit = minilm.fit("is a glass of prosecco all right", QUESTIONS, GROUPS)
    assert fit.order.argmax() == 1


def test_embeddings_come_back_from_disk(minilm: MiniLmSimilarity, tmp_path: Path) -> None:
    first = MiniLmSimilarity(cache=tmp_path)
    first.prepare(QUESTIONS)
    second = MiniLmSimilarity(cache=tmp_path)
    asked: list[int] = []
    embed = second.embed
    second.embed = lambda texts: asked.append(len(texts)) or embed(texts)  # type: ignore
    second.prepare((*QUESTIONS, "a new one"))
    assert asked == [1]
    assert np.array_equal(first.rank("wine", QUESTIONS), second.rank("wine", QUESTIONS))


def test_a_patients_words_are_not_kept(minilm: MiniLmSimilarity, tmp_path: Path) -> None:
    similarity = MiniLmSimilarity(cache=tmp_path)
    similarity.prepare(QUESTIONS)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    similarity.rank("canary words of a patient", QUESTIONS)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert len(similarity._known) == len(QUESTIONS)


@pytest.mark.parametrize("junk", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_broken_cache_is_made_anew(minilm: MiniLmSimilarity, tmp_path: Path, junk: bytes) -> None:
    MiniLmSimilarity(cache=tmp_path).prepare(QUESTIONS)
    file = next(tmp_path.glob("*.npz"))
    file.write_bytes(junk)
    again = MiniLmSimilarity(cache=tmp_path)
    assert again.rank("is alcohol allowed", QUESTIONS).argmax() == 3


def test_it_is_quick(minilm: MiniLmSimilarity) -> None:
    minilm.prepare(QUESTIONS)
    times = []
    for _ in range(15):
        start = perf_counter()
        minilm.rank("my upper lip flickers when i drink from a straw", QUESTIONS)
        times.append(perf_counter() - start)
    assert min(times) < 0.02


def test_a_tampered_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "VOCABULARY_SHA256", "0" * 64)
    with pytest.raises(ModelUnavailable):
        MiniLmSimilarity()


def test_without_the_model_it_warns_and_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(package: str) -> None:
        raise metadata.PackageNotFoundError(package)

    monkeypatch.setattr(module.metadata, "distribution", absent)
    with structlog.testing.capture_logs() as logs:
        fallback = best_available()
    assert [entry["log_level"] for entry in logs] == ["warning"]
    assert fallback.rank("can i exercise", QUESTIONS).argmax() == 5


def test_after_an_edit_it_answers_as_if_started_anew(minilm: MiniLmSimilarity) -> None:
    running = MiniLmSimilarity()
    running.prepare(QUESTIONS * 2, GROUPS * 2)
    questions = (*QUESTIONS, "is sunbathing allowed", *QUESTIONS)
    groups = (*GROUPS, 3, *GROUPS)
    told = running.fit("may i lie in the sun", questions, groups).order
    anew = MiniLmSimilarity().fit("may i lie in the sun", questions, groups).order
    assert told.argmax() == 3
    assert told == pytest.approx(anew, abs=1e-3)
