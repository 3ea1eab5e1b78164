"""`aftercare bench`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.option("--quick", is_flag=True, help="Leave Rasa's defaults out.")
@click.option("--out", type=click.Path(file_okay=False), default="var/bench", show_default=True)
@click.option("--messages", type=click.IntRange(min=1), help="Messages for each latency.")
@click.option("--load-seconds", type=float, help="How long the load lasts.")
@click.option("--epochs", type=int, help="Train the defaults for so many epochs instead of 100.")
@click.option("--reuse", is_flag=True, help="Take the defaults' model of an earlier session.")
def bench(
    quick: bool,
    out: str,
    messages: int | None,
    load_seconds: float | None,
    epochs: int | None,
    reuse: bool,
) -> None:
    """Measure training, start, memory, latency and load, beside Rasa's default pipeline."""
    from bot.benchmark.session import run
    from bot.benchmark.subject import Effort

    effort = Effort(messages or Effort.messages, load_seconds or Effort.load_seconds, epochs, reuse)
    sys.exit(run(Path(out), quick=quick, effort=effort))
