"""The table that the README shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.headline import main


def _set(folder: Path, name: str, answered: list[tuple[str, str]]) -> list[str]:
    rows = [
        {"id": f"{name}{n}", "text": "invented", "urgency": urgency}
        for n, (urgency, _) in enumerate(answered)
    ]
    replies: list[dict[str, Any]] = [
        {"id": row["id"], "replies": [{"urgency": said, "text": "", "facts": {}}]}
        for row, (_, said) in zip(rows, answered, strict=True)
    ]
    paths = []
    for kind, lines in (("said", replies), ("rows", rows)):
        path = folder / f"{name}-{kind}.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines) + "\n")
        paths.append(str(path))
    return ["--set", name, *paths]


def test_sets_stand_side_by_side_with_their_intervals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _set(tmp_path, "first", [("emergency", "urgent"), ("info", "info"), ("info", "urgent")])
    second = _set(tmp_path, "second", [("emergency", "info"), ("urgent", "urgent")])
    assert main([*first, *second]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "|  | first | second |" in lines
    (raised,) = [line for line in lines if line.startswith("| emergencies raised")]
    assert raised == "| emergencies raised | 100.0 % (20.7 to 100.0) | 0.0 % (0.0 to 79.3) |"
    (missed,) = [line for line in lines if "as if they could wait" in line]
    assert missed.endswith("| 0 of 1 | 1 of 1 |")
    (false,) = [line for line in lines if line.startswith("| false escalation")]
    assert "50.0 %" in false
    assert "Semigran 2015" in lines[-1] and "52 %" in lines[-1]


def test_what_a_set_does_not_hold_is_left_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calm, red = (
        _set(tmp_path, "calm", [("info", "info")]),
        _set(tmp_path, "red", [("urgent", "urgent")]),
    )
    main([*calm, *red])
    (line,) = [
        one for one in capsys.readouterr().out.splitlines() if one.startswith("| urgent messages")
    ]
    assert line == "| urgent messages raised |  | 100.0 % (20.7 to 100.0) |"


def test_a_set_without_rows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--set", "name", "predictions.jsonl"])
    assert "at least one labelled file" in capsys.readouterr().err
