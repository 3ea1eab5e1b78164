"""Asking through a subprocess, reading files, and the written report."""

from __future__ import annotations

import json
import sys

import pytest

from bot.evaluation import __main__ as command
from bot.evaluation import evaluate
from bot.evaluation.ask import ProductFailed, ask_product
from bot.evaluation.gold import UnreadableGold, load
from bot.evaluation.report import write

MESSAGE = {
    "id": "x1",
    "today": "2026-01-05",
    "text": "forehead feels tight <b>today</b> | ok?",
    "urgency": "self_care",
    "areas": ["forehead"],
    "style": "terse",
    "topic": "tight",
}
EMERGENCY = {"id": "x2", "text": "invented crisis", "urgency": "emergency", "topic": "chest"}
TALK = {"id": "x3", "turns": [{"user": "hello there", "expect": {"urgency": "info"}}]}

ECHO = """
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    assert set(row) <= {"id", "today", "text", "turns"}, row
    one = {"role": "bot", "urgency": "info", "text": "", "facts": {"areas": []}}
    replies = [[one] for _ in row["turns"]] if "turns" in row else [one]
    print(json.dumps({"id": row["id"], "replies": replies}))
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in (MESSAGE, EMERGENCY, TALK)) + "\n")
    return path


def test_labels_never_reach_the_product(file):
    report = evaluate([file], lambda rows: ask_product(rows, [sys.executable, "-c", ECHO]))
    assert report.turns[0].outcome.urgency
    assert not report.messages[0].outcome.urgency


def test_a_product_that_stops_is_an_error_that_says_why(file):
    broken = [sys.executable, "-c", "import sys; sys.exit('no model found')"]
    with pytest.raises(ProductFailed, match="no model found"):
        ask_product(load(file), broken)


def test_a_bad_line_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(MESSAGE) + '\n{"id": "y"}\n')
    with pytest.raises(UnreadableGold, match="line 2"):
        load(path)


def test_the_report_holds_figures_plots_and_misses(file, tmp_path):
    report = evaluate([file], lambda rows: ask_product(rows, [sys.executable, "-c", ECHO]))
    page = write(report, tmp_path / "out", names=[file.name])
    text = page.read_text()
    assert "x2" in text and "emergency and urgent together" in text
    assert "&lt;b&gt;today" in text
    for line in text.splitlines():
        if line.startswith("!["):
            assert (page.parent / line.split("(")[1].rstrip(")")).stat().st_size > 1000


def test_saved_predictions_are_scored_and_the_gate_sets_the_status(file, tmp_path, capsys):
    saved = tmp_path / "saved.jsonl"
    calm = {"urgency": "info", "text": "", "facts": {}}
    saved.write_text(
        "\n".join(json.dumps({"id": i, "replies": [calm]}) for i in ("x1", "x2", "x3"))
    )
    arguments = [str(file), "--predictions", str(saved)]
    assert command.main(arguments) == 0
    assert command.main([*arguments, "--gate", "red-flags"]) == 1
    output = capsys.readouterr()
    assert "x2" in output.err and "worst misses" in output.out


def test_the_answers_are_kept_for_scoring_again(file, tmp_path, monkeypatch, capsys):
    asked = ask_product(load(file), [sys.executable, "-c", ECHO])
    monkeypatch.setattr(command, "ask_product", lambda rows: asked)
    command.main([str(file), "--out", str(tmp_path / "out")])
    first = capsys.readouterr().out
    command.main([str(file), "--predictions", str(tmp_path / "out" / "predictions.jsonl")])
    assert first.startswith(capsys.readouterr().out.strip())


def test_the_rules_alone_can_be_scored_without_rasa(file, capsys):
    assert command.main([str(file), "--rules", "--worst", "0"]) == 0
    assert "2 messages" in capsys.readouterr().out
