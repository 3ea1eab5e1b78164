"""What was ticked for a caller is read back as just that."""

from __future__ import annotations

from datetime import date

import pytest

from bot.case import CaseFacts
from bot.desk.caller import AREAS, SYMPTOMS, TRENDS, NoSuchDays, NothingTicked, words
from bot.triage import screen_case

TODAY = date(2026, 11, 23)


def read_back(text: str) -> CaseFacts:
    """The case that our rules make of it."""
    return screen_case(text, TODAY)[1]


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_each_symptom_is_read_back(symptom: str) -> None:
    case = read_back(words(["forehead"], "12", [symptom]))
    assert (case.areas, case.days, case.symptoms) == (("forehead",), (12, 12), (symptom,))


@pytest.mark.parametrize("area", AREAS)
def test_each_area_is_read_back(area: str) -> None:
    assert read_back(words([area], "12", ["bruising"])).areas == (area,)


@pytest.mark.parametrize("trend", TRENDS)
def test_each_trend_is_read_back(trend: str) -> None:
    assert read_back(words(["forehead"], "12", ["twitching"], trend)).trend == trend


@pytest.mark.parametrize("days", [0, 1, 2, 14, 90])
def test_days_are_read_back(days: int) -> None:
    assert read_back(words(["chin"], str(days), ["pain"])).days == (days, days)


def test_several_areas_and_symptoms_together() -> None:
    case = read_back(words(["chin", "neck"], "3", ["pain", "double_vision"]))
    assert set(case.areas) == {"chin", "neck"}
    assert set(case.symptoms) == {"pain", "double_vision"}


@pytest.mark.parametrize("days", ["-1", "401", "x", "1.5", "٣", "9" * 400])
def test_days_that_are_none(days: str) -> None:
    with pytest.raises(NoSuchDays):
        words(["chin"], days, ["pain"])


def test_nothing_ticked_and_what_we_do_not_know() -> None:
    with pytest.raises(NothingTicked):
        words(["elbow"], " ", ["boredom"])
    assert words([], "3", []) == "I had botox 3 days ago."
    assert words([], "", ["pain"], "<script>") == "I have pain."
