"""Latency of one patient, and throughput of many."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from bot.benchmark.connection import Refused
from bot.benchmark.messages import stream
from bot.benchmark.patients import Patient, Unanswered

FAILURES = (Unanswered, Refused, OSError)
WARM_UP = 20  # each message once: TensorFlow plans anew for every new shape of input
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Latency:
    """Milliseconds over `count` messages."""

    median: float
    p95: float
    count: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """From at least one duration in seconds."""
        ordered = sorted(seconds)

        def at(share: float) -> float:
            """Linear between the two nearest."""
            place = share * (len(ordered) - 1)
            low = int(place)
            high = min(low + 1, len(ordered) - 1)
            return 1000 * (ordered[low] + (place - low) * (ordered[high] - ordered[low]))

        return cls(round(at(0.5), 3), round(at(0.95), 3), len(ordered))


@dataclass(frozen=True)
class Throughput:
    """Messages answered and lost by `clients` together in `seconds`."""

    clients: int
    seconds: float
    answered: int
    lost: int
    latency: Latency | None

    @property
    def per_second(self) -> float:
        """Answered messages a second."""
        return self.answered / self.seconds

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with the rate."""
        return {**asdict(self), "per_second": round(self.per_second, 2)}


def alternate(
    patients: Mapping[Key, Patient], *, count: int
) -> tuple[dict[Key, Latency], dict[Key, tuple[int, str]]]:
    """Latency of each patient, all taking turns with the same messages; the first warm up.

    Failed messages are not timed: the second result holds how many failed and why. A patient whose
    whole warm-up fails is given up, so that a dead server doesn't hold up the others.
    """
    taken: dict[Key, list[float]] = {key: [] for key in patients}
    failures: dict[Key, tuple[int, str]] = {}
    gone: set[Key] = set()
    for turn, text in enumerate(stream(WARM_UP + count)):
        for key, patient in patients.items():
            if key in gone:
                continue
            start = time.perf_counter()
            try:
                patient.say(text)
            except FAILURES as problem:
                failures[key] = (failures.get(key, (0, ""))[0] + 1, str(problem)[:200])
                if turn == WARM_UP - 1 and failures[key][0] == WARM_UP:
                    gone.add(key)
            else:
                if turn >= WARM_UP:
                    taken[key].append(time.perf_counter() - start)
    return {key: Latency.of(seconds) for key, seconds in taken.items() if seconds}, failures


def throughput(patient: Callable[[], Patient], *, clients: int, seconds: float) -> Throughput:
    """`clients` patients at once, each sending its next message as soon as it has its answer.

    Messages under way at the end are waited for, and the clock runs until they are answered, so
    that the rate isn't flattered.
    """
    results: list[tuple[list[float], int]] = []
    begin = threading.Barrier(clients + 1)
    end = 0.0

    def work(number: int) -> None:
        someone = patient()
        texts = stream(20)
        taken: list[float] = []
        lost = 0
        begin.wait()
        turn = number  # everybody starts with another message
        while time.perf_counter() < end:
            start = time.perf_counter()
            try:
                someone.say(texts[turn % len(texts)])
                taken.append(time.perf_counter() - start)
            except FAILURES:
                lost += 1
            turn += 1
        results.append((taken, lost))

    threads = [threading.Thread(target=work, args=(n,), daemon=True) for n in range(clients)]
    for thread in threads:
        thread.start()
    start = time.perf_counter()
    end = start + seconds
    begin.wait()
    for thread in threads:
        thread.join()
    taken = [second for durations, _ in results for second in durations]
    return Throughput(
        clients=clients,
        seconds=round(time.perf_counter() - start, 2),
        answered=len(taken),
        lost=sum(lost for _, lost in results),
        latency=Latency.of(taken) if taken else None,
    )
