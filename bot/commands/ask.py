"""`aftercare ask`: questions through the real model and actions, with a throw-away database."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from bot.commands.explained import in_words

if TYPE_CHECKING:
    from bot.asking import Desk
    from bot.settings import Settings


@click.command()
@click.argument("text", required=False)
@click.option(
    "--jsonl",
    is_flag=True,
    help='Read lines of {"id","text"} or {"id","turns":[…]}, and optionally "today", from standard '
    "input; write a line for each, in the same order.",
)
@click.option("--today", help="The day the question is asked on, YYYY-MM-DD; today if not given.")
@click.option(
    "--explain",
    is_flag=True,
    help="Say which words raised what, by which detector and rule; with --jsonl, as `explain`.",
)
def ask(text: str | None, jsonl: bool, today: str | None, explain: bool) -> None:
    """Ask TEXT, or everything on standard input with --jsonl."""
    if jsonl == (text is not None):
        raise click.UsageError('say what to ask: aftercare ask "text", or aftercare ask --jsonl')
    if jsonl:
        lines: Iterable[str] = sys.stdin
    else:
        lines = [
            json.dumps({"id": None, "text": text, "today": today} if today else {"text": text})
        ]
    # Rasa's own log lines go to standard output; only answers may.
    answers, sys.stdout = sys.stdout, sys.stderr
    try:
        failed = asyncio.run(_answer(lines, answers, explain=explain, plain=not jsonl))
    finally:
        sys.stdout = answers
    sys.exit(1 if failed else 0)


async def _answer(lines: Iterable[str], out: TextIO, *, explain: bool, plain: bool) -> int:
    """Answer each line; the number of lines that could not be answered."""
    from bot import settings as configuration
    from bot.asking import NoAnswer, desk
    from bot.web.incoming import clean

    settings = configuration.load()
    failed = 0
    async with desk(settings, _model(settings)) as open_desk:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            identity: Any = None
            try:
                row = _row(line)
                identity = row.get("id")
                answer = await _one(open_desk, row, explain=explain)
            except NoAnswer as problem:
                answer = {"id": identity, "error": problem.error}
            except ValueError as problem:
                answer = {"id": identity, "error": _bad(number, str(problem))}
            failed += "error" in answer
            if plain and explain and "error" not in answer:
                page = in_words(clean(row["text"]), answer["replies"], answer["explain"])
            else:
                page = json.dumps(answer, ensure_ascii=False, indent=2 if plain else None)
            print(page, file=out, flush=True)
    return failed


async def _one(open_desk: Desk, row: dict[str, Any], *, explain: bool) -> dict[str, Any]:
    """The answer to one line. Raises `NoAnswer`."""
    open_desk.today = date.fromisoformat(row["today"]) if row.get("today") else None
    conversation = open_desk.open()
    texts = row["turns"] if "turns" in row else [row["text"]]
    explained, replies = [], []
    for text in texts:
        if explain:
            explained.append(await open_desk.explain(conversation, text))
        told = await open_desk.ask(conversation, text)
        replies.append(open_desk.for_staff(conversation) if explain else told)
    answer: dict[str, Any] = {"id": row.get("id")}
    answer["replies"] = replies if "turns" in row else replies[0]
    if explain:
        answer["explain"] = explained if "turns" in row else explained[0]
    return answer


def _row(line: str) -> dict[str, Any]:
    """A line of input, checked. Raises `ValueError` saying what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("the line is not JSON") from None
    if not isinstance(row, dict):
        raise ValueError("the line is not a JSON object")
    if ("text" in row) == ("turns" in row):
        raise ValueError('the line must have either "text" or "turns"')
    if "text" in row and not isinstance(row["text"], str):
        raise ValueError('"text" must be a text')
    turns = row.get("turns")
    if turns is not None and not (
        isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns)
    ):
        raise ValueError('"turns" must be a list of texts, at least one')
    today = row.get("today")
    if today is not None:
        try:
            date.fromisoformat(today)
        except (TypeError, ValueError):
            raise ValueError('"today" must be a date like 2026-03-09') from None
    return row


def _bad(number: int, problem: str) -> dict[str, str]:
    return {
        "code": "bad_line",
        "message": f"Line {number}: {problem}.",
        "what_to_do": 'Write lines like {"id": "1", "text": "…"} or {"id": "1", "turns": ["…"]}.',
    }


def _model(settings: Settings) -> Path:
    """The model to ask; trained now when there is none."""
    from bot import training

    model = training.current_model(settings)
    if model is None and (model := training.newest_model(settings)) is not None:
        click.echo("The model is older than its training data: `aftercare train`.", err=True)
    if model is None:
        try:
            model = training.train(settings, say=lambda line: click.echo(line, err=True))
        except training.TrainingFailed as error:
            raise click.ClickException(str(error)) from None
    return model
