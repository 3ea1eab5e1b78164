"""The detectors' margin as a probability, beside what was observed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.calibration import Bin, calibration, curve, error, meaning, platt
from bot.evaluation.gold import Message, parse
from bot.evaluation.intervals import Share
from bot.evaluation.outcomes import judge_rows
from bot.evaluation.report import write
from bot.nlu.concept_training import Example

LEARNED = [
    *(Example(f"I just can't get enough {word} {when}", "breathing_difficulty")
      for word in ("air", "breath", "wind") for when in ("today", "at night", "on the stairs", "now")),
    *(Example(f"{what} {when}")
      for what in ("what does it cost", "my chin is sore", "thank you")
      for when in ("today", "on Monday", "at night", "now")),
]  # fmt: skip


def message(number: int, text: str, urgency: str) -> Message:
    row = parse({"id": f"m{number}", "text": text, "urgency": urgency})
    assert isinstance(row, Message)
    return row


def test_red_messages_get_the_higher_probability() -> None:
    messages = [
        *(message(n, f"I can't get enough air {w}", "emergency") for n, w in enumerate("abcd")),
        *(message(9 + n, f"my chin is sore on {w}", "info") for n, w in enumerate("abcd")),
        message(99, "", "info"),
    ]
    bins = calibration(messages, LEARNED)
    assert sum(one.observed.total for one in bins) == 8
    assert bins[0].predicted < bins[-1].predicted
    assert (bins[0].observed.value, bins[-1].observed.value) == (0, 1)


def test_a_higher_margin_is_more_probable() -> None:
    slope, _ = platt([-2, -1, 0, 1, 2, 0.5], [False, False, True, True, True, False])
    assert slope > 0


def test_bins_are_of_equal_size_and_in_order() -> None:
    bins = curve([0.9, 0.1, 0.5, 0.4], [True, False, True, False], bins=2)
    assert bins == [Bin(0.25, Share(0, 2)), Bin(pytest.approx(0.7), Share(2, 2))]
    assert error(bins) == pytest.approx(0.275)


def test_the_report_shows_and_explains_it(tmp_path: Path) -> None:
    bins = [Bin(0.1, Share(1, 10)), Bin(0.6, Share(8, 10))]
    page = write(judge_rows([], {}), tmp_path, calibration=bins).read_text()
    assert "| 60.0 % | 80.0 % (8/10" in page
    assert meaning(bins) in page and "10 points off" in meaning(bins) and "more red" in page
    assert (tmp_path / "calibration.svg").stat().st_size > 1000
    assert "Semigran 2015" in page
