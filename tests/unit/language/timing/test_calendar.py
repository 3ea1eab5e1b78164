"""Weekdays, dates and holidays are always the latest before today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.timing import calendar
from bot.language.timing.calendar import HOLIDAYS

_DATES = st.dates(date(2001, 1, 1), date(2100, 1, 1))


@given(_DATES, st.integers(0, 6))
def test_a_weekday_is_one_to_seven_days_back(today: date, day: int) -> None:
    back = calendar.weekday_before(day, today)
    assert 1 <= back <= 7
    assert (today - timedelta(days=back)).weekday() == day


@given(_DATES, st.integers(1, 31))
def test_a_day_of_the_month_is_its_latest(today: date, day: int) -> None:
    back = calendar.day_of_month(day, today)
    assert back is not None and back >= 1
    assert (today - timedelta(days=back)).day == day


@given(_DATES)
def test_last_week_is_monday_to_sunday(today: date) -> None:
    sunday, monday = calendar.last_week(today)
    assert (today - timedelta(days=monday)).weekday() == 0
    assert monday - sunday == 6
    assert sunday >= 1


@given(_DATES, st.integers(1, 12))
def test_a_month_lies_wholly_before_today(today: date, month: int) -> None:
    last, first = calendar.whole_month(month, today)
    assert 1 <= last <= first <= 366
    assert (today - timedelta(days=first)).day == 1


_BY_THE_MOON = {
    *("diwali", "deepavali", "holi", "eid", "eid al fitr", "eid al adha"),
    *("lunar new year", "chinese new year"),
}


@given(_DATES, st.sampled_from(sorted(HOLIDAYS)))
def test_every_holiday_has_been_within_a_year(today: date, name: str) -> None:
    back = calendar.holiday_before(name, today)
    if back is None:
        assert name in _BY_THE_MOON  # known for some years only
    else:
        assert 1 <= back <= (740 if name in _BY_THE_MOON else 400)


@pytest.mark.parametrize(
    ("name", "today", "on"),
    [
        ("easter", date(2026, 6, 17), date(2026, 4, 5)),
        ("good friday", date(2025, 5, 1), date(2025, 4, 18)),
        ("boxing day", date(2026, 1, 6), date(2025, 12, 26)),
        ("bank holiday", date(2026, 6, 17), date(2026, 5, 25)),
        ("mothers day", date(2026, 6, 17), date(2026, 3, 15)),
        ("fathers day", date(2025, 7, 1), date(2025, 6, 15)),
        ("new years eve", date(2026, 1, 3), date(2025, 12, 31)),
        ("thanksgiving", date(2026, 6, 17), date(2025, 11, 27)),
        ("maundy thursday", date(2026, 4, 8), date(2026, 4, 2)),
        ("remembrance sunday", date(2026, 11, 16), date(2026, 11, 8)),
        ("diwali", date(2026, 11, 16), date(2026, 11, 8)),
        ("diwali", date(2026, 6, 17), date(2025, 10, 20)),
        ("eid al fitr", date(2025, 4, 9), date(2025, 3, 31)),
        ("chinese new year", date(2026, 2, 20), date(2026, 2, 17)),
    ],
)
def test_known_holidays(name: str, today: date, on: date) -> None:
    assert today - timedelta(days=calendar.holiday_before(name, today)) == on


def test_there_is_no_thirty_second() -> None:
    assert calendar.day_of_month(32, date(2026, 6, 17)) is None
