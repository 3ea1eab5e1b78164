"""Puts labelled rows to the product the way an outsider would: one subprocess, lines in and out."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

from bot.evaluation import predictions
from bot.evaluation.gold import Conversation, Message

Rows = Sequence[Message | Conversation]
Ask = Callable[[Rows], dict[str, list[Any]]]

COMMAND = (sys.executable, "-m", "bot.cli", "ask", "--jsonl")


class ProductFailed(RuntimeError):
    """`aftercare ask` ended with an error; the message holds the end of what it said."""


def request(row: Message | Conversation) -> dict[str, Any]:
    """The line `ask --jsonl` reads for one row; labels stay out."""
    line: dict[str, Any] = {"id": row.id}
    if isinstance(row, Message):
        line["text"] = row.text
    else:
        line["turns"] = [text for text, _ in row.turns]
    if row.today:
        line["today"] = row.today
    return line


def ask_product(rows: Rows, command: Sequence[str] = COMMAND) -> dict[str, list[Any]]:
    """Replies by id from the real product; counts along on standard error.

    Raises `ProductFailed` when the process ends with an error.
    """
    # Input from a file, not a pipe: nobody has to write while the answers are read.
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as asked,
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
    ):
        asked.writelines(json.dumps(request(row)) + "\n" for row in rows)
        asked.seek(0)
        process = subprocess.Popen(
            command, stdin=asked, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8"
        )
        lines: list[str] = []
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if len(lines) % 50 == 0 or len(lines) == len(rows):
                print(f"  {len(lines)} of {len(rows)} answered", file=sys.stderr, flush=True)
        if process.wait():
            said.seek(0)
            tail = "".join(said.readlines()[-15:])
            raise ProductFailed(f"aftercare ask ended with {process.returncode}\n{tail}")
    return predictions.load(lines)
