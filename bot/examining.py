"""`python -m bot.examining MODEL CONTENT`: a model's answers to texts, a JSON list in, one out.

A process for each model: the actions are wired to one database for as long as a process lives.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from bot import settings as configuration
from bot.asking import NoAnswer, desk
from bot.evaluation.predictions import from_replies


async def answers(model: Path, content: Path, texts: list[str]) -> list[dict[str, object]]:
    """Urgency and entries of the reply to each text, each asked in a chat of its own."""
    found: list[dict[str, object]] = []
    async with desk(configuration.load(), model, content=content) as open_desk:
        for text in texts:
            try:
                told = from_replies(await open_desk.ask(open_desk.open(), text))
            except NoAnswer:
                found.append({"urgency": None, "entries": []})
                continue
            found.append({"urgency": told.urgency, "entries": list(told.entries)})
    return found


def main() -> None:
    """Answer what comes on standard input."""
    # Rasa's own log lines go to standard output; only answers may.
    out, sys.stdout = sys.stdout, sys.stderr
    texts = json.load(sys.stdin)
    json.dump(asyncio.run(answers(Path(sys.argv[1]), Path(sys.argv[2]), texts)), out)


if __name__ == "__main__":
    main()
