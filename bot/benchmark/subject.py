"""What is measured of one subject, and how: the same steps for the product and the defaults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.benchmark.patients import Patient
from bot.benchmark.processes import Memory, Server
from bot.benchmark.timing import Latency, Throughput, alternate, throughput

CLIENTS = 16


@dataclass(frozen=True)
class Effort:
    """How much is sent: single messages a layer, and seconds of load.

    `epochs` shortens the training of the defaults, which changes their training time and their
    accuracy but not the work a message takes. `reuse` takes the defaults' model of an earlier
    session, when the training data is still the same.
    """

    messages: int = 100
    load_seconds: float = 20.0
    epochs: int | None = None
    reuse: bool = False


@dataclass
class Measured:
    """The figures of one subject; what could not be measured stays empty, with a note why."""

    name: str
    training: float | None = None
    first_start: float | None = None
    start: float | None = None
    idle_memory: Memory | None = None
    loaded_memory: Memory | None = None
    latency: dict[str, Latency] = field(default_factory=dict)
    throughput: Throughput | None = None
    notes: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        data = asdict(self)
        data["throughput"] = self.throughput.to_dict() if self.throughput else None
        return data


@dataclass
class Running:
    """A subject that is up: who can speak to each of its layers, and who is many at once."""

    measured: Measured
    server: Server
    layers: dict[str, Patient]
    crowd: Callable[[], Patient]

    def load(self, effort: Effort) -> None:
        """Throughput with 16 patients at once, and the memory after it."""
        found = throughput(self.crowd, clients=CLIENTS, seconds=effort.load_seconds)
        self.measured.throughput = found
        self.measured.loaded_memory = self.server.memory()
        if found.lost:
            self.measured.notes.append(f"{found.lost} messages under load were not answered")


def time_layers(running: Sequence[Running], effort: Effort) -> None:
    """Latency through every layer of every subject, a message to each in turn.

    Taking turns spreads whatever else the machine does over all of them, so the ratios hold even
    when the milliseconds are those of a busy machine.
    """
    patients = {
        (number, layer): patient
        for number, subject in enumerate(running)
        for layer, patient in subject.layers.items()
    }
    latencies, failures = alternate(patients, count=effort.messages)
    for (number, layer), latency in latencies.items():
        running[number].measured.latency[layer] = latency
    for (number, layer), (count, problem) in failures.items():
        note = f"{layer}: {count} of {effort.messages} messages failed, the last with: {problem}"
        running[number].measured.notes.append(note)
