"""What the processes are told when they are started."""

from __future__ import annotations

import pytest

from bot.settings import load
from bot.starting import environment, serving

THREADS = "OPENBLAS_NUM_THREADS"


def test_only_those_that_answer_are_kept_to_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(THREADS, raising=False)
    assert serving(load())[THREADS] == "1"
    assert THREADS not in environment(load()), "training has every core"


def test_what_the_operator_says_of_threads_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, "3")
    assert serving(load())[THREADS] == "3"
