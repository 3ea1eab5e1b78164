"""The weights after a change are those of a full solve, whatever changed, and nobody waits for one."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from knowledge import ranking
from knowledge.likeness import Scores

Asked = tuple[tuple[str, ...], Scores, tuple[int, ...]]


def vector(text: str) -> Scores:
    """A unit vector that depends on the text alone; all lean one way, as sentences here do."""
    random = np.random.default_rng(sum(ord(c) * 131**i for i, c in enumerate(text)) % 2**32)
    found = random.normal(size=24) + 0.8
    return (found / np.linalg.norm(found)).astype(np.float32)


def asked(entries: dict[str, list[str]]) -> Asked:
    """Texts, embeddings and groups of some entries, in the order of their names."""
    told = [(text, i) for i, name in enumerate(sorted(entries)) for text in entries[name]]
    texts = tuple(text for text, _ in told)
    return texts, np.stack([vector(text) for text in texts]), tuple(group for _, group in told)


def content(entries: int = 40, questions: int = 15) -> dict[str, list[str]]:
    return {
        f"entry {n:03}": [f"question {q} of {n}" for q in range(questions)] + ["a shared sentence"]
        for n in range(entries)
    }


def expected(texts: tuple[str, ...], matrix: Scores, groups: tuple[int, ...]) -> Scores:
    """The same by the textbook, in double precision."""
    nearness = np.maximum(matrix.astype(float) @ matrix.T, 0) ** 2
    told = np.eye(max(groups) + 1)[list(groups)]
    return np.linalg.solve(nearness + 0.6 * np.eye(len(texts)), told).astype(np.float32)


def followed(before: Asked, after: Asked) -> Scores:
    texts, matrix, groups = after
    solution = ranking.solve(*before)
    change = solution.change_to(texts, groups)
    return solution.weights_of(change, texts, matrix, np.asarray(groups))


@pytest.mark.parametrize("size", [1, 255, 256, 257, 640])
def test_a_full_solve_solves(size: int) -> None:
    texts, matrix, groups = asked(content())
    some = texts[:size], matrix[:size], groups[:size]
    assert ranking.solve(*some).weights == pytest.approx(expected(*some), abs=1e-3)


@pytest.mark.parametrize("seed", range(12))
def test_any_changes_lead_to_the_weights_of_a_full_solve(seed: int) -> None:
    random = np.random.default_rng(seed)
    entries = content()
    before = asked(entries)
    for n in range(random.integers(1, 4)):
        kind = random.choice(["new", "retired", "edited", "renamed", "moved"])
        name = str(random.choice(sorted(entries)))
        if kind == "new":
            entries[f"{name} {n}"] = [f"new {seed} {n} {i}" for i in range(6)]
        elif kind == "retired":
            del entries[name]
        elif kind == "edited":
            entries[name] = entries[name][4:] + [f"edited {seed} {n} {i}" for i in range(3)]
        elif kind == "renamed":
            entries[f"a {name}"] = entries.pop(name)
        else:
            other = str(random.choice(sorted(set(entries) - {name})))
            entries[other] = entries[other] + entries[name][:2]
            entries[name] = entries[name][2:]
    after = asked(entries)
    assert followed(before, after) == pytest.approx(expected(*after), abs=1e-3)


def test_only_what_differs_is_a_change() -> None:
    entries = content()
    solution = ranking.solve(*asked(entries))
    # Before all others, so that every group has another number and the shared one another owner.
    entries["a new one"] = ["brand new", "a shared sentence"]
    del entries["entry 003"]
    texts, _, groups = asked(entries)
    change = solution.change_to(texts, groups)
    assert [texts[place] for place in change.added] == ["brand new", "a shared sentence"]
    assert {solution.groups[place] for place in change.removed} == {3}
    assert len(change.removed) == 16
    assert change.columns[3] == -1


class Solving:
    """Counts the full solves and can hold them up."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads: list[threading.Thread] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self._solve = ranking.solve
        monkeypatch.setattr(ranking, "solve", self)

    def __call__(self, *arguments: object) -> ranking.Solution:
        self.threads.append(threading.current_thread())
        assert self.may_go_on.wait(10)
        return self._solve(*arguments)  # type: ignore[arg-type]


@pytest.fixture
def solving(monkeypatch: pytest.MonkeyPatch) -> Solving:
    return Solving(monkeypatch)


def of(weights: ranking.Weights, entries: dict[str, list[str]]) -> Scores:
    texts, matrix, groups = asked(entries)
    found = weights.of(texts, matrix, groups)
    assert found == pytest.approx(expected(texts, matrix, groups), abs=1e-3)
    return found


def test_edits_one_after_the_other_ask_for_no_full_solve(solving: Solving) -> None:
    weights, entries = ranking.Weights(), content()
    of(weights, entries)
    for n in range(4):
        entries["entry 005"] = entries["entry 005"][2:] + [f"edited {n} {i}" for i in range(2)]
        of(weights, entries)
    entries["entry 005"] = content()["entry 005"]  # and all of them undone
    of(weights, entries)
    assert len(solving.threads) == 1


def test_after_many_changes_it_is_solved_anew_and_nobody_waits(solving: Solving) -> None:
    weights, entries = ranking.Weights(), content()
    of(weights, entries)
    solving.may_go_on.clear()
    for n in range(8):
        del entries[f"entry {n:03}"]
    of(weights, entries)
    entries["entry 020"].append("while it is being solved")
    of(weights, entries)
    renewal = weights._renewal
    assert renewal is not None and renewal.is_alive() and renewal.daemon
    solving.may_go_on.set()
    renewal.join(10)
    assert solving.threads == [threading.current_thread(), renewal]
    entries["entry 020"].append("after it was solved")
    of(weights, entries)
    assert len(solving.threads) == 2


def test_another_list_altogether_is_solved_at_once(solving: Solving) -> None:
    weights = ranking.Weights()
    of(weights, content())
    of(weights, {"other": ["one", "two"], "matters": ["three"]})
    assert solving.threads == [threading.current_thread()] * 2


def test_of_many_who_ask_after_an_edit_one_works_it_out(solving: Solving) -> None:
    weights = ranking.Weights()
    texts, matrix, groups = asked(content())
    found: list[Scores] = []
    threads = [
        threading.Thread(target=lambda: found.append(weights.of(texts, matrix, groups)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and all(one is found[0] for one in found)
    assert len(solving.threads) == 1
