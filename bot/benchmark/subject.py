"""What is measured of one subject, and how: the same steps for the product and the defaults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.benchmark.connection import Refused
from bot.benchmark.patients import ParsingOnly, Patient, Unanswered
from bot.benchmark.processes import Memory
from bot.benchmark.timing import Latency, Throughput, latency, throughput

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

    def time_layer(self, layer: str, patient: Patient, effort: Effort) -> None:
        """Latency through one layer; a layer that can't be reached becomes a note."""
        try:
            self.latency[layer] = latency(patient.say, count=effort.messages)
        except (Refused, Unanswered, OSError) as problem:
            self.notes.append(f"{layer}: not measured, {problem}")

    def time_rasa(self, port: int, patient: Callable[[int], Patient], effort: Effort) -> None:
        """The two layers every Rasa server has; `patient` is made from Rasa's port."""
        self.time_layer("parse", ParsingOnly(port), effort)
        self.time_layer("webhook", patient(port), effort)

    def load(self, patient: Callable[[int], Patient], port: int, effort: Effort) -> None:
        """Throughput with 16 patients at once."""
        self.throughput = throughput(
            lambda: patient(port), clients=CLIENTS, seconds=effort.load_seconds
        )
        if self.throughput.lost:
            self.notes.append(f"{self.throughput.lost} messages under load were not answered")
