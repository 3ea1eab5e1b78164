"""`aftercare evaluate`."""

from __future__ import annotations

import sys

import click


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]}
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--out", type=click.Path(file_okay=False), help="Also write a report with plots here."
)
@click.option("--predictions", type=click.Path(exists=True), help="Score answers given earlier.")
@click.option("--rules", is_flag=True, help="Only rules and triage, without Rasa: takes seconds.")
@click.option("--calibration", is_flag=True, help="A calibration curve in the report: a minute.")
@click.option("--worst", type=int, default=25, show_default=True, help="How many misses to list.")
@click.option("--gate", type=click.Choice(["red-flags"]), help="Fail when red flags are missed.")
@click.option("--min-recall", type=float, help="The gate's least recall.")
@click.option("--min-lower-bound", type=float, help="The gate's least lower bound of recall.")
@click.option("--max-false-escalation", type=float, help="The gate's most false escalations.")
def evaluate(files: tuple[str, ...], **options: object) -> None:
    """Figures and the worst misses for labelled messages and conversations, JSON lines."""
    from bot.evaluation.__main__ import main

    arguments = list(files)
    for name, value in options.items():
        if value is True:
            arguments.append(f"--{name.replace('_', '-')}")
        elif value not in (None, False):
            arguments += [f"--{name.replace('_', '-')}", str(value)]
    sys.exit(main(arguments))
