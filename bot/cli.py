"""`aftercare …`: the command line. What each command does lies in `bot.commands`."""

from __future__ import annotations

import sys

import click

from bot import rasa_environment
from bot.commands.ask import ask
from bot.commands.backup import backup
from bot.commands.bench import bench
from bot.commands.corrections import corrections
from bot.commands.erase import erase
from bot.commands.evaluate import evaluate
from bot.commands.export import export
from bot.commands.kb import kb
from bot.commands.purge import purge
from bot.commands.restore import restore
from bot.commands.staff import staff
from bot.commands.train import train
from bot.commands.up import up


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Aftercare: answers patients after botulinum-toxin treatment, hands red flags to a human."""
    rasa_environment.prepare()


COMMANDS = (
    up, train, ask, kb, staff, evaluate, bench, backup, restore, purge, erase, export,
    corrections,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)


if __name__ == "__main__":
    sys.exit(main())
