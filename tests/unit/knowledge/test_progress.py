"""A replay says how far it is without spending its time on saying so."""

from __future__ import annotations

from knowledge.replaying import TOLD_EVERY_SECONDS, Progress


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_it_is_told_now_and_then_and_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    clock = Clock()
    progress = Progress(lambda *far: told.append(far), clock)
    for done in range(1_000):
        progress(done, 1_000)
    assert told == [(0, 1_000)], "a thousand calls in one moment are one write to disk"
    clock.seconds += TOLD_EVERY_SECONDS
    progress(998, 1_000)
    progress(999, 1_000)
    progress(1_000, 1_000)
    assert told == [(0, 1_000), (998, 1_000), (1_000, 1_000)], "the end waits for nothing"


def test_a_part_that_counts_anew_takes_nothing_back() -> None:
    told: list[int] = []
    clock = Clock()
    progress = Progress(lambda done, total: told.append(done), clock)
    for done in (10, 20, 0, 15, 30):
        clock.seconds += TOLD_EVERY_SECONDS
        progress(done, 100)
    assert told == [10, 20, 30]
