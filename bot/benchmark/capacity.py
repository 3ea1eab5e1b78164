"""What a number of clinics needs and costs: `python -m bot.benchmark.capacity`.

A model on paper. Every input below is either measured (the cost of a message), or an assumption that is
marked as such and can be given on the command line; docs/capacity.md tells where each comes from.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from bot.settings import ROOT

FIGURES = ROOT / "var/bench/figures.json"
MONTH_DAYS, DAY_SECONDS = 30, 86_400


@dataclass(frozen=True)
class Cost:
    """Measured: milliseconds of processor time for one message, by layer, and what is written."""

    web_ms: float = 11.0
    """Storing, screening (1.1 ms of it the language layer), answering."""
    rasa_ms: float = 20.0
    """Parsing (10 ms), the rule, the tracker."""
    actions_ms: float = 8.0
    """The case, the table, the look-up."""
    chain_ms: float = 32.0
    """The whole chain by the clock, median, one patient."""
    commits: float = 3.0
    """Message, reply with its case, Rasa's row."""
    kept_kb: float = 4.0
    """What the database grows by for a message and its reply, indices included."""
    written_kb: float = 40.0
    """What goes to the database's log for them."""

    @property
    def core_ms(self) -> float:
        """Processor time for one message in all processes."""
        return self.web_ms + self.rasa_ms + self.actions_ms


@dataclass(frozen=True)
class Load:
    """Assumed: who writes how much, and how bad the worst hour is."""

    clinics: int = 1_000
    patients: int = 1_000_000
    """A month."""
    messages: float = 6.0
    """Of one patient in a month."""
    monday: float = 2.0
    """Messages of a Monday to those of a mean day."""
    morning: float = 0.2
    """The busiest hour's part of a day."""
    bad: float = 5.0
    """A bad Monday morning to a usual one: a rumour, a recall, a mailing."""
    burst: float = 2.0
    """The worst minute to the mean of that hour."""
    red_flags: float = 0.01
    """Of all messages."""
    kept_days: int = 30
    open_minutes: float = 10.0
    """How long a patient keeps the chat open."""


@dataclass(frozen=True)
class Machines:
    """Assumed: what a machine does and costs. Prices are round numbers to be replaced by one's own."""

    busy: float = 0.6
    """How much of a core may be used in the worst minute, so that 95 % stay under 1.5 s."""
    node_cores: int = 8
    node_price: float = 160.0
    database_price: float = 900.0
    """PostgreSQL with a standby, 8 cores, 32 GB."""
    redis_price: float = 100.0
    traffic_price: float = 0.05
    """For a GB sent."""
    gb_price: float = 0.15
    """For a GB kept for a month, with backups."""
    spare: int = 1
    """Machines that may fail in the worst minute."""
    streams_a_worker: int = 2500
    """Open event streams in one web process: AFTERCARE_MOST_STREAMS set so."""
    look_seconds: float = 15.0
    """How often a stream that nobody rang looks into the database."""
    rasa_mb: float = 800.0
    web_mb: float = 210.0
    actions_mb: float = 510.0


@dataclass(frozen=True)
class Plan:
    """What it takes."""

    mean_per_second: float
    usual_peak: float
    bad_peak: float
    one_core_serves: float
    cores: float
    nodes: int
    rasa_workers: int
    web_workers: int
    action_workers: int
    memory_gb: float
    streams: int
    stream_reads_per_second: float
    commits_per_second: float
    written_mb_per_second: float
    kept_gb: float
    red_flags_in_the_worst_hour: int
    month: float
    a_clinic: float
    a_patient: float
    nodes_on_usual_days: int


def plan(cost: Cost, load: Load, machines: Machines) -> Plan:
    """The plan for a load. Raises `ValueError` for numbers that are not above 0."""
    for part in (cost, load, machines):
        if bad := [key for key, value in asdict(part).items() if value < 0]:
            raise ValueError(f"{bad[0]} must not be below 0")
    month = load.patients * load.messages
    mean = month / (MONTH_DAYS * DAY_SECONDS)
    usual_hour = month / MONTH_DAYS * load.monday * load.morning / 3600
    usual, worst = usual_hour * load.burst, usual_hour * load.bad * load.burst
    serves = machines.busy * 1000 / cost.core_ms
    cores = worst / serves

    def workers(milliseconds: float) -> int:
        # Each worker is one Python process: one core at the most.
        return max(2, math.ceil(worst * milliseconds / 1000 / machines.busy))

    def nodes(peak: float) -> int:
        return max(2, math.ceil(peak / serves / machines.node_cores)) + machines.spare

    rasa, web, actions = map(workers, (cost.rasa_ms, cost.web_ms, cost.actions_ms))
    streams = math.ceil(worst * load.open_minutes * 60 / load.messages)
    web = max(web, math.ceil(streams / machines.streams_a_worker))
    memory = rasa * machines.rasa_mb + web * machines.web_mb + actions * machines.actions_mb
    kept = month * load.kept_days / MONTH_DAYS * cost.kept_kb / 1024**2
    sent = month * 20 / 1024**2  # 20 kB for a message: the widget once, replies, streams
    price = (
        nodes(worst) * machines.node_price
        + machines.database_price
        + machines.redis_price
        + kept * machines.gb_price
        + sent * machines.traffic_price
    )
    return Plan(
        mean_per_second=mean,
        usual_peak=usual,
        bad_peak=worst,
        one_core_serves=serves,
        cores=cores,
        nodes=nodes(worst),
        rasa_workers=rasa,
        web_workers=web,
        action_workers=actions,
        memory_gb=memory / 1024,
        streams=streams,
        stream_reads_per_second=streams / machines.look_seconds,
        commits_per_second=worst * cost.commits,
        written_mb_per_second=worst * cost.written_kb / 1024,
        kept_gb=kept,
        red_flags_in_the_worst_hour=math.ceil(usual_hour * load.bad * 3600 * load.red_flags),
        month=price,
        a_clinic=price / load.clinics,
        a_patient=price / load.patients,
        nodes_on_usual_days=nodes(usual),
    )


def measured(file: Path = FIGURES) -> Cost:
    """The cost of a message, its whole chain by the clock as `make bench` measured it here.

    The defaults where there are no figures. Raises `ValueError` when they are not of their form.
    """
    if not file.is_file():
        return Cost()
    try:
        (ours, *_) = json.loads(file.read_text(encoding="utf-8"))
        return replace(Cost(), chain_ms=float(ours["latency"]["whole chain"]["median"]))
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError(f"{file} is not what make bench writes") from error


def page(cost: Cost, load: Load, machines: Machines) -> str:
    """The plan as lines of Markdown."""
    found = plan(cost, load, machines)
    told = {**asdict(load), **asdict(found), "core_ms": cost.core_ms, "chain_ms": cost.chain_ms}
    lines = ["| | |", "|---|---|"]
    for name, value in told.items():
        digits = 0 if isinstance(value, int) or value >= 100 else 1 if value >= 1 else 4
        lines.append(f"| {name.replace('_', ' ')} | {value:,.{digits}f} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the plan; every input is an option."""
    given = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parts = (measured(), Load(), Machines())
    for part in parts:
        for field in fields(part):
            name = "--" + field.name.replace("_", "-")
            default = getattr(part, field.name)
            given.add_argument(name, type=type(default), default=default)
    options = vars(given.parse_args(arguments))
    cost, load, machines = (
        replace(part, **{field.name: options[field.name] for field in fields(part)})
        for part in parts
    )
    print(page(cost, load, machines))


if __name__ == "__main__":
    main()
