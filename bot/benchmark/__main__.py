"""`python -m bot.benchmark [--quick]`: the same as `aftercare bench`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.benchmark.session import run
from bot.benchmark.subject import Effort

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bot.benchmark", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave Rasa's defaults out")
    parser.add_argument("--out", type=Path, default=Path("var/bench"))
    parser.add_argument("--messages", type=int, default=Effort.messages)
    parser.add_argument("--load-seconds", type=float, default=Effort.load_seconds)
    parser.add_argument(
        "--epochs", type=int, help="train the defaults for so many epochs instead of 100"
    )
    parser.add_argument(
        "--reuse", action="store_true", help="take the defaults' model of an earlier session"
    )
    chosen = parser.parse_args()
    sys.exit(
        run(
            chosen.out,
            quick=chosen.quick,
            effort=Effort(chosen.messages, chosen.load_seconds, chosen.epochs, chosen.reuse),
        )
    )
