"""Lines of `aftercare ask --jsonl`: what is accepted, and what is said of the rest."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.commands.ask import _row


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "1", "text": "hi"}',
        '{"text": ""}',
        '{"id": 7, "turns": ["a", "b"], "today": "2026-02-28"}',
        '{"id": "1", "text": "hi", "today": null, "extra": 1}',
    ],
)
def test_good_lines_are_taken(line: str) -> None:
    assert _row(line)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("hello", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('["text"]', "not a JSON object"),
        ('{"id": "1"}', 'either "text" or "turns"'),
        ('{"text": "a", "turns": ["b"]}', 'either "text" or "turns"'),
        ('{"text": 5}', '"text" must be a text'),
        ('{"turns": []}', "at least one"),
        ('{"turns": ["a", 5]}', "list of texts"),
        ('{"turns": "a"}', "list of texts"),
        ('{"text": "a", "today": "yesterday"}', "must be a date"),
        ('{"text": "a", "today": 20260228}', "must be a date"),
    ],
)
def test_bad_lines_say_what_is_wrong(line: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        _row(line)


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "hello", "--jsonl"]])
def test_ask_wants_either_a_text_or_lines(arguments: list[str]) -> None:
    answer = CliRunner().invoke(main, arguments)
    assert answer.exit_code == 2
    assert "say what to ask" in answer.output
